import { COUNTRY_FILES } from "./countries/index.ts";
import type { CountryLaw } from "./schema.ts";

/** The law of a country (ISO 3166-1 alpha-2); undefined where no data has been entered: contact support. */
export const lawOf = (country: string): CountryLaw | undefined => COUNTRY_FILES.get(country);

/** Countries with data, in the order of their codes. */
export const countriesWithLaw = (): CountryLaw[] => [...COUNTRY_FILES.values()];
