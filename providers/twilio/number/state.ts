import { type Bag, type Context, PartialFailure, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Form, NumberRecord } from "../client/records.ts";
import { formFor, settingsOf } from "../settings.ts";
import { LONGEST_NAME_WITH_TOKEN, resourceName, withoutToken, withToken } from "../token.ts";
import { unclearedText, unclearedUrls } from "../uncleared-urls.ts";
import { givenSettings, settingNames } from "./definition.ts";
import { setEmergencyAddress } from "./emergency.ts";
import { type Quarantine, quarantineIn, withMark, withoutMark } from "./quarantine.ts";
import { withRequirements } from "./requirements.ts";

export type Ctx = Context<TwilioClient>;

/** What the provider's state records of a number beside Twilio's answer. */
export interface Provenance {
  readonly bought: boolean;
  readonly adoptedFrom?: Bag | undefined;
  readonly managed: readonly string[];
  /** URLs that Twilio discarded because the number has an application or a trunk. */
  readonly dropped?: readonly string[];
}

/** The live settings by our names, the friendly name without token and quarantine mark. */
export function liveSettings(record: NumberRecord, urn: string): Bag {
  return { ...settingsOf(record, settingNames), friendlyName: nameOf(record, urn) };
}

const nameOf = (record: NumberRecord, urn: string): string =>
  withoutMark(withoutToken(record.friendly_name ?? "", urn));

/** A number's state: the inputs, Twilio's answer and the provenance. */
export function stateOf(record: NumberRecord, inputs: Bag, urn: string, from: Provenance): Bag {
  return {
    ...inputs,
    sid: record.sid,
    accountSid: record.account_sid,
    phoneNumber: record.phone_number,
    friendlyName: nameOf(record, urn),
    capabilities: { ...record.capabilities },
    origin: record.origin ?? "",
    status: record.status ?? "",
    emergencyAddressStatus: record.emergency_address_status ?? "unregistered",
    quarantinedSince: inputs.quarantine && quarantineIn(record.friendly_name)?.since,
    bought: from.bought,
    adoptedFrom: from.adoptedFrom,
    managed: [...from.managed],
    ...(from.dropped?.length && { dropped: [...from.dropped] }),
  };
}

/** The state that a preview shows of a number not acquired yet. */
export function plannedState(inputs: Bag, accountSid: string): Bag {
  const unknown = ["sid", "phoneNumber", "friendlyName", "capabilities", "origin", "status", "emergencyAddressStatus"];
  return {
    ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN])),
    ...inputs,
    accountSid,
    bought: inputs.acquire !== "adopt",
    managed: Object.keys(givenSettings(inputs)),
  };
}

/** Regulatory SIDs. No documented request clears one, so a number keeps it when the program drops it. */
const REGULATORY_SIDS = ["addressSid", "bundleSid", "identitySid"];

/** Leaves out regulatory SIDs to be cleared. */
export const withoutEmptyRegulatorySids = (settings: Bag): Bag =>
  Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => !(REGULATORY_SIDS.includes(name) && value === "")),
  );

/**
 * The form that changes the live settings to the wanted ones. Twilio clears the application when a trunk is set, and the other way round, so
 * the one to clear isn't sent beside the one to set.
 */
export function syncForm(wanted: Bag, live: Bag): Form {
  const { voiceApplicationSid, trunkSid, ...rest } = withoutEmptyRegulatorySids(wanted);
  const routes = {
    ...(voiceApplicationSid !== undefined && !(voiceApplicationSid === "" && trunkSid) && { voiceApplicationSid }),
    ...(trunkSid !== undefined && !(trunkSid === "" && voiceApplicationSid) && { trunkSid }),
  };
  return formFor({ ...rest, ...routes }, live);
}

/** What a bought number's friendly name stores beside the name. */
export interface BoughtNumber {
  readonly quarantine: Quarantine | undefined;
}

/** Changes the settings that differ. A bought number keeps its token and its quarantine mark in its name. `ours` is undefined for any other number. */
export async function sync(
  ctx: Ctx,
  record: NumberRecord,
  wanted: Bag,
  ours: BoughtNumber | undefined,
): Promise<NumberRecord> {
  const live = settingsOf(record, settingNames);
  const { emergencyAddressSid, ...named } = ours
    ? { ...wanted, friendlyName: boughtName(ctx, wanted, record, ours.quarantine) }
    : wanted;
  const form = syncForm(named, live);
  for (const name of REGULATORY_SIDS.filter((name) => wanted[name] === "" && live[name] !== ""))
    ctx.log(
      "warning",
      `${record.phone_number} keeps \`${name}\` ${live[name]}: Twilio documents no way to clear it. Set another one to replace it`,
    );
  const synced =
    Object.keys(form).length > 0
      ? await withRequirements(ctx.client.updateNumber(record.sid, form, ctx.signal))
      : record;
  return emergencyAddressSid === undefined ? synced : setEmergencyAddress(ctx, synced, emergencyAddressSid);
}

/** The friendly name of a bought number: the program's, or the resource's name, then quarantine mark and token. */
export function boughtName(
  ctx: Ctx,
  wanted: Bag,
  record: NumberRecord | undefined,
  quarantine: Quarantine | undefined,
): string {
  const name = wanted.friendlyName ?? (record && nameOf(record, ctx.urn));
  return withToken(withMark(name || resourceName(ctx.urn), quarantine, LONGEST_NAME_WITH_TOKEN), ctx.urn);
}

/** Finds the number by its SID, or by its digits if the account has it under a new SID. */
export async function findLive(ctx: Ctx, sid: string, phoneNumber?: string): Promise<NumberRecord | undefined> {
  const record = sid.startsWith("PN") ? await ctx.client.number(sid, ctx.signal) : undefined;
  if (record) return record;
  const number = phoneNumber ?? (sid.startsWith("+") ? sid : undefined);
  return number ? byNumber(ctx, number) : undefined;
}

/** The account's number with exactly these digits. Twilio's filter also matches parts. */
export async function byNumber(
  ctx: Pick<Ctx, "client" | "signal">,
  phoneNumber: string,
): Promise<NumberRecord | undefined> {
  const found = await ctx.client.numbers({ PhoneNumber: phoneNumber }, ctx.signal);
  return found.find((n) => n.phone_number === phoneNumber);
}

/** The number has vanished from the account; no other is bought in its place. */
export function missing(ctx: Ctx, phoneNumber: string, fix: string): ProviderError {
  return new ProviderError("number-missing", missingText(ctx, phoneNumber, fix));
}

export function missingText(ctx: Ctx, phoneNumber: string, fix: string): string {
  return `${phoneNumber} is no longer in ${ctx.client.name}. No other number is bought in its place. ${fix}`;
}

/** Fails if Twilio kept a URL that the request cleared. The engine records what the number has now. */
export function refuseUncleared(record: NumberRecord, wanted: Bag, state: Bag): void {
  const kept = unclearedUrls(Object.keys(wanted), wanted, record);
  if (kept.length === 0) return;
  const held = onlyKeys(settingsOf(record, settingNames), kept);
  throw new PartialFailure(record.sid, { ...state, ...held }, [unclearedText(record.phone_number, kept)]);
}

export function onlyKeys(bag: Bag, names: readonly string[]): Bag {
  return Object.fromEntries(names.filter((name) => bag[name] !== undefined).map((name) => [name, bag[name]]));
}
