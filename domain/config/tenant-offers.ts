import { lawOf } from "../law/law.ts";
import type { NumberType } from "../rules/money/number-type.ts";
import { type ConnectionType, TRAITS, traitsOf } from "./connection-traits.ts";
import { calledBy, countryName } from "./country.ts";
import { isOffered, offeredTypes, offerOf } from "./offers.ts";
import { type Violation, violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";

/** Refuses connection types that the region doesn't offer, with the region's note. */
export function* connectionOffered(parts: TenantParts, name: string, type: string | undefined): Violations {
  const { region } = parts;
  const rule = Object.entries(region?.integrations ?? {}).find(([offered]) => offered === type)?.[1];
  if (region === undefined || rule === undefined || isOffered(rule.availability)) return;
  const others = offeredTypes(region);
  const note = rule.note === undefined ? "" : `: ${rule.note}`;
  const asked = rule.availability === "contact-support" && contactOf(parts);
  yield violation(
    ["aybiza:connections", name, "type"],
    "connection-type-not-offered",
    `region \`${region.id}\` doesn't offer \`${type}\` connections (availability: ${rule.availability})${note}`,
    [
      ...(asked ? [`write to ${asked}, with the country and the type of numbers that you need`] : []),
      ...(others.length > 0 ? [`use ${phrases(others)}`] : []),
    ].join(", or ") || "move the tenant to another region, or offer a connection type in the region's file",
  );
}

const phrases = (types: readonly ConnectionType[]) => types.map((one) => TRAITS[one].phrase).join(" or ");

/** Support's address: the region's own, else that of the first region that has one. */
const contactOf = (parts: TenantParts): string | undefined =>
  parts.region?.contacts?.support ??
  [...parts.regions()].find(({ contacts }) => contacts !== undefined)?.contacts?.support;

/**
 * Set where the region doesn't offer a country's numbers, or those of a type, through the entry's connection, although it offers the connection
 * type elsewhere.
 */
export function numberNotOffered(
  parts: TenantParts,
  { country, type, connection }: { country: string; type: NumberType; connection: string | undefined },
  at: readonly PropertyKey[],
): Violation | undefined {
  const { region } = parts;
  const through = parts.written.connections.get(connection ?? "")?.type;
  if (region === undefined || traitsOf(through) === undefined) return undefined;
  const name = through as ConnectionType;
  if (!region.countries.includes(country) || !isOffered(offerOf(region, name).availability)) return undefined;
  const { availability, why } = offerOf(region, name, country, type);
  if (isOffered(availability)) return undefined;
  const inCountry = isOffered(offerOf(region, name, country).availability);
  const what = inCountry ? `${type} numbers` : "numbers";
  const others = offeredTypes(region).filter((other) => isOffered(offerOf(region, other, country, type).availability));
  const contact = contactOf(parts);
  return violation(
    at,
    inCountry ? "type-not-offered" : "country-not-offered",
    `region \`${region.id}\` offers no ${what} of ${countryName(country)} through \`${name}\` connections (availability: ${availability})${why === undefined ? "" : `: ${why}`}`,
    [
      ...(others.length > 0 ? [`use ${phrases(others)}`] : []),
      ...(contact === undefined ? [] : [`write to ${contact}`]),
    ].join(", or ") || "write a number that the region offers",
  );
}

/** Set where the region doesn't serve a number's country. */
export function countryViolation(
  parts: TenantParts,
  country: string,
  at: readonly PropertyKey[],
): Violation | undefined {
  const { region } = parts;
  if (region === undefined || region.countries.includes(country)) return undefined;
  const others = [...parts.regions()].filter((other) => other.countries.includes(country));
  const served = others.map(
    (other) => `\`${other.id}\` (${offeredTypes(other).join(", ") || "no connection type yet"})`,
  );
  return violation(
    at,
    "country-not-in-region",
    `the number is of ${country}; region \`${region.id}\` serves ${region.countries.join(", ") || "no country yet"}`,
    others.length > 0
      ? `move it to a tenant of a region that serves ${country}, through one of its connection types: ${served.join("; ")}`
      : lawOf(country) !== undefined
        ? `add ${country} to the \`countries\` of a region's file: no region of this checkout serves it`
        : unknownCountry(country, contactOf(parts)),
  );
}

/** The fix for a country without data: where to write, what is known, and where the data would be added. */
export const unknownCountry = (country: string, contact: string | undefined): string =>
  `write to ${contact ?? "AYBIZA's support"}: no law of ${countryName(country)} (${calledBy(country)}) has been entered; it would be added as domain/law/countries/${country}.json, then ${country} to a region's \`countries\``;

/** Refuses a purchase of a local number outside the cities that the region names for a country. */
export function cityViolation(
  { region }: { readonly region: RegionConfig | undefined },
  through: ConnectionType | undefined,
  wanted: { country: string; areaCode: string | undefined; locality: string | undefined },
  at: readonly PropertyKey[],
): Violation | undefined {
  const { country, areaCode, locality } = wanted;
  const offered = through === undefined ? undefined : region?.integrations[through].countries?.[country]?.cities;
  if (region === undefined || offered === undefined) return undefined;
  const cities = (lawOf(country)?.numbers.cities?.value ?? []).filter(({ name }) => offered.includes(name));
  const where = locality !== undefined ? "locality" : areaCode !== undefined ? "areaCode" : undefined;
  const fits = cities.some(
    ({ name, areaCodes }) =>
      (locality === undefined || plain(name) === plain(locality)) &&
      (areaCode === undefined || areaCodes.includes(areaCode)) &&
      where !== undefined,
  );
  if (fits) return undefined;
  const asked = [
    ...(locality === undefined ? [] : [`\`locality: ${locality}\``]),
    ...(areaCode === undefined ? [] : [`area code ${areaCode}`]),
  ];
  return violation(
    where === undefined ? at : [...at, where],
    "city-not-offered",
    `region \`${region.id}\` offers local numbers of ${countryName(country)} in its major cities only, and ${asked.length === 0 ? "this search names none" : `${asked.join(" with ")} is none of them`}`,
    `write \`locality\`, one of ${offered.join(", ")}, or one of their area codes`,
  );
}

/** A city's name without case and accents, so that Montréal is Montreal. */
const plain = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
