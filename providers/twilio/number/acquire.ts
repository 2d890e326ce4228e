import { type Bag, PartialFailure, ProviderError } from "../../kit/handler.ts";
import { isAmbiguous } from "../client/errors.ts";
import type { NumberRecord } from "../client/records.ts";
import { resourceName } from "../token.ts";
import { alreadyBought, buy, purchase, refuseHeld } from "./buy.ts";
import { givenSettings, identityRule } from "./definition.ts";
import { droppedBeside } from "./dropped-urls.ts";
import { settingsAfterArrival } from "./initial-settings.ts";
import { wantedQuarantine } from "./quarantine.ts";
import { byNumber, type Ctx, liveSettings, missing, plannedState, refuseUncleared, stateOf, sync } from "./state.ts";
import { moveIn, transferSource, transferWarning } from "./transfer.ts";

/** Takes over a number that the account already has, and records its earlier settings. */
export async function adopt(ctx: Ctx, inputs: Bag) {
  // A number that this run has just bought needs no request: use the response to the purchase.
  const record = ctx.client.takeAcquired(inputs.phoneNumber) ?? (await byNumber(ctx, inputs.phoneNumber));
  if (!record) {
    throw new ProviderError(
      "number-not-in-account",
      `${inputs.phoneNumber} can't be adopted: it is not in ${ctx.client.name}. Correct the number or the account, or set \`acquire: "buy"\``,
    );
  }
  const wanted = givenSettings(inputs);
  const managed = Object.keys(wanted);
  const before = liveSettings(record, ctx.urn);
  const configured = managed.length > 0 && managed.every((name) => wanted[name] === before[name]);
  const adoptedFrom = configured ? undefined : before;
  const from = { bought: false, adoptedFrom: inputs.handBack ? undefined : adoptedFrom, managed };
  if (ctx.preview) return { id: record.sid, state: { ...stateOf(record, inputs, ctx.urn, from), ...wanted } };
  if (configured && !inputs.handBack) {
    ctx.log(
      "warning",
      `${record.phone_number} already has this program's settings, perhaps from an interrupted run, so its earlier settings are unknown. Set them in \`handBack\` before you release the number`,
    );
  }
  try {
    const changed = await sync(ctx, record, wanted, undefined);
    const state = stateOf(changed, inputs, ctx.urn, { ...from, dropped: droppedBeside(ctx, wanted, changed) });
    refuseUncleared(changed, wanted, state);
    return { id: record.sid, state };
  } catch (error) {
    // The outcome is unknown: record the earlier settings, so that they aren't lost.
    if (!isAmbiguous(error)) throw error;
    throw new PartialFailure(record.sid, stateOf(record, inputs, ctx.urn, from), [(error as Error).message], {
      cause: error,
    });
  }
}

/** Buys a number, or takes over the one that an earlier run bought. */
export async function acquireByPurchase(ctx: Ctx, inputs: Bag) {
  const earlier = await alreadyBought(ctx);
  if (earlier && inputs.phoneNumber && earlier.phone_number !== inputs.phoneNumber) {
    throw new ProviderError("number-identity", identityRule(earlier.phone_number, inputs.phoneNumber));
  }
  const wanted = givenSettings(inputs);
  const from = { bought: true, managed: Object.keys(wanted) };
  if (ctx.preview) {
    if (!earlier && inputs.transfer !== undefined) throw transferredAway(ctx, inputs);
    if (!earlier && inputs.phoneNumber) await refuseHeld(ctx, inputs.phoneNumber);
    if (!earlier) return { state: plannedState(inputs, ctx.client.accountSid) };
    return { id: earlier.sid, state: { ...stateOf(earlier, inputs, ctx.urn, from), ...wanted } };
  }
  if (!earlier && inputs.transfer !== undefined) throw transferredAway(ctx, inputs);
  const record = earlier ?? (await buy(ctx, inputs));
  return settle(ctx, record, inputs, from);
}

/** Moves a number from another account to the provider's account, unless an earlier run moved it. */
export async function acquireByTransfer(ctx: Ctx, inputs: Bag) {
  const here = await byNumber(ctx, inputs.phoneNumber);
  const wanted = givenSettings(inputs);
  const from = { bought: true, managed: Object.keys(wanted) };
  if (!here && inputs.transferFrom !== undefined) {
    ctx.log("warning", transferWarning(inputs.phoneNumber, inputs.transferFrom, ctx.client.accountSid));
  }
  if (ctx.preview) {
    const record = here ?? (await transferSource(ctx, inputs)).record;
    const { accountSid } = ctx.client;
    return { id: record.sid, state: { ...stateOf(record, inputs, ctx.urn, from), ...wanted, accountSid } };
  }
  const record = here ?? (await moveIn(ctx, inputs));
  return settle(ctx, record, inputs, from);
}

function transferredAway({ client, urn }: Ctx, { phoneNumber }: Bag): ProviderError {
  return new ProviderError(
    "number-transferred-away",
    `${phoneNumber ?? resourceName(urn)} is not in ${client.name}, and nothing is bought for a number with \`transfer\`. Remove the resource`,
  );
}

/** Configures an acquired number. If that fails, the engine still records the number. */
async function settle(ctx: Ctx, record: NumberRecord, inputs: Bag, from: { bought: boolean; managed: string[] }) {
  try {
    const ours = { quarantine: wantedQuarantine(ctx.client, inputs, record) };
    const wanted = settingsAfterArrival(inputs, record);
    const changed = await sync(ctx, record, wanted, ours);
    refuseUncleared(changed, wanted, stateOf(changed, inputs, ctx.urn, from));
    ctx.client.noteAcquired(changed);
    const dropped = droppedBeside(ctx, givenSettings(inputs), changed);
    return { id: record.sid, state: stateOf(changed, inputs, ctx.urn, { ...from, dropped }) };
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    const why = `${record.phone_number} is ${inputs.acquire === "transfer" ? "transferred" : "bought"}, but not configured yet: ${(error as Error).message}. Run \`pulumi up\` again`;
    throw new PartialFailure(record.sid, stateOf(record, inputs, ctx.urn, from), [why], { cause: error });
  }
}

/** Repurchases the same number after it has left the account. Never buys another number. */
export async function buyBack(ctx: Ctx, oldState: Bag, newInputs: Bag): Promise<NumberRecord> {
  const { phoneNumber } = oldState;
  const letGo = "to do without it, set `release: true` and remove the resource";
  if (!oldState.bought || newInputs.acquire === "adopt") {
    throw missing(ctx, phoneNumber, `It was adopted, so it isn't bought again. Bring it back to the account; ${letGo}`);
  }
  try {
    return await purchase(ctx, phoneNumber, newInputs);
  } catch (error) {
    throw missing(
      ctx,
      phoneNumber,
      `Buying the same number again failed: ${(error as Error).message}. Run \`pulumi up\` again; ${letGo}`,
    );
  }
}
