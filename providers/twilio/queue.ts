import { z } from "zod";
import { isOwnName } from "../kit/autoname.ts";
import type { ResourceSpec } from "../kit/define.ts";
import { type Bag, type Context, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { shownInputs } from "../kit/inputs.ts";
import { refuseOtherAccount } from "./account.ts";
import type { TwilioClient } from "./client/client.ts";
import { createOnce } from "./create-once.ts";
import { resourceName } from "./token.ts";

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
  readonly account_sid: string;
  readonly friendly_name: string;
  readonly max_size: number;
  readonly current_size: number;
  readonly average_wait_time: number;
  readonly date_created: string;
}

/**
 * A queue in which calls wait. Its name is its identity for callers, and the only one in the account. `<Enqueue>` makes a queue of that
 * name where there is none, so one that is there is somebody's: a create refuses it. https://www.twilio.com/docs/voice/api/queue-resource
 */
export const queue: ResourceSpec<TwilioClient> = {
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
  inputs,
  outputs,

  async create(ctx, { inputs }) {
    const { accountSid } = ctx.client;
    if (ctx.preview) {
      const unknown = { sid: UNKNOWN, dateCreated: UNKNOWN, currentSize: UNKNOWN, averageWaitTime: UNKNOWN };
      return { state: { ...inputs, accountSid, ...unknown } };
    }
    const find = async () => (await queues(ctx).list()).find((q) => q.friendly_name === inputs.friendlyName);
    const earlier = await find();
    if (!earlier) {
      const create = () => queues(ctx).create(formOf(inputs));
      return madeOf(await createOnce({ find, create, signal: ctx.signal }), inputs);
    }
    if (!isOwnName(ctx, inputs.friendlyName, autoname)) throw taken(ctx, earlier);
    return madeOf(await queues(ctx).update(earlier.sid, formOf(inputs)), inputs);
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, state);
    const record = await queues(ctx).fetch(id);
    if (!record) return undefined;
    const live = { friendlyName: record.friendly_name, maxSize: record.max_size };
    const shown = shownInputs({ live, inputs, defaults });
    return { inputs: shown, ...madeOf(record, shown) };
  },

  async update(ctx, { id, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    if (ctx.preview) return { state: { ...oldState, maxSize: undefined, ...newInputs } };
    return madeOf(await queues(ctx).update(id, formOf(newInputs)), newInputs);
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, state);
    const record = await queues(ctx).fetch(id);
    if (!record) return;
    if (record.current_size > 0) throw notEmpty(record);
    await queues(ctx).delete(id);
  },
};

type Ctx = Context<TwilioClient>;

const queues = ({ client, signal }: Ctx) =>
  client.collection<QueueRecord>({ path: "Queues", key: "queues", noun: "queue", signal });

/** All settings: one that isn't given any more goes back to its default. */
const formOf = ({ friendlyName, maxSize }: Bag) => ({
  FriendlyName: friendlyName,
  MaxSize: maxSize ?? defaults.maxSize,
});

const madeOf = (record: QueueRecord, inputs: Bag) => ({
  id: record.sid,
  state: {
    ...inputs,
    sid: record.sid,
    accountSid: record.account_sid,
    dateCreated: record.date_created,
    currentSize: record.current_size,
    averageWaitTime: record.average_wait_time,
  },
});

function taken({ client, urn, existed }: Ctx, { sid, friendly_name }: QueueRecord): ProviderError {
  const replacing = existed ? ", or replace it with `deleteBeforeReplace: true` if it is this resource's own" : "";
  return new ProviderError(
    "queue-name-taken",
    `account ${client.accountSid} has a queue ${friendly_name} already, ${sid}: import it (\`pulumi import twilio:index:Queue ${resourceName(urn)} ${sid}\`) or give another friendlyName${replacing}`,
  );
}

function notEmpty({ friendly_name, current_size }: QueueRecord): ProviderError {
  const who = current_size === 1 ? "a call waits" : `${current_size} calls wait`;
  return new ProviderError(
    "queue-not-empty",
    `queue ${friendly_name} can't be deleted while ${who} in it: let them be answered or hang up, then run it again`,
  );
}
