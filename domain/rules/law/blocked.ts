import { countriesWithLaw } from "../../law/law.ts";

/** A prefix that an agent never dials, with the law file that says so. */
export interface BlockedPrefix {
  readonly prefix: string;
  readonly country: string;
  /** `premium`: premium-rate numbers. `other`: shared-cost, personal, pager and service numbers. */
  readonly kind: "premium" | "other";
}

const BLOCKED: readonly BlockedPrefix[] = countriesWithLaw().flatMap(({ code: country, numbers: { blocked } }) => [
  ...blocked.value.premium.map((prefix) => ({ prefix, country, kind: "premium" as const })),
  ...blocked.value.other.map((prefix) => ({ prefix, country, kind: "other" as const })),
]);

/** The blocked prefix of an E.164 number, of any country with data; undefined for a number that may be dialled. */
export const blockedPrefix = (number: string): BlockedPrefix | undefined =>
  BLOCKED.find(({ prefix }) => number.startsWith(prefix));
