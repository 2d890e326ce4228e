import { z } from "zod";
import { type Bag, type Context, ProviderError } from "../../kit/handler.ts";
import { pause } from "../../kit/retry.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Form } from "../client/records.ts";
import type { SidRecord } from "../identity.ts";
import { immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { descriptionInput } from "./sink.ts";

const inputs = z.strictObject({
  description: descriptionInput(),
  sinkSid: immutableSid(
    "DG",
    "SID of the `EventSink`, which takes one subscription. A change replaces the subscription.",
  ),
  types: z
    .record(
      z.string().regex(/^com\.twilio\.[\w.-]+$/, "must be an event type, such as `com.twilio.error-logs.error.logged`"),
      z.int().min(1, "must be 1 or more"),
    )
    .meta({
      description:
        'Event types to deliver, each with its schema version: `{ "com.twilio.error-logs.error.logged": 2 }`. A change replaces the subscription.',
      replaceOnChange: true,
    }),
});

interface SubscriptionRecord extends SidRecord {
  /** Schema version by event type. */
  readonly types?: Bag;
}

/** Maximum polls for an active sink, in about a minute. */
const MAX_POLLS = 12;

/** The resource of an event subscription. https://www.twilio.com/docs/events/event-streams/subscription */
export const eventSubscription = simpleResource<SubscriptionRecord>({
  token: "twilio:index:EventSubscription",
  description:
    "A subscription: the event types that Event Streams delivers to a sink. Only the description can be changed in place. Any other change replaces the subscription, deleting the old one first, since a sink takes one subscription. Import it by its SID.",
  examples: [
    {
      title: "Receive events of undelivered messages",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const sink = new twilio.EventSink("messages", { destination: "https://ops.aybiza.example/messages" }, { provider });
new twilio.EventSubscription(
  "messages",
  {
    sinkSid: sink.sid,
    types: { "com.twilio.messaging.message.failed": 1, "com.twilio.messaging.message.undelivered": 1 },
  },
  { provider },
);`,
    },
  ],
  noun: "event subscription",
  product: ["events", "v1"],
  path: "Subscriptions",
  key: "subscriptions",
  identity: { by: "token", in: "description" },
  inputs,
  outputs: z.strictObject(ownOutputs("event subscription", "DF")),
  deleteBeforeReplace: true,

  form: ({ types = {} }, verb): Form => ({
    Types:
      verb === "update"
        ? undefined
        : Object.entries(types).map(([type, schema_version]) => JSON.stringify({ type, schema_version })),
  }),

  async withDetails(record, { client, signal }) {
    const q = { path: `Subscriptions/${record.sid}/SubscribedEvents`, key: "types", noun: "event type", signal };
    const events = await client.product("events", "v1").collection<{ type: string; schema_version: number }>(q).list();
    return { ...record, types: Object.fromEntries(events.map(({ type, schema_version }) => [type, schema_version])) };
  },

  /** Waits until a sink is active: Twilio refuses a subscription to any other (error 91100). https://www.twilio.com/docs/api/errors/91100 */
  async checkCreate(ctx, { sinkSid }) {
    for (let n = 1; ; n++) {
      const status = await sinkStatus(ctx, sinkSid);
      if (status === "active") return;
      if (status === undefined || status === "failed" || n === MAX_POLLS)
        throw new ProviderError(
          "sink-not-active",
          `event sink ${sinkSid} is ${status ?? "missing"}, and a subscription needs an active one. Check its destination in Twilio's Console (Monitor, Event Streams), then run the command again`,
        );
      await pause(n, ctx.signal);
    }
  },
});

async function sinkStatus({ client, signal }: Context<TwilioClient>, sid: string): Promise<string | undefined> {
  const q = { path: "Sinks", key: "sinks", noun: "event sink", signal };
  return (await client.product("events", "v1").collection<{ status: string }>(q).fetch(sid))?.status;
}
