import { randomBytes } from "node:crypto";
import type { ResourceSpec } from "../../kit/define.ts";
import { changesBetween } from "../../kit/diff.ts";
import { type Bag, type DiffKind, PartialFailure, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { isAmbiguous } from "../client/errors.ts";
import type { NumberRecord } from "../client/records.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { emptyValueOf, settingsOf, withoutEmpty } from "../settings.ts";
import { hasToken, resourceName } from "../token.ts";
import { unclearedText, unclearedUrls } from "../uncleared-urls.ts";
import { alreadyBought, buy, purchase, refuseHeld } from "./buy.ts";
import { givenSettings, identityRule, inputs, outputs, rules, settingNames } from "./definition.ts";
import { droppedBeside, withoutDropped } from "./dropped-urls.ts";
import { settingsAfterArrival } from "./initial-settings.ts";
import { quarantineIn, wantedQuarantine } from "./quarantine.ts";
import { release } from "./release.ts";
import {
  byNumber,
  type Ctx,
  findLive,
  liveSettings,
  missing,
  missingText,
  plannedState,
  stateOf,
  sync,
  withoutEmptyRegulatorySids,
} from "./state.ts";
import { moveIn, transferSource, transferWarning } from "./transfer.ts";

/**
 * A phone number of an account. Nothing here ever replaces it: what would need another number is refused, and so is the delete of a number
 * that the program hasn't released before. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export const incomingPhoneNumber: ResourceSpec<TwilioClient> = {
  token: "twilio:index:IncomingPhoneNumber",
  description:
    "A phone number of an account, bought or adopted. It is never replaced, and deleted only after an update with `release: true`. Settings that the program doesn't give stay as they are at Twilio. Import it by its SID or its number; an imported number is treated as adopted, so it is never given up at Twilio.",
  examples: [
    {
      title: "Buy any number of an area",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const search = { country: "US", type: "local", areaCode: "415" };
const line = new twilio.IncomingPhoneNumber(
  "line",
  { acquire: "buy", search, voiceUrl: "https://voice.us.aybiza.example/twilio/voice" },
  { provider, protect: true },
);

export const number = line.phoneNumber;`,
    },
    {
      title: "Adopt a number that the account has",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const calls = new twilio.Application("calls", { voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }, { provider });
new twilio.IncomingPhoneNumber(
  "front-desk",
  {
    acquire: "adopt",
    phoneNumber: "+14155550101",
    voiceApplicationSid: calls.sid,
    handBack: { voiceUrl: "https://pbx.acme.example/voice" },
  },
  { provider, protect: true },
);`,
    },
  ],
  inputs,
  outputs,
  rules,

  diff(ctx, { oldInputs, oldState, newInputs }) {
    refuseOtherAccount(ctx.client, oldState);
    refuseOtherNumber(oldState, newInputs);
    ctx.client.claim(ctx.urn, oldState.incarnation);
    const changes = { ...drifted(ctx, oldState, newInputs), ...changesOf(oldInputs, oldState, newInputs) };
    return { changes, stables: stablesOf(newInputs, oldState) };
  },

  async create(ctx, { inputs }) {
    if (ctx.existed) {
      const what = inputs.phoneNumber ?? resourceName(ctx.urn);
      const why = "a number is its identity, and a replacement would lose it";
      const fix = "Take back what asks for the replacement (`replaceOnChanges`, `--replace`, another provider)";
      throw new ProviderError("number-replaced", `${what} is not replaced: ${why}. ${fix}`);
    }
    if (inputs.phoneNumber === UNKNOWN) return { state: { ...plannedState(inputs, ctx.client.accountSid) } };
    const acquire = { adopt, buy: acquireByPurchase, transfer: receive }[
      inputs.acquire as "adopt" | "buy" | "transfer"
    ];
    const { id, state } = await acquire(ctx, inputs);
    const incarnation = ctx.preview ? UNKNOWN : randomBytes(6).toString("hex");
    return { ...(id !== undefined && { id }), state: { ...state, incarnation } };
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, state);
    const record = await findLive(ctx, id, state.phoneNumber);
    if (!record) {
      if (typeof state.phoneNumber !== "string" || inputs.release === true) return undefined;
      // Forgotten, it would be bought anew by the next update of a program that still declares it.
      if (inputs.transfer !== undefined) return { id, inputs, state };
      const fix = state.bought
        ? "The next `pulumi up` buys this very number again, or says why it can't; to let it go, set `release: true` and remove it"
        : "When the account has it again, `pulumi up` goes on; to let it go, set `release: true` and remove it";
      throw new PartialFailure(id, state, [missingText(ctx, state.phoneNumber, fix)], { inputs });
    }
    const live = liveSettings(record, ctx.urn);
    const bought = state.bought === true;
    if (Object.keys(inputs).length === 0) {
      const found = { acquire: "adopt", phoneNumber: record.phone_number, ...withoutEmpty(live) };
      const from = { bought, adoptedFrom: state.adoptedFrom ?? live, managed: state.managed ?? [] };
      const shown = stateOf(record, withoutAcquisition(found), ctx.urn, from);
      return { id: record.sid, inputs: found, state: { ...shown, incarnation: state.incarnation } };
    }
    const projected = {
      ...inputs,
      ...onlyKeys(withoutDropped(live, inputs, state.dropped), Object.keys(givenSettings(inputs))),
      ...(bought && inputs.quarantine && { quarantine: liveQuarantine(record, inputs) }),
    };
    const managed = state.managed ?? Object.keys(givenSettings(inputs));
    const from = { bought, adoptedFrom: state.adoptedFrom, managed, dropped: state.dropped };
    const shown = stateOf(record, projected, ctx.urn, from);
    return { id: record.sid, inputs: projected, state: { ...shown, incarnation: state.incarnation } };
  },

  async update(ctx, { id, oldState, newInputs }) {
    refuseOtherAccount(ctx.client, oldState);
    refuseOtherNumber(oldState, newInputs);
    const wanted = givenSettings(newInputs);
    const managed = Object.keys(wanted);
    if (ctx.preview) {
      const begins = newInputs.quarantine?.active === true && oldState.quarantinedSince === undefined;
      const quarantinedSince = begins ? UNKNOWN : newInputs.quarantine?.active && oldState.quarantinedSince;
      const known = { ...withoutInputs(oldState), ...newInputs, ...identity(oldState), managed };
      return { state: { ...known, ...(quarantinedSince && { quarantinedSince }) } };
    }

    const live = await findLive(ctx, oldState.sid ?? id, oldState.phoneNumber);
    if (!live && (newInputs.release === true || newInputs.transfer !== undefined)) {
      const text = missingText(ctx, oldState.phoneNumber, "Remove the resource: there is nothing left to do with it");
      ctx.log("warning", text);
      return { state: { ...withoutInputs(oldState), ...newInputs, ...identity(oldState), managed } };
    }
    const record = live ?? (await buyBack(ctx, oldState, newInputs));
    // A state may have been edited: what was bought says so at Twilio too, or its program does.
    const marked = newInputs.acquire !== "adopt" || hasToken(record.friendly_name, ctx.urn);
    const bought = oldState.bought === true && marked;
    const before = liveSettings(record, ctx.urn);
    const newly = managed.filter((name) => !(oldState.managed ?? []).includes(name));
    const adoptedFrom = oldState.adoptedFrom && { ...oldState.adoptedFrom, ...onlyKeys(before, newly) };
    const settings = { ...restored(oldState, newInputs, managed), ...wanted };
    const ours = bought ? { quarantine: wantedQuarantine(ctx.client, newInputs, record) } : undefined;
    const changed = await sync(ctx, record, settings, ours);
    const { incarnation } = oldState;
    const dropped = droppedBeside(ctx, wanted, changed);
    const state = { ...stateOf(changed, newInputs, ctx.urn, { bought, adoptedFrom, managed, dropped }), incarnation };
    refuseUncleared(changed, settings, state);
    return { state };
  },

  delete: release,
};

function refuseOtherNumber(oldState: Bag, newInputs: Bag): void {
  const { phoneNumber: held } = oldState;
  const { phoneNumber: wanted } = newInputs;
  if (held === undefined || wanted === undefined || wanted === UNKNOWN || wanted === held) return;
  throw new ProviderError("number-identity", identityRule(held, wanted));
}

/** Settings, `release` and `handBack`. How the number was acquired is history. */
function changesOf(oldInputs: Bag, oldState: Bag, newInputs: Bag): Record<string, DiffKind> {
  const given = Object.keys(givenSettings(newInputs));
  const dropped = (oldState.managed ?? []).filter((name: string) => !given.includes(name));
  const settings = [...given, ...dropped];
  const compared = (bag: Bag) => ({
    ...onlyKeys(bag, [...settings, "quarantine", "transfer"]),
    release: bag.release ?? false,
  });
  const changes = changesBetween(compared(oldInputs), compared(newInputs));
  // A number that was only imported so far has no record of what the program says beside Twilio.
  const imported = oldState.acquire === undefined;
  return imported
    ? changes
    : { ...changes, ...changesBetween(onlyKeys(oldInputs, ["handBack"]), onlyKeys(newInputs, ["handBack"])) };
}

/**
 * Settings that aren't at Twilio what the program says, as the last listing of this run shows: an update without `--refresh` mends them too, since
 * a number that points elsewhere isn't answered. Its name, of which a part is ours, and what the program leaves alone don't count.
 */
function drifted(ctx: Ctx, oldState: Bag, newInputs: Bag): Record<string, DiffKind> {
  const record = ctx.client.snapshotOf<NumberRecord>(oldState.sid);
  if (record === undefined) return {};
  const live = withoutDropped(liveSettings(record, ctx.urn), newInputs, oldState.dropped);
  const { friendlyName: _, emergencyAddressSid: __, ...given } = withoutEmptyRegulatorySids(givenSettings(newInputs));
  const other = Object.keys(given).filter((name) => given[name] !== UNKNOWN && given[name] !== live[name]);
  return Object.fromEntries(other.map((name) => [name, "update" as const]));
}

function stablesOf(newInputs: Bag, oldState: Bag): string[] {
  const named = newInputs.friendlyName === undefined || newInputs.friendlyName === oldState.friendlyName;
  return ["sid", "accountSid", "phoneNumber", "capabilities", "origin", "bought", ...(named ? ["friendlyName"] : [])];
}

async function adopt(ctx: Ctx, inputs: Bag) {
  // What this very run bought a moment ago needs no look.
  const record = ctx.client.takeAcquired(inputs.phoneNumber) ?? (await byNumber(ctx, inputs.phoneNumber));
  if (!record) {
    throw new ProviderError(
      "number-not-in-account",
      `${inputs.phoneNumber} can't be adopted: it is not in ${ctx.client.name}. Correct the number or the account, or write \`acquire: "buy"\``,
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
      `${record.phone_number} has this program's settings already, perhaps from a run that was interrupted: what it had before isn't known. Name it in \`handBack\` before you release the number`,
    );
  }
  try {
    const changed = await sync(ctx, record, wanted, undefined);
    const state = stateOf(changed, inputs, ctx.urn, { ...from, dropped: droppedBeside(ctx, wanted, changed) });
    refuseUncleared(changed, wanted, state);
    return { id: record.sid, state };
  } catch (error) {
    // Whether it was changed is open: what it had before must not be lost.
    if (!isAmbiguous(error)) throw error;
    throw new PartialFailure(record.sid, stateOf(record, inputs, ctx.urn, from), [(error as Error).message], {
      cause: error,
    });
  }
}

async function acquireByPurchase(ctx: Ctx, inputs: Bag) {
  const earlier = await alreadyBought(ctx);
  if (earlier && inputs.phoneNumber && earlier.phone_number !== inputs.phoneNumber) {
    throw new ProviderError("number-identity", identityRule(earlier.phone_number, inputs.phoneNumber));
  }
  const wanted = givenSettings(inputs);
  const from = { bought: true, managed: Object.keys(wanted) };
  if (ctx.preview) {
    if (!earlier && inputs.transfer !== undefined) throw leaving();
    if (!earlier && inputs.phoneNumber) await refuseHeld(ctx, inputs.phoneNumber);
    if (!earlier) return { state: plannedState(inputs, ctx.client.accountSid) };
    return { id: earlier.sid, state: { ...stateOf(earlier, inputs, ctx.urn, from), ...wanted } };
  }
  if (!earlier && inputs.transfer !== undefined) throw leaving();
  const record = earlier ?? (await buy(ctx, inputs));
  return settle(ctx, record, inputs, from);
}

/** Takes a number over from another account; one that an earlier run has moved already stays. */
async function receive(ctx: Ctx, inputs: Bag) {
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

function leaving(): ProviderError {
  return new ProviderError(
    "number-leaves",
    "nothing is bought for a number that goes to another account (`transfer`): it isn't held here any more, so remove the resource",
  );
}

/** What the number's own name says of its quarantine, as the program would say it. */
function liveQuarantine(record: NumberRecord, inputs: Bag): Bag {
  const live = quarantineIn(record.friendly_name);
  return { days: live?.days ?? inputs.quarantine.days, active: live !== undefined };
}

/** Brings a bought number to its settings; where that fails, the engine still learns that it is ours. */
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
    const why = `${record.phone_number} is ${inputs.acquire === "transfer" ? "here" : "bought"}, but not set up yet: ${(error as Error).message}. Run \`pulumi up\` again`;
    throw new PartialFailure(record.sid, stateOf(record, inputs, ctx.urn, from), [why], { cause: error });
  }
}

/** Says it where Twilio still has a URL that the request emptied; the engine learns what the number has now. */
function refuseUncleared(record: NumberRecord, wanted: Bag, state: Bag): void {
  const kept = unclearedUrls(Object.keys(wanted), wanted, record);
  if (kept.length === 0) return;
  const held = onlyKeys(settingsOf(record, settingNames), kept);
  throw new PartialFailure(record.sid, { ...state, ...held }, [unclearedText(record.phone_number, kept)]);
}

/** Asks for the very number that vanished; never for another one. */
async function buyBack(ctx: Ctx, oldState: Bag, newInputs: Bag): Promise<NumberRecord> {
  const { phoneNumber } = oldState;
  const letGo = "to let it go, set `release: true` on it and remove it";
  if (!oldState.bought || newInputs.acquire === "adopt") {
    throw missing(
      ctx,
      phoneNumber,
      `It was adopted, so it isn't bought either: bring it back to the account, or ${letGo}`,
    );
  }
  try {
    return await purchase(ctx, phoneNumber, newInputs);
  } catch (error) {
    throw missing(ctx, phoneNumber, `Buying this very number again failed (${(error as Error).message}); ${letGo}`);
  }
}

/** Settings that the program gave before and doesn't any more: as they were before us, or Twilio's own defaults on a bought number. */
function restored(oldState: Bag, newInputs: Bag, managed: readonly string[]): Bag {
  const dropped = ((oldState.managed ?? []) as string[]).filter((name) => !managed.includes(name));
  const earlier = oldState.bought
    ? Object.fromEntries(settingNames.map((name) => [name, emptyValueOf(name)]))
    : { ...oldState.adoptedFrom, ...newInputs.handBack };
  return onlyKeys(earlier, dropped);
}

function identity(state: Bag): Bag {
  const { sid, accountSid, phoneNumber, capabilities, origin, status, bought, adoptedFrom } = state;
  const { emergencyAddressStatus, incarnation, dropped } = state;
  const seen = { sid, accountSid, phoneNumber, capabilities, origin, status, emergencyAddressStatus };
  return { ...seen, bought, adoptedFrom, incarnation, dropped };
}

function withoutInputs(state: Bag): Bag {
  const { acquire, search, initial, release, handBack, transfer, transferFrom, quarantine, quarantinedSince, ...rest } =
    state;
  return Object.fromEntries(
    Object.entries(rest).filter(([name]) => name === "friendlyName" || !settingNames.includes(name)),
  );
}

function withoutAcquisition({ acquire, ...rest }: Bag): Bag {
  return rest;
}

function onlyKeys(bag: Bag, names: readonly string[]): Bag {
  return Object.fromEntries(names.filter((name) => bag[name] !== undefined).map((name) => [name, bag[name]]));
}
