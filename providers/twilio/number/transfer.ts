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

/** Settings that refer to objects of the target account, so they can't be set before the number is in that account. */
const ACCOUNT_WIDE = [
  ...["voiceApplicationSid", "smsApplicationSid", "trunkSid"],
  ...["addressSid", "bundleSid", "identitySid", "emergencyAddressSid"],
];
/** SIDs of the target account that Twilio requires in the request that moves a number. */
const IN_MOVE_REQUEST = ["addressSid", "bundleSid", "identitySid"];

/** Returns the source account and the number's record in it. Changes nothing; throws if the source account doesn't have the number. */
export async function transferSource(ctx: Ctx, inputs: Bag): Promise<{ source: TwilioClient; record: NumberRecord }> {
  const { phoneNumber, transferFrom } = inputs;
  const { client, signal } = ctx;
  if (transferFrom === undefined) {
    throw new ProviderError(
      "number-not-given",
      `${phoneNumber} isn't in ${client.name}, and \`transferFrom\` is missing. Set \`transferFrom\` to the source account, once its owner agrees to the transfer`,
    );
  }
  const source = client.at(transferFrom);
  const record = await byNumber({ client: source, signal }, phoneNumber);
  if (record) return { source, record };
  throw new ProviderError(
    "transfer-source-lacks-number",
    `${phoneNumber} is neither in ${client.name} nor in the source account ${transferFrom}. No other number is bought in its place. Correct \`transferFrom\` or the number`,
  );
}

/**
 * Moves a number to this account in one request, so that the number is never released in between. So that calls are answered throughout, it first
 * gets, in the source account, the URLs of the inputs in place of the source account's application, which it would lose in the move.
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
  // If the inputs have no URL, the number keeps the source account's application until the move.
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
 * Restores call and message settings that the move lost: "you may need to reconfigure Number configurations"
 * (https://www.twilio.com/docs/iam/api/subaccounts#exchanging-numbers).
 */
async function restoreLost({ client, signal }: Ctx, before: NumberRecord, there: NumberRecord): Promise<NumberRecord> {
  const resting = there.voice_application_sid || there.trunk_sid ? IGNORED_BESIDE_APPLICATION : [];
  const movable = settingNames.filter((name) => ![...ACCOUNT_WIDE, ...resting, "friendlyName"].includes(name));
  const form = formFor(settingsOf(before, movable), settingsOf(there, movable));
  return Object.keys(form).length > 0 ? withRequirements(client.updateNumber(there.sid, form, signal)) : there;
}

/** Returns the warning about what a transfer doesn't move, with the fix. */
export function transferWarning(number: string, from: string, to: string): string {
  return `${number} moves from account ${from} to account ${to}. The provider restores call and message settings that Twilio drops. A toll-free verification, an A2P registration and a Trust Hub enrolment don't move with the number (https://www.twilio.com/docs/iam/api/subaccounts#exchanging-numbers). If it has one, submit it again in account ${to} afterwards`;
}

/** Moves a number to the parent account, without token and quarantine mark in its name. */
export async function moveToParent(ctx: Ctx, record: NumberRecord): Promise<void> {
  const { client } = ctx;
  const parent = client.parentAccountSid;
  if (parent === undefined) {
    throw new ProviderError(
      "parent-account-unknown",
      `${record.phone_number} can't move to the parent account, because the provider doesn't know it. Set \`parentAccountSid\` and give the provider that account's credentials`,
    );
  }
  const FriendlyName = withoutMark(withoutToken(record.friendly_name ?? "", ctx.urn)) || record.phone_number;
  await move({ ...ctx, client: client.at(parent) }, client, record, { AccountSid: parent, FriendlyName });
}

/** Sends the request that moves the number. If it fails, checks whether the number arrived. */
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
    "transfer-incomplete",
    `${record.phone_number} is still in account ${record.account_sid} by Twilio's answer to the transfer. Run the command again`,
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
  // One request sets the URLs and clears application and trunk, so calls are answered throughout.
  const form = { ...syncForm(rest, live), ...syncForm({ voiceApplicationSid }, live), ...syncForm({ trunkSid }, live) };
  return Object.keys(form).length > 0 ? withRequirements(client.updateNumber(record.sid, form, signal)) : record;
}

const onlyNamed = (bag: Bag, names: readonly string[]): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([name, value]) => names.includes(name) && value !== ""));
