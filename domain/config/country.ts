import { type CountryCode, getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { z } from "zod";
import { refuse } from "./mistake.ts";

/** Codes of libphonenumber that ISO 3166-1 doesn't assign: Ascension and Tristan da Cunha (exceptionally reserved), Kosovo (user-assigned). */
const NOT_ISO = ["AC", "TA", "XK"];

/** Countries with phone numbers, by their assigned ISO 3166-1 alpha-2 code. https://www.iso.org/obp/ui/#search */
export const COUNTRY_CODES: readonly string[] = getCountries().filter((code) => !NOT_ISO.includes(code));
const COUNTRIES: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** Other codes that people write: reserved ones, those of the European Union, alpha-3. */
const MEANT: Readonly<Record<string, string>> = {
  UK: "GB",
  EL: "GR",
  USA: "US",
  CAN: "CA",
  GBR: "GB",
  DEU: "DE",
  FRA: "FR",
};

/** The code that a text most likely means: a country's name in English, or its code in another spelling. */
export function meantCountry(text: string): string | undefined {
  const written = text.trim().toUpperCase();
  const code = MEANT[written] ?? written;
  if (COUNTRIES.has(code)) return code;
  const names = countryNames();
  return [...COUNTRIES].find((candidate) => names.of(candidate)?.toUpperCase() === written);
}

/** Names of countries in English. */
export const countryNames = () => new Intl.DisplayNames(["en"], { type: "region" });

/** The schema of a country: an assigned ISO 3166-1 alpha-2 code, for example US. */
export const country = () => COUNTRY;

const COUNTRY = z
  .string()
  .superRefine((value, context) => {
    if (COUNTRIES.has(value)) return;
    const meant = meantCountry(value);
    refuse(context, {
      code: "wrong-value",
      says: `is ${JSON.stringify(value.slice(0, 40))}, which isn't an assigned country code of ISO 3166-1 alpha-2`,
      fix: meant === undefined ? "write the country's two letters in capitals, for example US" : `write \`${meant}\``,
      ...(meant !== undefined && { replacement: meant }),
    });
  })
  .meta({ id: "country", enum: [...COUNTRIES] });

/** A country's name and code for messages: `Switzerland (CH)`. */
export const countryName = (code: string): string => `${countryNames().of(code) ?? code} (${code})`;

/** A country's calling code for messages: `country code +41`. */
export const calledBy = (code: string): string => `country code +${getCountryCallingCode(code as CountryCode)}`;
