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
 * Ends what the resource stands for, if the program allowed it before: a bought number is given up at Twilio, any other gets back the
 * settings that it had. A live number is refused. One that is gone already is done.
 */
export async function release(ctx: Ctx, { id, inputs, state }: { id: string; inputs: Bag; state: Bag }): Promise<void> {
  refuseOtherAccount(ctx.client, state);
  const record = await findLive(ctx, state.sid ?? id, state.phoneNumber);
  if (!record) return;
  const number = record.phone_number;
  // Also where the run that replaced it was killed before this delete: then this run's program stands for its successor.
  if (ctx.declared && (ctx.created === record.sid || ctx.client.isSucceeded(ctx.urn, state.incarnation))) {
    ctx.log("warning", `${number} was replaced by itself: it is untouched, and the new resource holds it`);
    return;
  }
  if (ctx.declared) {
    throw new ProviderError(
      "number-is-live",
      `${number} is live and the program still declares it: replacing a number would lose it. Take back what asks for the replacement (\`replaceOnChanges\`, \`--replace\`, a changed parent or name without an alias)`,
    );
  }
  if (inputs.transfer === "taken") {
    throw new ProviderError(
      "number-not-taken",
      `${number} is to go to another account or carrier, and is still in ${ctx.client.name}: nothing is released. Deploy the program that takes it, or wait until the other carrier has it, then run this again; or take \`transfer\` back, and it stays`,
    );
  }
  if (inputs.transfer === "parent") return state.bought ? leave(ctx, record) : handBack(ctx, record, inputs, state);
  if (inputs.transfer === "kept") return state.bought ? keep(ctx, record) : handBack(ctx, record, inputs, state);
  if (inputs.release !== true) {
    throw new ProviderError(
      "number-is-live",
      `${number} is live: nothing releases a live number. To ${state.bought ? "give it up" : "hand it back"}, declare it with \`release: true\`, run \`pulumi up\`, then remove it and run \`pulumi up\` again`,
    );
  }
  refuseBeforeQuarantineEnds(ctx.client, record, inputs);
  if (!state.bought) return handBack(ctx, record, inputs, state);
  if (!hasToken(record.friendly_name, ctx.urn)) {
    // Held under another SID without our token: someone bought it anew, and it is theirs.
    if (record.sid !== id) return;
    // Whatever the state says: only what carries this purchase's token was bought by it.
    throw new ProviderError(
      "number-not-ours",
      `${number} isn't released: its friendly name at Twilio doesn't say that it was bought by this resource. If it was, name it \`${withToken(withoutToken(state.friendlyName ?? "", ctx.urn), ctx.urn)}\` at Twilio and run \`pulumi up\` again`,
    );
  }
  await unbind(ctx, record);
  await ctx.client.releaseNumber(record.sid, ctx.signal);
}

/**
 * Takes a number's emergency address away, waits until it is unregistered, and then its trunk and its applications. A failure on the way leaves
 * it answered as long as it can be: the emergency address, which may take a while, goes first.
 */
async function unbind(ctx: Ctx, record: NumberRecord): Promise<void> {
  const free = await setEmergencyAddress(ctx, record, "");
  const live = settingsOf(free, settingNames);
  // One at a time: of two that exclude each other, the form of both would leave one out.
  const each = ["voiceApplicationSid", "trunkSid", "smsApplicationSid"].map((name) => syncForm({ [name]: "" }, live));
  const form: Form = Object.assign({}, ...each);
  if (Object.keys(form).length > 0) await ctx.client.updateNumber(record.sid, form, ctx.signal);
}

/** A number that goes to the account above leaves what belongs to this one behind. */
async function leave(ctx: Ctx, record: NumberRecord): Promise<void> {
  await unbind(ctx, record);
  await moveToParent(ctx, record);
}

/** A number that we bought stays in its account, as if its owner had bought it: its name no longer says that it is a program's. */
async function keep(ctx: Ctx, record: NumberRecord): Promise<void> {
  const FriendlyName = withoutMark(withoutToken(record.friendly_name ?? "", ctx.urn)) || record.phone_number;
  if (FriendlyName !== record.friendly_name) await ctx.client.updateNumber(record.sid, { FriendlyName }, ctx.signal);
}

/** Gives an adopted number its earlier settings back. It stays in the account. */
async function handBack(ctx: Ctx, record: NumberRecord, inputs: Bag, state: Bag): Promise<void> {
  const earlier = settingsToRestore(record, inputs, state);
  try {
    const handed = await sync(ctx, record, earlier, undefined);
    refuseUncleared(handed, earlier);
  } catch (error) {
    if (!(error instanceof ProviderError) || !isAmbiguous(error)) throw error;
    const text = `whether ${record.phone_number} has its earlier settings back isn't known: ${error.message}. Run the command again: it looks, and finishes what is left`;
    throw new ProviderError(error.code, text, { cause: error });
  }
}

/** A number that was to be handed back without a URL, and still has ours, isn't handed back. */
function refuseUncleared(record: NumberRecord, earlier: Bag): void {
  const kept = unclearedUrls(Object.keys(earlier), earlier, record);
  if (kept.length === 0) return;
  const names = kept.map((name) => `\`${name}\``).join(", ");
  throw new ProviderError(
    "url-kept",
    `${record.phone_number} isn't handed back: Twilio kept ${names}, though the update emptied what the number hadn't before. Declare it again with a URL of its owner's for ${names} in \`handBack\`, run \`pulumi up\`, then remove it`,
  );
}

/** The settings to give back: all that the program names, or of those that were recorded, the ones that this resource changed. */
function settingsToRestore(record: NumberRecord, inputs: Bag, state: Bag): Bag {
  if (inputs.handBack) return inputs.handBack;
  const managed: readonly string[] = state.managed ?? [];
  if (managed.length === 0) return {};
  if (!state.adoptedFrom) {
    throw new ProviderError(
      "hand-back-unknown",
      `the settings that ${record.phone_number} had before it was adopted aren't known: name them in \`handBack\` ({} to leave it as it is), run \`pulumi up\`, then remove it`,
    );
  }
  const routes = ["voiceApplicationSid", "trunkSid"];
  const names = managed.some((name) => routes.includes(name)) ? [...managed, ...routes] : managed;
  const recorded = Object.entries(state.adoptedFrom as Bag);
  return Object.fromEntries(recorded.filter(([name]) => names.includes(name)));
}
