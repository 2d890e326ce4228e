import { type Bag, ProviderError } from "../../kit/handler.ts";
import { pause } from "../../kit/retry.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Form, NumberRecord } from "../client/records.ts";
import { formFor, settingsOf } from "../settings.ts";
import { withoutToken } from "../token.ts";
import { givenSettings, settingNames } from "./definition.ts";
import { setEmergencyAddress } from "./emergency.ts";
import { IGNORED_BESIDE_APPLICATION } from "./initial-settings.ts";
import { withoutMark } from "./quarantine.ts";
import { withRequirements } from "./requirements.ts";
import { boughtName, byNumber, type Ctx, syncForm } from "./state.ts";

/** What belongs to one account, and can't be named before the number is there. */
const ACCOUNT_WIDE = [
  ...["voiceApplicationSid", "smsApplicationSid", "trunkSid"],
  ...["addressSid", "bundleSid", "identitySid", "emergencyAddressSid"],
];
/** What Twilio wants of the new account in the very request that moves a number. */
const IN_MOVE_REQUEST = ["addressSid", "bundleSid", "identitySid"];

/** Where the number is that the inputs ask for: looked for, and refused if it isn't there. Changes nothing. */
export async function transferSource(ctx: Ctx, inputs: Bag): Promise<{ source: TwilioClient; record: NumberRecord }> {
  const { phoneNumber, transferFrom } = inputs;
  const { client, signal } = ctx;
  if (transferFrom === undefined) {
    throw new ProviderError(
      "number-not-given",
      `${phoneNumber} isn't in ${client.name}, and no \`transferFrom\` says which account gives it: its holder has to agree first`,
    );
  }
  const source = client.at(transferFrom);
  const record = await byNumber({ client: source, signal }, phoneNumber);
  if (record) return { source, record };
  throw new ProviderError(
    "number-not-there",
    `${phoneNumber} is neither in ${client.name} nor in account ${transferFrom}, which was to give it: correct \`transferFrom\` or the number; nothing is bought in its place`,
  );
}

/**
 * Moves a number here from another account of the family, at once and for good: it is never given up in between. Its calls are answered all
 * along: in the account where it is, it first gets the addresses that the inputs name in place of that account's application, which it would
 * lose; then one request moves it, and names it as this resource's.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource#exchange-numbers-between-subaccounts
 */
export async function moveIn(ctx: Ctx, inputs: Bag): Promise<NumberRecord> {
  const { client, signal } = ctx;
  const { source, record } = await transferSource(ctx, inputs);
  const wanted: Bag = { ...inputs.initial, ...givenSettings(inputs) };
  const free = await setEmergencyAddress({ client: source, signal }, record, "");
  const portable = Object.fromEntries(
    Object.entries(wanted).filter(([name]) => !ACCOUNT_WIDE.includes(name) && name !== "friendlyName"),
  );
  // Without an address of its own it keeps what it has: an application that ends with the move is better than none before it.
  const bindings = {
    ...(portable.voiceUrl && { voiceApplicationSid: "", trunkSid: "" }),
    ...(portable.smsUrl && { smsApplicationSid: "" }),
  };
  const before = await change(source, free, { ...portable, ...bindings }, signal);
  const FriendlyName = boughtName(ctx, wanted, record, undefined);
  const needed = syncForm(onlyNamed(wanted, IN_MOVE_REQUEST), {});
  const moved = await move(ctx, source, record, { AccountSid: client.accountSid, FriendlyName, ...needed });
  return restoreLost(ctx, before, (await client.number(moved.sid, signal)) ?? moved);
}

/**
 * Gives a number again what it lost on its way: "you may need to reconfigure Number configurations"
 * (https://www.twilio.com/docs/iam/api/subaccounts#exchanging-numbers). Its calls first of all, but its messages, too.
 */
async function restoreLost({ client, signal }: Ctx, before: NumberRecord, there: NumberRecord): Promise<NumberRecord> {
  const resting = there.voice_application_sid || there.trunk_sid ? IGNORED_BESIDE_APPLICATION : [];
  const movable = settingNames.filter((name) => ![...ACCOUNT_WIDE, ...resting, "friendlyName"].includes(name));
  const form = formFor(settingsOf(before, movable), settingsOf(there, movable));
  return Object.keys(form).length > 0 ? withRequirements(client.updateNumber(there.sid, form, signal)) : there;
}

/** What doesn't come along with a number that moves, and what to do about it. */
export function transferWarning(number: string, from: string, to: string): string {
  return `${number} moves from account ${from} to account ${to}. Its settings for calls and messages are given again where Twilio drops them; a toll-free verification, an A2P registration or a Trust Hub enrolment of the number doesn't come along (https://www.twilio.com/docs/iam/api/subaccounts#exchanging-numbers). Where it has one, submit it again in account ${to} afterwards`;
}

/** Gives a number to the account above. Its name and its bindings stay behind. */
export async function moveToParent(ctx: Ctx, record: NumberRecord): Promise<void> {
  const { client } = ctx;
  const parent = client.parentAccountSid;
  if (parent === undefined) {
    throw new ProviderError(
      "no-parent",
      `${record.phone_number} can't go to the account above: the provider knows none. Give it \`parentAccountSid\` and that account's credentials`,
    );
  }
  const FriendlyName = withoutMark(withoutToken(record.friendly_name ?? "", ctx.urn)) || record.phone_number;
  await move({ ...ctx, client: client.at(parent) }, client, record, { AccountSid: parent, FriendlyName });
}

/** The request that moves; where its outcome stayed open, the number is looked for. */
async function move(to: Ctx, source: TwilioClient, record: NumberRecord, form: Form): Promise<NumberRecord> {
  const { signal } = to;
  try {
    const moved = await withRequirements(source.updateNumber(record.sid, form, signal));
    if (moved.account_sid === to.client.accountSid) return moved;
  } catch (error) {
    await pause(1, signal);
    const arrived = await byNumber(to, record.phone_number);
    if (!arrived) throw error;
    return arrived;
  }
  throw new ProviderError(
    "not-moved",
    `Twilio answers that ${record.phone_number} is still in account ${record.account_sid}: run it again`,
  );
}

async function change(
  client: TwilioClient,
  record: NumberRecord,
  wanted: Bag,
  signal: AbortSignal,
): Promise<NumberRecord> {
  const live = settingsOf(record, settingNames);
  const { voiceApplicationSid, trunkSid, ...rest } = wanted;
  // Both are taken away in the request that gives the addresses: there is no moment without an answer.
  const form = { ...syncForm(rest, live), ...syncForm({ voiceApplicationSid }, live), ...syncForm({ trunkSid }, live) };
  return Object.keys(form).length > 0 ? withRequirements(client.updateNumber(record.sid, form, signal)) : record;
}

const onlyNamed = (bag: Bag, names: readonly string[]): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([name, value]) => names.includes(name) && value !== ""));
