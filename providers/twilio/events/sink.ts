import { z } from "zod";
import type { Bag } from "../../kit/handler.ts";
import type { Form } from "../client/records.ts";
import type { SidRecord } from "../identity.ts";
import { flag, method, ownOutputs, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { LONGEST_NAME_WITH_TOKEN } from "../token.ts";

/** Input `description`, to which the provider appends its create token. */
export const descriptionInput = () =>
  z
    .string()
    .min(1, "must not be empty")
    .max(
      LONGEST_NAME_WITH_TOKEN,
      `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: the provider appends its token`,
    )
    .optional()
    .meta({ description: "Description. The resource's name by default. It must not contain personal data." });

const inputs = z.strictObject({
  description: descriptionInput(),
  destination: url("Public URL that receives the events. It must answer within 5 seconds. A change replaces the sink.")
    .min(1, "must not be empty")
    .meta({ replaceOnChange: true }),
  method: method("HTTP method for `destination`. `POST` by default. A change replaces the sink.")
    .optional()
    .meta({ replaceOnChange: true }),
  batchEvents: flag("Send several events in one request, as a list. True by default. A change replaces the sink.")
    .optional()
    .meta({ replaceOnChange: true }),
});

/** A sink's webhook configuration in Twilio's API. */
interface SinkRecord extends SidRecord {
  readonly sink_configuration?: {
    readonly destination?: string;
    readonly method?: string;
    batch_events?: boolean;
  } | null;
}

/** The resource of an event sink. https://www.twilio.com/docs/events/event-streams/sink-resource */
export const eventSink = simpleResource<SinkRecord>({
  token: "twilio:index:EventSink",
  description:
    "A webhook to which Event Streams delivers events. Twilio signs each request with the account's auth token: the signature covers the URL, whose query has the SHA-256 of the body. A sink takes one subscription. Only the description can be changed in place; any other change replaces the sink. Import it by its SID.",
  examples: [
    {
      title: "Receive the account's error log",
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
    status: z.string().meta({ description: "Status of the sink: `active` if events can be delivered." }),
  }),
  defaults: { method: "POST", batchEvents: true },

  form: ({ destination, method, batchEvents }, verb): Form => ({
    Destination: undefined,
    Method: undefined,
    BatchEvents: undefined,
    ...(verb === "create" && {
      SinkType: "webhook",
      // Twilio requires all three fields (error 91000). https://www.twilio.com/docs/api/errors/91000
      SinkConfiguration: JSON.stringify({ destination, method, batch_events: batchEvents }),
    }),
  }),
  values({ sink_configuration }): Bag {
    const { destination, method, batch_events: batchEvents } = sink_configuration ?? {};
    return { destination, method, batchEvents };
  },
});
