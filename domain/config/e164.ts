import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { codePointName, escapeHidden } from "./hidden-characters.ts";
import { shortened } from "./problem.ts";

/** A phone number in E.164 form (ITU-T E.164: a plus sign, the country code, at most 15 digits). */
export type E164 = string & { readonly __brand: "E164" };

/** Why a text isn't a phone number. */
export interface NotANumber {
  readonly ok: false;
  readonly message: string;
  readonly fix: string;
  /** The number that the text certainly means: it parses, and belongs to a wanted country. */
  readonly replacement?: E164;
}

/** A parsed phone number with its country and the countries that share its range (ISO 3166-1 alpha-2), or why the text isn't a phone number. */
export type ParsedNumber =
  | {
      readonly ok: true;
      readonly number: E164;
      /** Undefined if the numbering plan doesn't say (fictional numbers) or if the number belongs to no country. */
      readonly country: string | undefined;
      /** Empty for a number that belongs to no country, such as a satellite phone's. */
      readonly possibleCountries: readonly string[];
    }
  | NotANumber;

/** What is known about the number before it is parsed. */
export interface WantedNumber {
  /** Countries that a number without a country code may belong to. */
  readonly countries?: readonly string[];
  /** Whether a fix may propose only numbers of `countries`, since the caller refuses all others. */
  readonly noOther?: boolean;
}

/** In the North American plan, area code and exchange start with 2 to 9. https://www.nanpa.com/numbering/area-codes */
const NORTH_AMERICAN = /^\+1[2-9]\d{2}[2-9]\d{6}$/;

/**
 * Parses a number in strict E.164 form. Length and prefix are checked against libphonenumber's metadata ("possible", since numbers reserved for
 * fiction are never "valid"). The parsed number must equal the text: a national prefix that was left in, as in +44 (0)20, can't be called.
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

const AS_CONTRACT = "write a plus sign, the country code and the number, digits only, as in the carrier's contract";
const COMPARE = "compare it digit by digit with the carrier's contract";

function wrongWith(text: string): { says: string; fix: string } | undefined {
  const odd = [...new Set(text.match(/[^ -~]/gu) ?? [])];
  if (odd.length > 0)
    return {
      says: `holds ${odd.slice(0, 5).map(codePointName).join(", ")}; an E.164 number has only a plus sign and the digits 0 to 9`,
      fix: "retype the number: a copied text can contain invisible characters",
    };
  if (/[a-z]/i.test(text))
    return {
      says: "isn't an E.164 number: it has letters. An extension, a SIP address or a word can't be dialled",
      fix: AS_CONTRACT,
    };
  if (!text.startsWith("+"))
    return { says: "isn't an E.164 number: it has no plus sign and country code", fix: AS_CONTRACT };
  if (!/^\+[1-9]\d{1,14}$/.test(text))
    return {
      says: "isn't an E.164 number: it must be a plus sign and 2 to 15 digits, not starting with 0",
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
      says: "isn't a possible phone number: in North America the area code and the exchange after it start with 2 to 9",
      fix: COMPARE,
    };
  return undefined;
}

/**
 * The number that a text means, if only one is possible. A plus sign or an international prefix (00; 011 in North America) gives the country;
 * without one, the text must be a number in exactly one of the wanted countries. A text with letters never means a number.
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
