import type { NumberType } from "../store.ts";
import inventory from "./inventory.json" with { type: "json" };

/** A block of numbers for sale, which the regulator reserves for fiction. */
export interface Range {
  readonly country: string;
  readonly type: NumberType;
  /** The numbers' common prefix in E.164: `+1415555`, `+442079460`. */
  readonly prefix: string;
  /** The first number without the prefix (100 for the range 555-0100 to 555-0199). `count` is the count of numbers. */
  readonly first: number;
  readonly count: number;
  /** Count of digits after the prefix. */
  readonly digits: number;
  readonly areaCode?: string;
  readonly place: NumberPlace;
  /** The kind of address that a number's account must have. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
  readonly addressRequirements: AddressRequirements;
}

export type AddressRequirements = "any" | "foreign" | "local" | "none";

/** A number's location in search results; null for toll-free and mobile numbers, as at Twilio. */
export interface NumberPlace {
  readonly locality: string | null;
  readonly region: string | null;
  readonly postal_code: string | null;
  readonly lata: string | null;
  readonly rate_center: string | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
}

interface RangeData extends Partial<NumberPlace> {
  readonly country: string;
  readonly type: string;
  readonly areaCode?: string;
  readonly prefix?: string;
  readonly digits?: number;
  readonly addressRequirements?: string;
}

/** Countries with numbers for sale, by ISO code. */
export const COUNTRIES = inventory.countries as Readonly<
  Record<string, { readonly name: string; readonly types: readonly NumberType[] }>
>;

/**
 * North America reserves 555-0100 to 555-0199 of each area code for fiction (ATIS-0300115); Ofcom reserves 020 7946 0000 to
 * 0999 and 07700 900000 to 900999, and 03069 990000 to 990999 (https://www.ofcom.org.uk, "Telephone numbers for drama use").
 */
export const RANGES: readonly Range[] = (inventory.ranges as readonly RangeData[]).map((r) => ({
  country: r.country,
  type: r.type as NumberType,
  prefix: r.prefix ?? `+1${r.areaCode}555`,
  first: r.prefix ? 0 : 100,
  count: r.prefix ? 1000 : 100,
  digits: r.digits ?? 4,
  areaCode: r.areaCode,
  addressRequirements: (r.addressRequirements ?? "none") as AddressRequirements,
  place: {
    locality: r.locality ?? null,
    region: r.region ?? null,
    postal_code: r.postal_code ?? null,
    lata: r.lata ?? null,
    rate_center: r.rate_center ?? null,
    latitude: r.latitude ?? null,
    longitude: r.longitude ?? null,
  },
}));

/** Lists the numbers of a range, lowest first. */
export function* numbersOf(range: Range): Generator<string> {
  for (let i = range.first; i < range.first + range.count; i++) yield numberAt(range, i);
}

const numberAt = (range: Range, i: number) => range.prefix + String(i).padStart(range.digits, "0");

/** Returns a number's range; undefined if the number isn't for sale. */
export function rangeOf(e164: string): Range | undefined {
  return RANGES.find((range) => {
    const rest = e164.startsWith(range.prefix) ? e164.slice(range.prefix.length) : "";
    return rest.length === range.digits && Number(rest) >= range.first && Number(rest) < range.first + range.count;
  });
}

const TOLL_FREE = /^[+]1(800|833|844|855|866|877|888)/;
const GB_MOBILE = /^[+]447[1-57-9]/;
const GB_NATIONAL = /^[+]443/;

/** Derives a number's type from its digits. Also works for numbers outside the inventory. */
export const typeOf = (e164: string): NumberType =>
  TOLL_FREE.test(e164) ? "toll-free" : GB_MOBILE.test(e164) ? "mobile" : GB_NATIONAL.test(e164) ? "national" : "local";

/** Returns the capabilities of a number at Twilio. */
export function capabilitiesOf(type: NumberType, e164: string) {
  const texts = type !== "local" || e164.startsWith("+1");
  return { voice: true, sms: texts, mms: texts && e164.startsWith("+1"), fax: false };
}

/** Formats a number for people: `+14155550101` -> `(415) 555-0101`. Numbers outside North America stay unchanged. */
export const formatted = (e164: string): string => e164.replace(/^[+]1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
