import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { NumberType } from "./number-type.ts";

/** Country and type of a number, which its price depends on. */
export interface NumberKind {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly type: NumberType;
}

/** Toll-free area codes of the North American plan. https://nanpa.com/numbering/800-and-special-services */
const TOLL_FREE = /^\+1(800|833|844|855|866|877|888)/;

/**
 * The kind of a number by its country's numbering plan; `local` where the plan doesn't say, as for fictional numbers. A kind in a stack file or
 * the ledger takes precedence.
 */
export function kindOf(number: string): NumberKind {
  if (TOLL_FREE.test(number)) return { country: "US", type: "toll-free" };
  const parsed = parsePhoneNumberFromString(number);
  // Countries may share a code. If the plan doesn't name the country, use the first: for +44 that is GB, not Jersey.
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

/** `US local`, for lines of bills and invoices. */
export const shownKind = ({ country, type }: NumberKind): string => `${country} ${type}`;
