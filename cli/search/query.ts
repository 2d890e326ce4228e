import type { NumberType } from "../../domain/rules/money/number-type.ts";
/** Capabilities beside voice, and the strictest address requirement accepted, as stack files name them. */
export type Capability = "sms" | "mms" | "fax";
export type AddressRequirements = "none" | "any" | "local" | "foreign";

/** Search criteria. */
export interface Query {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly type: NumberType;
  readonly areaCode?: string | undefined;
  readonly locality?: string | undefined;
  readonly state?: string | undefined;
  readonly contains?: string | undefined;
  readonly capabilities?: readonly Capability[] | undefined;
  readonly addressRequirements?: AddressRequirements | undefined;
  /** Number to search near, used if an area code has none left. */
  readonly near?: string | undefined;
}

/** A wider search, with its difference in words. */
export interface Wider {
  readonly query: Query;
  readonly words: string;
}

/** Search radius around an area code; Twilio allows up to 500 miles. */
const NEAR_MILES = 100;

/** Converts a query to the parameters of Twilio's search. https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource */
export function parametersOf(query: Query, limit: number): Record<string, string | number | boolean | undefined> {
  const can = (capability: Capability) => query.capabilities?.includes(capability) || undefined;
  const most = query.addressRequirements;
  return {
    AreaCode: query.areaCode,
    InLocality: query.locality,
    InRegion: query.state,
    Contains: query.contains,
    ...(query.near && { NearNumber: query.near, Distance: NEAR_MILES }),
    VoiceEnabled: true,
    SmsEnabled: can("sms"),
    MmsEnabled: can("mms"),
    FaxEnabled: can("fax"),
    // Twilio's parameters exclude numbers by the address that they require.
    ExcludeAllAddressRequired: most === "none" || undefined,
    ExcludeLocalAddressRequired: most === "any" || most === "foreign" || undefined,
    ExcludeForeignAddressRequired: most === "any" || most === "local" || undefined,
    PageSize: limit,
  };
}

/** Whether Twilio searches these numbers by area code. */
export const hasAreaCodes = ({ country, type }: Pick<Query, "country" | "type">): boolean =>
  (country === "US" || country === "CA") && type === "local";

/** Lists wider searches for a search without results, nearest first: each drops one more criterion. */
export function widerThan(query: Query): Wider[] {
  const { country, type, areaCode, locality, state, contains, capabilities, addressRequirements } = query;
  const wider: Wider[] = [];
  const add = (words: string, changed: Query) => {
    const same = (one: Query) => JSON.stringify(one) === JSON.stringify(changed);
    if (!same(query) && !wider.some((one) => same(one.query))) wider.push({ query: changed, words });
  };
  const place = { areaCode, locality, state };
  const able = { capabilities, addressRequirements };
  const kind = { country, type, ...able };
  if (contains !== undefined) add(`with other digits than ${contains}`, { ...kind, ...place });
  if (locality !== undefined) add(`elsewhere than in ${locality}`, { ...kind, areaCode, state });
  if (areaCode !== undefined) {
    add(`within ${NEAR_MILES} miles of area code ${areaCode}`, { ...kind, near: `+1${areaCode}5550100` });
    if (locality !== undefined || state !== undefined)
      add(`in another area code than ${areaCode}`, { ...kind, locality, state });
  }
  if (state !== undefined) add(`in all of ${state}`, { ...kind, state });
  add(`anywhere in ${country}`, kind);
  if (capabilities !== undefined) {
    const words = `without ${capabilities.join(" and ")}`;
    add(words, { country, type, ...place, addressRequirements });
    add(`${words}, anywhere in ${country}`, { country, type, addressRequirements });
  }
  if (addressRequirements !== undefined) {
    const words = `that need more than ${addressWords(addressRequirements)}`;
    add(words, { country, type, ...place, capabilities });
    add(`${words}, anywhere in ${country}`, { country, type, capabilities });
  }
  for (const other of ["local", "toll-free", "national", "mobile"] as const)
    if (other !== type) add(`${other} numbers of ${country}`, { country, type: other, ...able });
  return wider;
}

const addressWords = (most: AddressRequirements): string => `${most === "none" ? "no" : most} address`;

/** Describes a query: `US local numbers, area code 415, in Oakland, like *0100`. */
export function wordsOf(query: Query): string {
  const { country, type, areaCode, locality, state, contains, capabilities, addressRequirements } = query;
  return [
    `${country} ${type} numbers`,
    ...(areaCode === undefined ? [] : [`area code ${areaCode}`]),
    ...(locality === undefined && state === undefined
      ? []
      : [`in ${[locality, state].filter((one) => one !== undefined).join(", ")}`]),
    ...(contains === undefined ? [] : [`like ${contains}`]),
    ...(capabilities === undefined ? [] : [`with ${capabilities.join(" and ")}`]),
    ...(addressRequirements === undefined
      ? []
      : [`that need ${addressWords(addressRequirements)}${addressRequirements === "none" ? "" : " at most"}`]),
  ].join(", ");
}
