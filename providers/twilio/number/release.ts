import { type Bag, ProviderError } from "../../kit/handler.ts";
import { isAmbiguous } from "../client/errors.ts";
import type { Form, NumberRecord } from "../client/records.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { settingsOf } from "../settings.ts";
import { hasToken, withoutToken, withToken } from "../token.ts";
import { unclearedUrls } from "../uncleared-urls.ts";
import { settingNames } from "./definition.ts";
import { setEmergencyAddress } from "./emergency.ts";
import { refuseBeforeQuarantineEnds, withoutMark } from "./quarantine.ts";
import { type Ctx, findLive, sync, syncForm } from "./state.ts";
import { moveToParent } from "./transfer.ts";

/**
 * Deletes the resource if an earlier update allowed it: releases a bought number, hands any other back with its earlier settings. Refuses a
 * live number. Succeeds if the account doesn't have the number any more.
 */
export async function release(ctx: Ctx, { id, inputs, state }: { id: string; inputs: Bag; state: Bag }): Promise<void> {
  refuseOtherAccount(ctx.client, state);
  const record = await findLive(ctx, state.sid ?? id, state.phoneNumber);
  if (!record) return;
  const number = record.phone_number;
  // If the replacing run was killed before this delete, this run's program declares the successor.
  if (ctx.declared && (ctx.created === record.sid || ctx.client.isSucceeded(ctx.urn, state.incarnation))) {
    ctx.log("warning", `${number} is unchanged: the replacing resource has the same number`);
    return;
  }
  if (ctx.declared) {
    throw new ProviderError(
      "number-is-live",
      `${number} is live and the program still declares it: a replacement would lose the number. Remove what forces the replacement (\`replaceOnChanges\`, \`--replace\`, a changed parent or name without an alias)`,
    );
  }
  if (inputs.transfer === "taken") {
    throw new ProviderError(
      "number-not-taken",
      `${number} is still in ${ctx.client.name}, and \`transfer: "taken"\` releases nothing. Deploy the program that takes the number, or wait until the other carrier has ported it, then run this again. To keep it here, remove \`transfer\``,
    );
  }
  if (inputs.transfer === "parent")
    return state.bought ? returnToParent(ctx, record) : handBack(ctx, record, inputs, state);
  if (inputs.transfer === "kept")
    return state.bought ? leaveInAccount(ctx, record) : handBack(ctx, record, inputs, state);
  if (inputs.release !== true) {
    throw new ProviderError(
      "number-is-live",
      `${number} is live, and a live number is never released. To ${state.bought ? "release it" : "hand it back"}, declare it with \`release: true\`, run \`pulumi up\`, then remove it and run \`pulumi up\` again`,
    );
  }
  refuseBeforeQuarantineEnds(ctx.client, record, inputs);
  if (!state.bought) return handBack(ctx, record, inputs, state);
  if (!hasToken(record.friendly_name, ctx.urn)) {
    // Another SID without this resource's token means that another program bought the number again, so leave it alone.
    if (record.sid !== id) return;
    // A state can be edited. Only the token proves that this resource bought the number.
    throw new ProviderError(
      "purchase-token-missing",
      `${number} isn't released: its friendly name at Twilio lacks the token of this resource's purchase. If this resource bought it, change the friendly name to \`${withToken(withoutToken(state.friendlyName ?? "", ctx.urn), ctx.urn)}\` at Twilio and run \`pulumi up\` again`,
    );
  }
  await unbind(ctx, record);
  await ctx.client.releaseNumber(record.sid, ctx.signal);
}

/**
 * Removes the emergency address, waits until it is unregistered, then removes trunk and applications. In this order the number answers calls
 * for as long as possible: unregistering the emergency address is slow and may fail.
 */
async function unbind(ctx: Ctx, record: NumberRecord): Promise<void> {
  const free = await setEmergencyAddress(ctx, record, "");
  const live = settingsOf(free, settingNames);
  // Make one form per setting: in a common form, `syncForm` would omit one of two settings that exclude each other.
  const each = ["voiceApplicationSid", "trunkSid", "smsApplicationSid"].map((name) => syncForm({ [name]: "" }, live));
  const form: Form = Object.assign({}, ...each);
  if (Object.keys(form).length > 0) await ctx.client.updateNumber(record.sid, form, ctx.signal);
}

/** Moves a number to the parent account, without the settings that refer to objects of this account. */
async function returnToParent(ctx: Ctx, record: NumberRecord): Promise<void> {
  await unbind(ctx, record);
  await moveToParent(ctx, record);
}

/** Leaves a bought number in its account, and removes the token and the quarantine mark from its name. */
async function leaveInAccount(ctx: Ctx, record: NumberRecord): Promise<void> {
  const FriendlyName = withoutMark(withoutToken(record.friendly_name ?? "", ctx.urn)) || record.phone_number;
  if (FriendlyName !== record.friendly_name) await ctx.client.updateNumber(record.sid, { FriendlyName }, ctx.signal);
}

/** Restores an adopted number's earlier settings. The number stays in the account. */
async function handBack(ctx: Ctx, record: NumberRecord, inputs: Bag, state: Bag): Promise<void> {
  const earlier = settingsToRestore(record, inputs, state);
  try {
    const handed = await sync(ctx, record, earlier, undefined);
    refuseUncleared(handed, earlier);
  } catch (error) {
    if (!(error instanceof ProviderError) || !isAmbiguous(error)) throw error;
    const text = `it is unknown whether ${record.phone_number} has its earlier settings again: ${error.message}. Run the command again to finish`;
    throw new ProviderError(error.code, text, { cause: error });
  }
}

/** Throws if Twilio kept a URL that the program set and the number didn't have before its adoption. */
function refuseUncleared(record: NumberRecord, earlier: Bag): void {
  const kept = unclearedUrls(Object.keys(earlier), earlier, record);
  if (kept.length === 0) return;
  const names = kept.map((name) => `\`${name}\``).join(", ");
  throw new ProviderError(
    "url-not-cleared",
    `${record.phone_number} isn't handed back: Twilio kept ${names}, which the request cleared. Declare the number again with its owner's URL for ${names} in \`handBack\`, run \`pulumi up\`, then remove it`,
  );
}

/** Returns the settings to restore: `handBack`, or else the recorded earlier values of the settings that this resource changed. */
function settingsToRestore(record: NumberRecord, inputs: Bag, state: Bag): Bag {
  if (inputs.handBack) return inputs.handBack;
  const managed: readonly string[] = state.managed ?? [];
  if (managed.length === 0) return {};
  if (!state.adoptedFrom) {
    throw new ProviderError(
      "hand-back-settings-unknown",
      `the settings that ${record.phone_number} had before its adoption are unknown. Set them in \`handBack\` ({} to leave the number as it is), run \`pulumi up\`, then remove it`,
    );
  }
  const routes = ["voiceApplicationSid", "trunkSid"];
  const names = managed.some((name) => routes.includes(name)) ? [...managed, ...routes] : managed;
  const recorded = Object.entries(state.adoptedFrom as Bag);
  return Object.fromEntries(recorded.filter(([name]) => names.includes(name)));
}
