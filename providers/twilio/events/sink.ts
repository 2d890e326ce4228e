import { z } from "zod";
import type { Bag } from "../../kit/handler.ts";
import type { Form } from "../client/records.ts";
import type { SidRecord } from "../identity.ts";
import { flag, method, ownOutputs, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { LONGEST_NAME_WITH_TOKEN } from "../token.ts";

/** A description that carries the token of a create. */
export const descriptionInput = () =>
  z
    .string()
    .min(1, "must not be empty")
    .max(LONGEST_NAME_WITH_TOKEN, `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: a token is put behind it`)
    .optional()
    .meta({ description: "Description for people. The resource's own name by default. Nothing personal." });

const inputs = z.strictObject({
  description: descriptionInput(),
  destination: url("Where events are posted: a public address, which answers within 5 seconds.")
    .min(1, "must not be empty")
    .meta({ replaceOnChange: true }),
  method: method("HTTP method. `POST` by default.").optional().meta({ replaceOnChange: true }),
  batchEvents: flag("Several events in one request, as a list. On by default.")
    .optional()
    .meta({ replaceOnChange: true }),
});

/** What Twilio keeps of a webhook's configuration. */
interface SinkRecord extends SidRecord {
  readonly sink_configuration?: {
    readonly destination?: string;
    readonly method?: string;
    batch_events?: boolean;
  } | null;
}

/** https://www.twilio.com/docs/events/event-streams/sink-resource */
export const eventSink = simpleResource<SinkRecord>({
  token: "twilio:index:EventSink",
  description:
    "A webhook to which Event Streams delivers, signed with the account's auth token: the URL is signed, and names the body's SHA-256 in its query. One subscription alone can deliver to it. Only its description can be changed: all else makes another one in its place. Import it by its SID.",
  examples: [
    {
      title: "Hear of the account's errors",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const sink = new twilio.EventSink("errors", { destination: "https://voice.us.aybiza.example/twilio/events" }, { provider });
new twilio.EventSubscription(
  "errors",
  { sinkSid: sink.sid, types: { "com.twilio.error-logs.error.logged": 2 } },
  { provider },
);`,
    },
  ],
  noun: "event sink",
  product: ["events", "v1"],
  path: "Sinks",
  key: "sinks",
  identity: { by: "token", in: "description" },
  inputs,
  outputs: z.strictObject({
    ...ownOutputs("event sink", "DG"),
    status: z.string().meta({ description: "`active` when events can be delivered to it." }),
  }),
  defaults: { method: "POST", batchEvents: true },

  form: ({ destination, method, batchEvents }, verb): Form => ({
    Destination: undefined,
    Method: undefined,
    BatchEvents: undefined,
    ...(verb === "create" && {
      SinkType: "webhook",
      // All three: Twilio refuses a configuration that lacks one (91000). https://www.twilio.com/docs/api/errors/91000
      SinkConfiguration: JSON.stringify({ destination, method, batch_events: batchEvents }),
    }),
  }),
  values({ sink_configuration }): Bag {
    const { destination, method, batch_events: batchEvents } = sink_configuration ?? {};
    return { destination, method, batchEvents };
  },
});
