import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { NumberType } from "./number-type.ts";

/** What a number's price depends on. */
export interface NumberKind {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly type: NumberType;
}

/** Toll-free area codes of the North American plan. https://nanpa.com/numbering/800-and-special-services */
const TOLL_FREE = /^\+1(800|833|844|855|866|877|888)/;

/**
 * What kind of number this is, by the plan of its country. Where the plan doesn't tell (numbers of fiction among them) it is a local one:
 * who bought it knows better, so what a file or the ledger says goes before this.
 */
export function kindOf(number: string): NumberKind {
  if (TOLL_FREE.test(number)) return { country: "US", type: "toll-free" };
  const parsed = parsePhoneNumberFromString(number);
  // A code that countries share is its first one's where the plan doesn't tell: +44 is GB before Jersey.
  const country = parsed?.country ?? parsed?.getPossibleCountries()[0] ?? "unknown";
  switch (parsed?.getType()) {
    case "TOLL_FREE":
      return { country, type: "toll-free" };
    case "MOBILE":
      return { country, type: "mobile" };
    case "UAN":
    case "VOIP":
      return { country, type: "national" };
    default:
      return { country, type: "local" };
  }
}

/** `US local`, as lines name it. */
export const shownKind = ({ country, type }: NumberKind): string => `${country} ${type}`;
