import { z } from "zod";
import { ProviderError } from "../kit/handler.ts";
import { simpleResource } from "./simple-resource.ts";

/** TwiML takes names shorter than 64 characters (errors 14205 and 14213), though the API takes 64. */
const LONGEST_NAME = 63;
const autoname = { longest: LONGEST_NAME };
/** What a queue has that was made without a size, and the largest. */
const defaults = { maxSize: 1000 };
const LARGEST_SIZE = 5000;

const inputs = z.strictObject({
  friendlyName: z
    .string()
    .min(1, "must not be empty")
    .max(LONGEST_NAME, `must be ${LONGEST_NAME} characters or less: TwiML takes no longer name`)
    .optional()
    .meta({
      description:
        "Name of the queue, the only one in the account: what `<Enqueue>` and `<Queue>` in TwiML say. By default the resource's name and a suffix.",
      autoname,
    }),
  maxSize: z
    .int()
    .min(1, "must be 1 or more")
    .max(LARGEST_SIZE, `must be ${LARGEST_SIZE} or less`)
    .optional()
    .meta({ description: `How many calls may wait at once, ${LARGEST_SIZE} at most. ${defaults.maxSize} by default.` }),
});

const outputs = z.strictObject({
  sid: z.string().meta({ description: "The queue's SID, `QU...`.", stable: true }),
  accountSid: z.string().meta({ description: "The account that holds it.", stable: true }),
  dateCreated: z.string().meta({ description: "When it was made, as RFC 2822 writes it.", stable: true }),
  currentSize: z.int().meta({ description: "How many calls waited at the last look." }),
  averageWaitTime: z.int().meta({ description: "How long those calls had waited on average, in seconds." }),
});

/** A queue, as Twilio's API gives it. */
interface QueueRecord {
  readonly sid: string;
  readonly friendly_name: string;
  readonly current_size: number;
}

/**
 * A queue in which calls wait. Its name is its identity for callers, and the only one in the account. `<Enqueue>` makes a queue of that
 * name where there is none, so one that is there is somebody's: a create refuses it. https://www.twilio.com/docs/voice/api/queue-resource
 */
export const queue = simpleResource<QueueRecord>({
  token: "twilio:index:Queue",
  description:
    "A queue in which calls wait: `<Enqueue>` puts them in by its name, `<Dial><Queue>` takes them out. A name that a queue of the account has already is refused: import that queue, or take another name. It can be deleted when nobody waits in it. Import it by its SID.",
  examples: [
    {
      title: "Let callers wait for a person",
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
      `queue ${friendly_name} can't be deleted while ${who} in it: let them be answered or hang up, then run it again`,
    );
  },
});
