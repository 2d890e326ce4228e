import { z } from "zod";
import { ProviderError } from "../kit/handler.ts";
import { simpleResource } from "./simple-resource.ts";

/** TwiML's limit is 63 characters (errors 14205 and 14213), although the API's is 64. */
const LONGEST_NAME = 63;
const autoname = { longest: LONGEST_NAME };
/** Twilio's default size of a queue, and the maximum. */
const defaults = { maxSize: 1000 };
const LARGEST_SIZE = 5000;

const inputs = z.strictObject({
  friendlyName: z
    .string()
    .min(1, "must not be empty")
    .max(LONGEST_NAME, `must be ${LONGEST_NAME} characters or less: TwiML doesn't accept longer names`)
    .optional()
    .meta({
      description:
        "Name of the queue, unique in the account, which `<Enqueue>` and `<Queue>` in TwiML refer to. The resource's name with a random suffix by default.",
      autoname,
    }),
  maxSize: z
    .int()
    .min(1, "must be 1 or more")
    .max(LARGEST_SIZE, `must be ${LARGEST_SIZE} or less`)
    .optional()
    .meta({ description: `Maximum number of waiting calls, 1 to ${LARGEST_SIZE}. ${defaults.maxSize} by default.` }),
});

const outputs = z.strictObject({
  sid: z.string().meta({ description: "The queue's SID, `QU...`.", stable: true }),
  accountSid: z.string().meta({ description: "SID of the account that owns it.", stable: true }),
  dateCreated: z.string().meta({ description: "Creation time, RFC 2822.", stable: true }),
  currentSize: z.int().meta({ description: "Number of waiting calls, as of the last refresh." }),
  averageWaitTime: z.int().meta({ description: "Average waiting time of those calls, in seconds." }),
});

/** A queue in Twilio's API. */
interface QueueRecord {
  readonly sid: string;
  readonly friendly_name: string;
  readonly current_size: number;
}

/**
 * The resource of a queue of waiting calls. TwiML refers to a queue by its name, which is unique in the account. `<Enqueue>` creates a missing
 * queue, so an existing one may be in use, and a create refuses to take it over. https://www.twilio.com/docs/voice/api/queue-resource
 */
export const queue = simpleResource<QueueRecord>({
  token: "twilio:index:Queue",
  description:
    "A queue of waiting calls: TwiML adds calls with `<Enqueue>` and takes them with `<Dial><Queue>`, by the queue's name. If the account already has a queue of that name, the create is refused: import that queue, or choose another name. A delete is refused while calls wait. Import it by its SID.",
  examples: [
    {
      title: "Queue callers until an agent is free",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const support = new twilio.Queue("support", { friendlyName: "support", maxSize: 20 }, { provider });

export const supportQueue = support.sid;`,
    },
  ],
  noun: "queue",
  path: "Queues",
  key: "queues",
  identity: { by: "unique", name: "friendlyName", autoname },
  inputs,
  outputs,
  defaults,

  checkDelete({ friendly_name, current_size }) {
    if (current_size === 0) return;
    const who = current_size === 1 ? "a call waits" : `${current_size} calls wait`;
    throw new ProviderError(
      "queue-not-empty",
      `queue ${friendly_name} can't be deleted while ${who} in it. Answer or end ${current_size === 1 ? "it" : "them"}, then run the command again`,
    );
  },
});
