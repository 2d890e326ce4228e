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

/** Limits of a verification: time to answer the call and enter the code, in seconds; interval between checks, in milliseconds. */
const VERIFY_TIMEOUT_S = 300;
const POLL_INTERVAL_MS = 1000;

const inputs = z.strictObject({
  phoneNumber: z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only").meta({
    description: "The number, E.164. A change replaces the resource, with a new verification.",
    replaceOnChange: true,
  }),
  friendlyName: z
    .string()
    .min(1, "must not be empty")
    .max(LONGEST_NAME, `must be ${LONGEST_NAME} characters or less`)
    .optional()
    .meta({ description: "Friendly name. The number by default." }),
  callDelay: z
    .int()
    .min(0, "must be 0 or more")
    .max(60, "must be 60 or less")
    .optional()
    .meta({ description: "Delay of the verification call in seconds, 0 to 60. Ignored once the number is verified." }),
  extension: z.string().optional().meta({
    description:
      "Extension: digits dialled after the verification call is answered. Ignored once the number is verified.",
  }),
});

const outputs = z.strictObject({
  ...ownOutputs("caller ID", "PN"),
  adopted: z.boolean().meta({
    description: "True if the number was verified before this resource; then a delete leaves it verified.",
    stable: true,
  }),
});

/** A verified number in Twilio's API. */
interface CallerIdRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly phone_number: string;
  readonly friendly_name: string;
  readonly date_created: string;
}

type Ctx = Context<TwilioClient>;

/** A number of another carrier that the account may use as caller ID. https://www.twilio.com/docs/voice/api/outgoing-caller-ids-resource */
export const outgoingCallerId: ResourceSpec<TwilioClient> = {
  token: "twilio:index:OutgoingCallerId",
  description:
    "A number of another carrier that the account may use as caller ID. To verify it, Twilio calls the number, and the person who answers enters the code that `pulumi up` shows. Without the code, the create fails after five minutes (or `customTimeouts`), and the next `pulumi up` calls again. A number that is already verified is taken over, and stays verified after a delete. Import it by its SID.",
  examples: [
    {
      title: "Use the practice's own number as caller ID",
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
      ctx.log("info", `${state.phoneNumber} stays verified: it was verified before this resource took it over`);
      return;
    }
    // Keep the verified number: the replacing resource has taken it over.
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

/** Makes Twilio call the number, shows the code and waits until it is entered. A repeated call is harmless, but has another code. */
async function verify(ctx: Ctx, inputs: Bag): Promise<CallerIdRecord> {
  const { phoneNumber, callDelay, extension } = inputs;
  const { validation_code } = await ctx.client.requests.send<{ validation_code: string }>({
    what: `call ${phoneNumber} for its verification`,
    method: "POST",
    path: "OutgoingCallerIds.json",
    form: { PhoneNumber: phoneNumber, FriendlyName: nameOf(inputs), CallDelay: callDelay, Extension: extension },
    repeatable: false,
    signal: ctx.signal,
  });
  ctx.log("warning", `Twilio is calling ${phoneNumber}. Answer, and enter the code ${validation_code}`);
  for (;;) {
    const verified = await find(ctx, phoneNumber);
    if (verified) return verified;
    await sleep(POLL_INTERVAL_MS, undefined, { signal: ctx.signal }).catch(() => {
      throw new ProviderError(
        "caller-id-not-verified",
        `${phoneNumber} isn't verified: the code wasn't entered in time. Run \`pulumi up\` again when a person can answer the call`,
      );
    });
  }
}

/** Sets the friendly name if it differs. */
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
