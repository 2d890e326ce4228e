import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A phone number in E.164 form (ITU-T E.164: a plus sign, the country code, at most 15 digits). */
export type E164 = string & { readonly __brand: "E164" };

/** What parsing a phone number gives: the number and its country (ISO 3166-1 alpha-2), or what is wrong with it. */
export type ParsedNumber =
  | { readonly ok: true; readonly number: E164; readonly country: string | undefined }
  | { readonly ok: false; readonly message: string; readonly fix: string };

/**
 * Parses a number that must be written as E.164, without spaces. Length and prefix are checked against libphonenumber's metadata
 * (possible, not only valid: numbers reserved for fiction are never "valid").
 */
export function parseE164(text: string): ParsedNumber {
  if (!text.startsWith("+")) {
    const digits = text.replace(/\D/g, "");
    return {
      ok: false,
      message: `${JSON.stringify(text)} isn't an E.164 number: it has no plus sign and country code`,
      fix: `write the country code too, for example "+1${digits.slice(-10)}"`,
    };
  }
  if (!/^\+[1-9]\d{1,14}$/.test(text)) {
    const digits = text.slice(1).replace(/\D/g, "");
    return {
      ok: false,
      message: `${JSON.stringify(text)} isn't an E.164 number: a plus sign, then 2 to 15 digits that don't start with 0, nothing else`,
      fix:
        digits.length >= 2 && digits.length <= 15
          ? `write "+${digits}"`
          : "write the number as its carrier's contract shows it, with the country code",
    };
  }
  const parsed = parsePhoneNumberFromString(text);
  if (parsed === undefined || !parsed.isPossible()) {
    const why =
      parsed === undefined
        ? "no country has this code"
        : `${parsed.country ?? `country code +${parsed.countryCallingCode}`} has no number of this length`;
    return {
      ok: false,
      message: `${JSON.stringify(text)} isn't a possible phone number: ${why}`,
      fix: "compare it digit by digit with your carrier's contract",
    };
  }
  return { ok: true, number: text as E164, country: parsed.country };
}
