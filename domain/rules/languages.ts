import { spokenAs } from "../config/language.ts";
import type { PrefixLanguage } from "../contract/region-fallback.ts";
import { areaCodesOf } from "../law/area-codes.ts";
import { lawOf } from "../law/law.ts";

/** Provinces and states whose callers usually speak another language than the rest of their country. */
const ELSEWHERE: readonly (readonly [country: string, state: string, language: string])[] = [["CA", "QC", "fr-CA"]];

/**
 * The languages of called numbers by prefix, for the countries of a region: by country code, and by area code where a province differs. Empty for a
 * region of one language, which is its `fallback.language`.
 */
export function languagesOf(countries: readonly string[]): PrefixLanguage[] {
  const whole = countries.flatMap((country): PrefixLanguage[] => {
    const law = lawOf(country);
    const spoken = law && spokenAs(law.languages.value[0]!);
    return spoken === undefined ? [] : [[`+${law!.callingCode}`, spoken]];
  });
  const parts = ELSEWHERE.filter(([country]) => countries.includes(country)).flatMap(([country, state, language]) =>
    (areaCodesOf(country)?.[state] ?? []).map((code): PrefixLanguage => [`+1${code}`, language]),
  );
  const all = [...parts, ...whole];
  return new Set(all.map(([, language]) => language)).size > 1 ? all : [];
}

/** The handlers' variable `LANGUAGES`: `+33=fr-FR,+49=de-DE`. Undefined for a region of one language, which needs none. */
export function languagesVariable(countries: readonly string[]): string | undefined {
  const languages = languagesOf(countries);
  return languages.length > 0 ? languages.map(([prefix, tag]) => `${prefix}=${tag}`).join(",") : undefined;
}

/** Every language that callers in a region's countries usually speak, as `<Say>` speaks it. */
export const spokenIn = (countries: readonly string[]): string[] => [
  ...new Set(
    countries.flatMap((country) => (lawOf(country)?.languages.value ?? []).map((tag) => spokenAs(tag) ?? tag)),
  ),
];
