import { lawOf } from "./law.ts";

/** State or province of an area code, as the numbering plan assigns it; undefined for an unknown code, and for countries without data. */
export const stateOf = (country: string, areaCode: string | undefined): string | undefined =>
  Object.entries(areaCodesOf(country) ?? {}).find(
    ([, codes]) => areaCode !== undefined && codes.includes(areaCode),
  )?.[0];

/** A country's area codes by state or province; undefined where they aren't listed. */
export const areaCodesOf = (country: string): Readonly<Record<string, readonly string[]>> | undefined =>
  lawOf(country)?.numbers.areaCodes?.value;
