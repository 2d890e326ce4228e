import { nearest } from "../../domain/config/nearest.ts";
import { isE164 } from "../../domain/contract/e164.ts";
import { usageError } from "../exit.ts";

/**
 * The E.164 number that somebody means: written with blanks, brackets and dashes, with 00 for the plus, or the last digits (four at
 * least) of a number of the world.
 * @throws UserError with the numbers that there are
 */
export function meantNumber(text: string, known: readonly string[]): string {
  const compact = text.replace(/[\s().-]/g, "").replace(/^00/, "+");
  if (isE164(compact)) return compact;
  if (/^\d{4,}$/.test(compact)) {
    const ending = known.filter((number) => number.endsWith(compact));
    if (ending.length === 1) return ending[0]!;
    if (ending.length > 1)
      throw usageError("number-ambiguous", `several numbers end with ${compact}`, [
        `Say more of it:  ${ending.join(", ")}`,
      ]);
  }
  const meant = nearest(compact.startsWith("+") ? compact : `+${compact}`, known);
  throw usageError("number-malformed", `${text} isn't a phone number: write it with its plus and country code`, [
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
    ...(known.length === 0 ? [] : [`Numbers of this world:  ${known.join(", ")}`]),
  ]);
}
