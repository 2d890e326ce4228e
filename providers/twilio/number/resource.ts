import { randomBytes } from "node:crypto";
import type { ResourceSpec } from "../../kit/define.ts";
import { type Bag, PartialFailure, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { NumberRecord } from "../client/records.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { emptyValueOf, withoutEmpty } from "../settings.ts";
import { hasToken, resourceName } from "../token.ts";
import { acquireByPurchase, acquireByTransfer, adopt, buyBack } from "./acquire.ts";
import { givenSettings, identityRule, inputs, outputs, rules, settingNames } from "./definition.ts";
import { changesOf, drifted, stablesOf } from "./diff.ts";
import { droppedBeside, withoutDropped } from "./dropped-urls.ts";
import { quarantineIn, wantedQuarantine } from "./quarantine.ts";
import { release } from "./release.ts";
import {
  findLive,
  liveSettings,
  missingText,
  onlyKeys,
  plannedState,
  refuseUncleared,
  stateOf,
  sync,
} from "./state.ts";

/**
 * A phone number of an account. It is never replaced: a change that would need another number is refused, and so is the delete of a number
 * that no earlier update released. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export const incomingPhoneNumber: ResourceSpec<TwilioClient> = {
  token: "twilio:index:IncomingPhoneNumber",
  description:
    "A phone number of an account: bought, adopted or transferred. It is never replaced, and deleted only after an update with `release: true`. Settings that the program doesn't set stay as they are at Twilio. Import it by its SID or its number. An imported number counts as adopted, so it is never released.",
  examples: [
    {
      title: "Buy any number with an area code",
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
      title: "Adopt a number that the account already has",
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
      const fix = "Remove what forces the replacement (`replaceOnChanges`, `--replace`, another provider)";
      throw new ProviderError(
        "number-not-replaceable",
        `${what} can't be replaced: a replacement would lose the number. ${fix}`,
      );
    }
    if (inputs.phoneNumber === UNKNOWN) return { state: { ...plannedState(inputs, ctx.client.accountSid) } };
    const acquire = { adopt, buy: acquireByPurchase, transfer: acquireByTransfer }[
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
      // Keep the number in the state: if a refresh removed it, a program that still declares the number would buy it again.
      if (inputs.transfer !== undefined) return { id, inputs, state };
      const fix = state.bought
        ? "The next `pulumi up` tries to buy the same number again. To do without it, set `release: true` and remove the resource"
        : "Bring it back to the account and run `pulumi up`. To do without it, set `release: true` and remove the resource";
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
      const text = missingText(ctx, oldState.phoneNumber, "Remove the resource: there is nothing left to release");
      ctx.log("warning", text);
      return { state: { ...withoutInputs(oldState), ...newInputs, ...identity(oldState), managed } };
    }
    const record = live ?? (await buyBack(ctx, oldState, newInputs));
    // A state can be edited, so it doesn't prove a purchase: the number needs the token at Twilio, or a program that doesn't adopt it.
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

/** Returns the quarantine marked in the number's name, in the form of the input. */
function liveQuarantine(record: NumberRecord, inputs: Bag): Bag {
  const live = quarantineIn(record.friendly_name);
  return { days: live?.days ?? inputs.quarantine.days, active: live !== undefined };
}

/** Returns values for settings that the program no longer sets: an adopted number's earlier values, or Twilio's defaults for a bought number. */
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
