import type { CountryLaw } from "../schema.ts";

/** The country files, by code. They are checked by domain/law/law.test.ts, not when a program starts. */
export const COUNTRY_FILES: ReadonlyMap<string, CountryLaw> = new Map();
