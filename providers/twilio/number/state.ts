import { type Bag, type Context, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Form, NumberRecord } from "../client/records.ts";
import { formFor, settingsOf } from "../settings.ts";
import { resourceName, withoutToken, withToken } from "../token.ts";
import { givenSettings, settingNames } from "./definition.ts";

export type Ctx = Context<TwilioClient>;

/** What the provider itself knows of a number, beside what Twilio says. */
export interface Provenance {
  readonly bought: boolean;
  readonly adoptedFrom?: Bag | undefined;
  readonly managed: readonly string[];
}

/** The live settings by our names; the name without our token. */
export function liveSettings(record: NumberRecord, urn: string): Bag {
  const live = settingsOf(record, settingNames);
  return { ...live, friendlyName: withoutToken(live.friendlyName, urn) };
}

/** A number's state: the inputs, what Twilio says, and where it came from. */
export function stateOf(record: NumberRecord, inputs: Bag, urn: string, from: Provenance): Bag {
  return {
    ...inputs,
    sid: record.sid,
    accountSid: record.account_sid,
    phoneNumber: record.phone_number,
    friendlyName: withoutToken(record.friendly_name ?? "", urn),
    capabilities: { ...record.capabilities },
    origin: record.origin ?? "",
    status: record.status ?? "",
    bought: from.bought,
    adoptedFrom: from.adoptedFrom,
    managed: [...from.managed],
  };
}

/** What a preview knows of a number that isn't held yet. */
export function plannedState(inputs: Bag, accountSid: string): Bag {
  const unknown = ["sid", "phoneNumber", "friendlyName", "capabilities", "origin", "status"];
  return {
    ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN])),
    ...inputs,
    accountSid,
    bought: inputs.acquire === "buy",
    managed: Object.keys(givenSettings(inputs)),
  };
}

/**
 * The form that brings the live settings to the wanted ones, and nothing else. Twilio drops the application when a trunk is set and the
 * other way round, so the one to be emptied isn't sent beside the one to be set.
 */
export function syncForm(wanted: Bag, live: Bag): Form {
  const { voiceApplicationSid, trunkSid, ...rest } = wanted;
  const routes = {
    ...(voiceApplicationSid !== undefined && !(voiceApplicationSid === "" && trunkSid) && { voiceApplicationSid }),
    ...(trunkSid !== undefined && !(trunkSid === "" && voiceApplicationSid) && { trunkSid }),
  };
  return formFor({ ...rest, ...routes }, live);
}

/** Changes what differs. A bought number keeps its token in its name, whatever the program calls it. */
export async function sync(ctx: Ctx, record: NumberRecord, wanted: Bag, bought: boolean): Promise<NumberRecord> {
  const live = settingsOf(record, settingNames);
  const named = bought ? { ...wanted, friendlyName: boughtName(ctx, wanted, record) } : wanted;
  const form = syncForm(named, live);
  return Object.keys(form).length > 0 ? ctx.client.updateNumber(record.sid, form, ctx.signal) : record;
}

/** The name of a bought number: what the program says, or the resource's own name, and always the token. */
export function boughtName(ctx: Ctx, wanted: Bag, record?: NumberRecord): string {
  const name = wanted.friendlyName ?? (record && withoutToken(record.friendly_name ?? "", ctx.urn));
  return withToken(name || resourceName(ctx.urn), ctx.urn);
}

/** The number by its SID, or by itself where the account holds it under a new SID. */
export async function findLive(ctx: Ctx, sid: string, phoneNumber?: string): Promise<NumberRecord | undefined> {
  const record = sid.startsWith("PN") ? await ctx.client.number(sid, ctx.signal) : undefined;
  if (record) return record;
  const number = phoneNumber ?? (sid.startsWith("+") ? sid : undefined);
  return number ? byNumber(ctx, number) : undefined;
}

/** The account's number with exactly these digits: Twilio's own filter also matches parts. */
export async function byNumber(ctx: Ctx, phoneNumber: string): Promise<NumberRecord | undefined> {
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
