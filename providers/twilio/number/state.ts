import { type Bag, type Context, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Form, NumberRecord } from "../client/records.ts";
import { formFor, settingsOf } from "../settings.ts";
import { LONGEST_NAME_WITH_TOKEN, resourceName, withoutToken, withToken } from "../token.ts";
import { givenSettings, settingNames } from "./definition.ts";
import { setEmergencyAddress } from "./emergency.ts";
import { type Quarantine, quarantineIn, withMark, withoutMark } from "./quarantine.ts";
import { withRequirements } from "./requirements.ts";

export type Ctx = Context<TwilioClient>;

/** What the provider itself knows of a number, beside what Twilio says. */
export interface Provenance {
  readonly bought: boolean;
  readonly adoptedFrom?: Bag | undefined;
  readonly managed: readonly string[];
  /** URLs that Twilio didn't keep beside the number's application or trunk. */
  readonly dropped?: readonly string[];
}

/** The live settings by our names; the name without what we add to it. */
export function liveSettings(record: NumberRecord, urn: string): Bag {
  return { ...settingsOf(record, settingNames), friendlyName: nameOf(record, urn) };
}

/** A number's name without our token and without the mark of its quarantine. */
const nameOf = (record: NumberRecord, urn: string): string =>
  withoutMark(withoutToken(record.friendly_name ?? "", urn));

/** A number's state: the inputs, what Twilio says, and where it came from. */
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

/** What a preview knows of a number that isn't held yet. */
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

/** The papers of a number's holder. Nothing is documented to clear one (an empty SID): where the program drops it, the number keeps it. */
const REGULATORY_SIDS = ["addressSid", "bundleSid", "identitySid"];

/** Settings without papers that are to be none. */
export const withoutEmptyRegulatorySids = (settings: Bag): Bag =>
  Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => !(REGULATORY_SIDS.includes(name) && value === "")),
  );

/**
 * The form that brings the live settings to the wanted ones, and nothing else. Twilio drops the application when a trunk is set and the
 * other way round, so the one to be emptied isn't sent beside the one to be set.
 */
export function syncForm(wanted: Bag, live: Bag): Form {
  const { voiceApplicationSid, trunkSid, ...rest } = withoutEmptyRegulatorySids(wanted);
  const routes = {
    ...(voiceApplicationSid !== undefined && !(voiceApplicationSid === "" && trunkSid) && { voiceApplicationSid }),
    ...(trunkSid !== undefined && !(trunkSid === "" && voiceApplicationSid) && { trunkSid }),
  };
  return formFor({ ...rest, ...routes }, live);
}

/** What a bought number is beside its settings; undefined for any other, whose name isn't ours. */
export interface BoughtNumber {
  readonly quarantine: Quarantine | undefined;
}

/** Updates the fields that differ. A bought number's friendly name keeps its purchase token and quarantine mark, whatever name the program gives. */
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
      `${record.phone_number} keeps \`${name}\` ${live[name]}: Twilio documents no way to clear it, so it is only ever exchanged for another`,
    );
  const synced =
    Object.keys(form).length > 0
      ? await withRequirements(ctx.client.updateNumber(record.sid, form, ctx.signal))
      : record;
  return emergencyAddressSid === undefined ? synced : setEmergencyAddress(ctx, synced, emergencyAddressSid);
}

/** The name of a bought number: what the program says, or the resource's own name, and always the token. */
export function boughtName(
  ctx: Ctx,
  wanted: Bag,
  record: NumberRecord | undefined,
  quarantine: Quarantine | undefined,
): string {
  const name = wanted.friendlyName ?? (record && nameOf(record, ctx.urn));
  return withToken(withMark(name || resourceName(ctx.urn), quarantine, LONGEST_NAME_WITH_TOKEN), ctx.urn);
}

/** The number by its SID, or by itself where the account holds it under a new SID. */
export async function findLive(ctx: Ctx, sid: string, phoneNumber?: string): Promise<NumberRecord | undefined> {
  const record = sid.startsWith("PN") ? await ctx.client.number(sid, ctx.signal) : undefined;
  if (record) return record;
  const number = phoneNumber ?? (sid.startsWith("+") ? sid : undefined);
  return number ? byNumber(ctx, number) : undefined;
}

/** The account's number with exactly these digits: Twilio's own filter also matches parts. */
export async function byNumber(
  ctx: Pick<Ctx, "client" | "signal">,
  phoneNumber: string,
): Promise<NumberRecord | undefined> {
  const found = await ctx.client.numbers({ PhoneNumber: phoneNumber }, ctx.signal);
  return found.find((n) => n.phone_number === phoneNumber);
}

/** Why nothing is bought in place of a number that has vanished. */
export function missing(ctx: Ctx, phoneNumber: string, fix: string): ProviderError {
  return new ProviderError("number-missing", missingText(ctx, phoneNumber, fix));
}

export function missingText(ctx: Ctx, phoneNumber: string, fix: string): string {
  return `${phoneNumber} is no longer in ${ctx.client.name}. No other number is bought in its place. ${fix}`;
}
