import { nearest } from "../../domain/config/nearest.ts";
import { isE164 } from "../../domain/contract/e164.ts";
import { usageError } from "../exit.ts";

/**
 * Parses the number that the user typed. It may have blanks, brackets and dashes, 00 for the plus, or be the last four or more digits of a known
 * number.
 * @throws UserError for any other text
 */
export function meantNumber(text: string, known: readonly string[]): string {
  const compact = text.replace(/[\s().-]/g, "").replace(/^00/, "+");
  if (isE164(compact)) return compact;
  if (/^\d{4,}$/.test(compact)) {
    const ending = known.filter((number) => number.endsWith(compact));
    if (ending.length === 1) return ending[0]!;
    if (ending.length > 1)
      throw usageError("number-ambiguous", `${ending.length} numbers end with ${compact}`, [
        `Name one of:  ${ending.join(", ")}`,
      ]);
  }
  const meant = nearest(compact.startsWith("+") ? compact : `+${compact}`, known);
  throw usageError("number-malformed", `${text} isn't a phone number in E.164`, [
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
    known.length === 0 ? "Write a plus and the country code:  +14155550101" : `Name one of:  ${known.join(", ")}`,
  ]);
}
