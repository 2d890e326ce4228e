import { refused } from "../../api/errors.ts";
import { e164Of } from "../../api/parameters.ts";
import {
  type AddressRequirements,
  capabilitiesOf,
  type NumberPlace,
  RANGES,
  type Range,
} from "../../numbers/inventory.ts";
import type { NumberType } from "../../store.ts";

/** Countries where `AreaCode`, `Near...` and `In...` have an effect. Elsewhere only `InLocality` has one. */
const NORTH_AMERICA: ReadonlySet<string> = new Set(["US", "CA"]);

/**
 * Returns a search's filter, `Near...` parameters excluded ({@link nearOf} applies those).
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource#read-multiple-availablephonenumberlocal-resources
 */
export function searchOf(
  query: URLSearchParams,
  country: string,
  type: NumberType,
): (range: Range, e164: string) => boolean {
  const areaCode = NORTH_AMERICA.has(country) ? query.get("AreaCode") : null;
  const contains = query.get("Contains") ? containsOf(query.get("Contains") ?? "") : undefined;
  if (query.get("InRateCenter") && !query.get("InLata")) {
    throw refused(20422, "Invalid Parameter: InRateCenter requires InLata");
  }
  const places = PLACES.filter(([name]) => NORTH_AMERICA.has(country) || name === "InLocality").flatMap(
    ([name, field]) => (query.get(name) ? [[field, placeOf(query.get(name) ?? "", field)] as const] : []),
  );
  const wanted = (["voice", "sms", "mms", "fax"] as const).flatMap((kind) => {
    const given = query.get(`${kind[0]?.toUpperCase()}${kind.slice(1)}Enabled`)?.toLowerCase();
    return given === "true" || given === "false" ? [[kind, given === "true"] as const] : [];
  });
  const excluded = ADDRESSES.flatMap(([name, requirements]) =>
    query.get(name)?.toLowerCase() === "true" ? requirements : [],
  );
  return (range, e164) =>
    !excluded.includes(range.addressRequirements) &&
    (!areaCode || range.areaCode === areaCode) &&
    (!contains || contains.test(e164)) &&
    places.every(([field, value]) => value !== undefined && range.place[field]?.toLowerCase() === value) &&
    wanted.every(([kind, value]) => capabilitiesOf(type, e164)[kind] === value);
}

const PLACES = [
  ["InLocality", "locality"],
  ["InRegion", "region"],
  ["InPostalCode", "postal_code"],
  ["InRateCenter", "rate_center"],
  ["InLata", "lata"],
] as const;

/** Returns a place by its name, or by a number there ("given a phone number search within the same rate center as that number"). */
function placeOf(given: string, field: keyof NumberPlace): string | undefined {
  const name = /^[+]\d/.test(given) ? placeOfNumber(given)?.[field] : given;
  return name?.toLowerCase();
}

/** Returns the place of a number's area code, whether or not the number is for sale. */
const placeOfNumber = (e164: string): NumberPlace | undefined =>
  RANGES.find(({ country, areaCode }) => NORTH_AMERICA.has(country) && e164.startsWith(`+1${areaCode}`))?.place;

/** Search parameters that exclude numbers, with the address requirements that each excludes. */
const ADDRESSES: readonly (readonly [string, readonly AddressRequirements[]])[] = [
  ["ExcludeAllAddressRequired", ["any", "local", "foreign"]],
  ["ExcludeLocalAddressRequired", ["local"]],
  ["ExcludeForeignAddressRequired", ["foreign"]],
];

/**
 * Compiles a `Contains` pattern of 2 to 16 digits, keypad letters and metacharacters: * is one digit; % is any number of digits, at
 * either end of two or more other characters; + is the number's beginning, $ its end, neither next to another metacharacter.
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource#read-multiple-availablephonenumberlocal-resources
 */
function containsOf(given: string): RegExp {
  const [, begins, before = "", core = "", after = "", ends] =
    /^(?:([+])|([*]*|%*))([0-9A-Za-z]+)(?:([*]+|%+)|([$]))?$/.exec(given) ?? [];
  const wild = before !== "" || after !== "";
  if (core === "" || given.length < 2 || given.length > 16 || (wild && core.length < 2)) {
    throw refused(20422, `Invalid Parameter: Contains must be 2 to 16 digits, letters or * % + $, not ${given}`);
  }
  const digits = core.toLowerCase().replace(/[a-z]/g, (letter) => KEYPAD[letter.charCodeAt(0) - 97] ?? "");
  const wildcards = (text: string) => text.replaceAll("*", "\\d").replace(/%+/g, "\\d*");
  return new RegExp(`${begins ? "^[+]" : ""}${wildcards(before)}${digits}${wildcards(after)}${ends ? "$" : ""}`);
}

/** Keypad digits of the letters a to z: abc are on key 2, def on 3, ... wxyz on 9. */
const KEYPAD = "22233344455566677778889999";

const DEFAULT_MILES = 25;
const MOST_MILES = 500;

/**
 * Returns the ranges within `Distance` miles of `NearNumber` or `NearLatLong`, nearest first. Without either parameter, returns all
 * ranges in their original order.
 */
export function nearOf(query: URLSearchParams, country: string, ranges: readonly Range[]): readonly Range[] {
  const miles = query.get("Distance") || String(DEFAULT_MILES);
  if (!/^\d{1,3}$/.test(miles) || Number(miles) > MOST_MILES) {
    throw refused(20422, `Invalid Parameter: Distance must be a whole number of miles up to ${MOST_MILES}: ${miles}`);
  }
  const centre = centreOf(query);
  if (!centre || !NORTH_AMERICA.has(country)) return ranges;
  return ranges
    .map((range) => [range, milesBetween(centre, range.place)] as const)
    .filter(([, distance]) => distance <= Number(miles))
    .sort(([, a], [, b]) => a - b)
    .map(([range]) => range);
}

type Point = Pick<NumberPlace, "latitude" | "longitude">;

/** Returns the coordinates of `NearNumber` or `NearLatLong`; undefined without either. A number of unknown place matches no range. */
function centreOf(query: URLSearchParams): Point | undefined {
  const near = query.get("NearNumber");
  if (near) {
    const e164 = e164Of(near);
    if (!e164) throw refused(20422, `Invalid Parameter: NearNumber must be a phone number in E.164, not ${near}`);
    return placeOfNumber(e164) ?? { latitude: null, longitude: null };
  }
  const given = query.get("NearLatLong");
  if (!given) return undefined;
  const [, latitude, longitude] = /^\s*(-?\d{1,2}(?:[.]\d+)?)\s*,\s*(-?\d{1,3}(?:[.]\d+)?)\s*$/.exec(given) ?? [];
  if (!latitude || !longitude || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) {
    throw refused(20422, `Invalid Parameter: NearLatLong must be latitude,longitude: ${given}`);
  }
  return { latitude, longitude };
}

const EARTH_RADIUS_MILES = 3958.8;

/** Returns the great-circle distance in miles (haversine); NaN when either place is unknown. */
function milesBetween(a: Point, b: Point): number {
  const radians = (degrees: string | null) => (degrees === null ? Number.NaN : (Number(degrees) * Math.PI) / 180);
  const [latitude, other] = [radians(a.latitude), radians(b.latitude)];
  const half = (difference: number) => Math.sin(difference / 2) ** 2;
  const part =
    half(other - latitude) + Math.cos(latitude) * Math.cos(other) * half(radians(b.longitude) - radians(a.longitude));
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.sqrt(part));
}
