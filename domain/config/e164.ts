import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { codePointName, escapeHidden } from "./hidden-characters.ts";
import { shortened } from "./problem.ts";

/** A phone number in E.164 form (ITU-T E.164: a plus sign, the country code, at most 15 digits). */
export type E164 = string & { readonly __brand: "E164" };

/** What is wrong with a text that should be a phone number. */
export interface NotANumber {
  readonly ok: false;
  readonly message: string;
  readonly fix: string;
  /** The number that is meant, where that is certain: it parses, and is a number of the wanted countries. */
  readonly replacement?: E164;
}

/** What parsing a phone number gives: the number, its country and those that share its range (ISO 3166-1 alpha-2), or what is wrong with it. */
export type ParsedNumber =
  | {
      readonly ok: true;
      readonly number: E164;
      /** Undefined where the plan doesn't tell, as for numbers of fiction and those of no country. */
      readonly country: string | undefined;
      /** None where the number is of no country, such as a satellite's. */
      readonly possibleCountries: readonly string[];
    }
  | NotANumber;

/** What is known of the number that a text should be. */
export interface WantedNumber {
  /** A number without its country code is one of these countries. */
  readonly countries?: readonly string[];
  /** Whether a number of another country is refused, so that none is proposed. */
  readonly noOther?: boolean;
}

/** Area code and exchange of the North American plan begin with 2 to 9. https://www.nanpa.com/numbering/area-codes */
const NORTH_AMERICAN = /^\+1[2-9]\d{2}[2-9]\d{6}$/;

/**
 * Parses a number that must be written as E.164, without anything else in it. Length and prefix are checked against libphonenumber's metadata
 * (possible, not only valid: numbers reserved for fiction are never "valid"), and the number that it parses must be the text itself: a
 * national prefix that was left in, as in +44 (0)20, would ring nobody.
 */
export function parseE164(text: string, wanted: WantedNumber = {}): ParsedNumber {
  const wrong = wrongWith(text);
  if (wrong === undefined) {
    const parsed = parsePhoneNumberFromString(text)!;
    return {
      ok: true,
      number: text as E164,
      country: parsed.country,
      possibleCountries: parsed.getPossibleCountries(),
    };
  }
  const replacement = meantNumber(text, wanted);
  return {
    ok: false,
    message: `"${escapeHidden(shortened(text))}" ${wrong.says}`,
    fix: replacement === undefined ? wrong.fix : `write "${replacement}"`,
    ...(replacement !== undefined && { replacement }),
  };
}

const AS_CONTRACT =
  "write a plus sign, the country code and the number, digits alone, as its carrier's contract shows it";
const COMPARE = "compare it digit by digit with your carrier's contract";

function wrongWith(text: string): { says: string; fix: string } | undefined {
  const odd = [...new Set(text.match(/[^ -~]/gu) ?? [])];
  if (odd.length > 0)
    return {
      says: `holds ${odd.slice(0, 5).map(codePointName).join(", ")}; an E.164 number is a plus sign and the digits 0 to 9, nothing else`,
      fix: "type the number again: what a program copied holds more than what is seen",
    };
  if (/[a-z]/i.test(text))
    return {
      says: "isn't an E.164 number: it holds letters. A number of E.164 is digits; an extension, an address or a word can't be dialled",
      fix: AS_CONTRACT,
    };
  if (!text.startsWith("+"))
    return { says: "isn't an E.164 number: it has no plus sign and country code", fix: AS_CONTRACT };
  if (!/^\+[1-9]\d{1,14}$/.test(text))
    return {
      says: "isn't an E.164 number: a plus sign, then 2 to 15 digits that don't start with 0, nothing else",
      fix: AS_CONTRACT,
    };
  const parsed = parsePhoneNumberFromString(text);
  if (parsed === undefined) return { says: "isn't a possible phone number: no country has this code", fix: COMPARE };
  if (!parsed.isPossible()) {
    const plan = parsed.country ?? `country code +${parsed.countryCallingCode}`;
    return { says: `isn't a possible phone number: ${plan} has no number of this length`, fix: COMPARE };
  }
  if (parsed.number !== text)
    return {
      says: `has a national prefix after the country code: ${parsed.formatInternational()} is dialled without it from abroad`,
      fix: AS_CONTRACT,
    };
  if (parsed.countryCallingCode === "1" && !NORTH_AMERICAN.test(text))
    return {
      says: "isn't a possible phone number: in North America the area code and the three digits after it begin with 2 to 9",
      fix: COMPARE,
    };
  return undefined;
}

/**
 * The number that a text means, if there is only one. With a plus sign, or an international prefix (00; 011 in North America), its country
 * is said in it; without, it is one of the wanted countries, if it can be a number of just one. Nothing is guessed of a text with letters.
 */
export function meantNumber(text: string, { countries = [], noOther = false }: WantedNumber = {}): E164 | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]/gu, "")
    .replace(/["'\u2018\u2019\u201c\u201d]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  if (!/^\+?[\d\s().\-/]+$/.test(plain)) return undefined;
  const northAmerican = countries.some((country) => getCountryCallingCode(country as CountryCode) === "1");
  const international = northAmerican ? /^(?:\+|00|011)/ : /^(?:\+|00)/;
  const found = international.test(plain)
    ? [parsePhoneNumberFromString(plain.replace(international, "+"))]
    : countries.map((country) => {
        const parsed = parsePhoneNumberFromString(plain, country as CountryCode);
        return parsed?.countryCallingCode === getCountryCallingCode(country as CountryCode) ? parsed : undefined;
      });
  const meant = new Map(
    found.flatMap((one) => (one === undefined || wrongWith(one.number) ? [] : [[one.number, one]])),
  );
  const [only] = meant.values();
  if (only === undefined || meant.size > 1) return undefined;
  if (noOther && countries.length > 0) {
    const own = only.country === undefined ? only.getPossibleCountries() : [only.country];
    if (!own.some((country) => countries.includes(country))) return undefined;
  }
  return only.number as string as E164;
}
