import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import data from "./number-ranges.json" with { type: "json" };

/** Category of a number by what a call costs. `international`: a number that belongs to no country and to no other category. */
export type NumberCategory =
  | "ordinary"
  | "toll-free"
  | "premium"
  | "shared-cost"
  | "personal"
  | "satellite"
  | "international";

/** The category of a number, and the name of its range. */
export interface Category {
  readonly category: NumberCategory;
  readonly what: string;
}

/** Longest prefix first. */
const RANGES = (data.ranges as readonly (Category & { prefix: string })[]).toSorted(
  (a, b) => b.prefix.length - a.prefix.length,
);

const BY_TYPE: Readonly<Record<string, Category>> = {
  PREMIUM_RATE: { category: "premium", what: "a premium-rate number" },
  SHARED_COST: { category: "shared-cost", what: "a shared-cost number" },
  PERSONAL_NUMBER: { category: "personal", what: "a personal number" },
  TOLL_FREE: { category: "toll-free", what: "a toll-free number" },
};
const ORDINARY: Category = { category: "ordinary", what: "an ordinary number" };

/** The category of an E.164 number: by number-ranges.json, which also covers unassigned numbers, else by its country's numbering plan. */
export function categoryOf(number: string): Category {
  const range = RANGES.find(({ prefix }) => number.startsWith(prefix));
  if (range !== undefined) return { category: range.category, what: `in the range for ${range.what}` };
  return BY_TYPE[parsePhoneNumberFromString(number)?.getType() ?? ""] ?? ORDINARY;
}

/** Emergency numbers that networks of many countries connect. https://www.itu.int/rec/T-REC-E.161.1 */
const KNOWN_EMERGENCY = ["112", "911", "999", "000"];

const CALLING_CODES: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)));

/** Whether a text is an emergency number in any spelling: `911`, `9-1-1`, `+911`, `1-911`, `+1 911`, `0044999`. */
export function isEmergency(text: string, numbers: readonly string[] = []): boolean {
  const digits = text.normalize("NFKC").replace(/\D/g, "");
  return [...KNOWN_EMERGENCY, ...numbers].some((number) => {
    if (digits === number) return true;
    if (!digits.endsWith(number)) return false;
    return CALLING_CODES.has(digits.slice(0, -number.length).replace(/^(?:00|011)/, ""));
  });
}
