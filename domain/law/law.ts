import { COUNTRY_FILES } from "./countries/index.ts";
import type { CountryFile, CountryLaw } from "./schema.ts";
import EU from "./unions/EU.json" with { type: "json" };

const UNIONS: Readonly<Record<string, object>> = { EU };

/** Adds the law of a country's union where the country has no rule of its own. */
function complete(file: CountryFile): CountryLaw {
  const { within, ...own } = file;
  const union = within === undefined ? {} : UNIONS[within];
  return { ...union, ...own } as CountryLaw;
}

const LAWS: ReadonlyMap<string, CountryLaw> = new Map([...COUNTRY_FILES].map(([code, file]) => [code, complete(file)]));

/** The law of a country (ISO 3166-1 alpha-2); undefined where no data has been entered. */
export const lawOf = (country: string): CountryLaw | undefined => LAWS.get(country);

/** The countries with data, in the order of their codes. */
export const countriesWithLaw = (): CountryLaw[] => [...LAWS.values()];
