import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { ResourceSpec } from "../../kit/define.ts";
import { type Bag, type Context, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import { shownInputs } from "../../kit/inputs.ts";
import type { TwilioClient } from "../client/client.ts";
import { isHeldBySuccessor } from "../held-by-successor.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { ownOutputs } from "../settings.ts";
import { LONGEST_NAME } from "../token.ts";

/** How long somebody has to answer and type the code, in seconds, and how often it is looked whether he has, in milliseconds. */
const VERIFY_TIMEOUT_S = 300;
const POLL_INTERVAL_MS = 1000;

const inputs = z.strictObject({
  phoneNumber: z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only").meta({
    description: "The number, E.164. Another is another verification.",
    replaceOnChange: true,
  }),
  friendlyName: z
    .string()
    .min(1, "must not be empty")
    .max(LONGEST_NAME, `must be ${LONGEST_NAME} characters or less`)
    .optional()
    .meta({ description: "Name for people. The number by default." }),
  callDelay: z
    .int()
    .min(0, "must be 0 or more")
    .max(60, "must be 60 or less")
    .optional()
    .meta({ description: "Seconds before Twilio calls, 60 at most. It matters while the number isn't verified." }),
  extension: z.string().optional().meta({
    description: "Digits to dial after the call is answered. It matters while the number isn't verified.",
  }),
});

const outputs = z.strictObject({
  ...ownOutputs("caller ID", "PN"),
  adopted: z.boolean().meta({
    description: "True where the number was verified before: then a delete leaves it verified.",
    stable: true,
  }),
});

/** A verified number, as Twilio's API gives it. */
interface CallerIdRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly phone_number: string;
  readonly friendly_name: string;
  readonly date_created: string;
}

type Ctx = Context<TwilioClient>;

/** A number of somebody else's that the account may show when it calls. https://www.twilio.com/docs/voice/api/outgoing-caller-ids-resource */
export const outgoingCallerId: ResourceSpec<TwilioClient> = {
  token: "twilio:index:OutgoingCallerId",
  description:
    "A number that isn't Twilio's and that the account may show when it calls. Twilio calls it, and whoever answers must type the code that the engine shows meanwhile; after five minutes (or `customTimeouts`) it is an error, and the next `pulumi up` calls again. A number that is verified already is taken over as it is, and stays verified when the resource is deleted. Import it by its SID.",
  examples: [
    {
      title: "Show the practice's own number",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const practice = new twilio.OutgoingCallerId("practice", { phoneNumber: "+12125550142" }, { provider });

export const callerIdSid = practice.sid;`,
    },
  ],
  inputs,
  outputs,
  timeouts: { create: VERIFY_TIMEOUT_S },

  async create(ctx, { inputs }) {
    const { accountSid } = ctx.client;
    const unknown = { sid: UNKNOWN, accountSid, dateCreated: UNKNOWN, adopted: UNKNOWN };
    if (ctx.preview) return { state: { ...unknown, ...inputs } };
    const earlier = await find(ctx, inputs.phoneNumber);
    if (earlier) return made(await named(ctx, earlier, inputs), inputs, true);
    return made(await named(ctx, await verify(ctx, inputs), inputs), inputs, false);
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, state);
    const record = await callerIds(ctx).fetch(id);
    if (!record) return undefined;
    const live = { ...inputs, phoneNumber: record.phone_number, friendlyName: record.friendly_name };
    const shown = shownInputs({ live, inputs, defaults: { friendlyName: record.phone_number } });
    return { inputs: shown, ...made(record, shown, state.adopted ?? true) };
  },

  async update(ctx, { id, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    const { sid, accountSid, dateCreated, adopted } = oldState;
    if (ctx.preview) return { state: { sid, accountSid, dateCreated, adopted, ...newInputs } };
    const record = await callerIds(ctx).update(id, { FriendlyName: nameOf(newInputs) });
    return made(record, newInputs, adopted === true);
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, state);
    if (state.adopted === true) {
      ctx.log("info", `${state.phoneNumber} was verified before this resource took it over: it stays verified`);
      return;
    }
    // The new resource has taken the verified number over.
    if (isHeldBySuccessor(ctx, id)) return;
    await callerIds(ctx).delete(id);
  },
};

const nameOf = ({ friendlyName, phoneNumber }: Bag): string => friendlyName ?? phoneNumber;

const callerIds = ({ client, signal }: Ctx) =>
  client.collection<CallerIdRecord>({
    ...{ path: "OutgoingCallerIds", key: "outgoing_caller_ids", noun: "caller ID", signal },
  });

async function find(ctx: Ctx, phoneNumber: string): Promise<CallerIdRecord | undefined> {
  const found = await callerIds(ctx).list({ PhoneNumber: phoneNumber });
  return found.find((c) => c.phone_number === phoneNumber);
}

/** Has Twilio call, shows the code, and waits until somebody has typed it. A call more does no harm, but the code is another then. */
async function verify(ctx: Ctx, inputs: Bag): Promise<CallerIdRecord> {
  const { phoneNumber, callDelay, extension } = inputs;
  const { validation_code } = await ctx.client.requests.send<{ validation_code: string }>({
    what: `have ${phoneNumber} called`,
    method: "POST",
    path: "OutgoingCallerIds.json",
    form: { PhoneNumber: phoneNumber, FriendlyName: nameOf(inputs), CallDelay: callDelay, Extension: extension },
    repeatable: false,
    signal: ctx.signal,
  });
  ctx.log("warning", `Twilio calls ${phoneNumber} now: whoever answers must type ${validation_code}`);
  for (;;) {
    const verified = await find(ctx, phoneNumber);
    if (verified) return verified;
    await sleep(POLL_INTERVAL_MS, undefined, { signal: ctx.signal }).catch(() => {
      throw new ProviderError(
        "caller-id-not-verified",
        `${phoneNumber} isn't verified: nobody has typed the code that Twilio asked for. Run \`pulumi up\` again when somebody is there to answer`,
      );
    });
  }
}

/** An earlier one keeps the name that it has, unless the program gives one. */
async function named(ctx: Ctx, record: CallerIdRecord, inputs: Bag): Promise<CallerIdRecord> {
  if (record.friendly_name === nameOf(inputs)) return record;
  return callerIds(ctx).update(record.sid, { FriendlyName: nameOf(inputs) });
}

const made = (record: CallerIdRecord, inputs: Bag, adopted: boolean) => ({
  id: record.sid,
  state: {
    ...inputs,
    ...{ sid: record.sid, accountSid: record.account_sid, dateCreated: record.date_created, adopted },
  },
});
