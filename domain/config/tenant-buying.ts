import { kindOf } from "../rules/money/number-kind.ts";
import type { NumberType } from "../rules/money/number-type.ts";
import { type ConnectionType, TRAITS, traitsOf } from "./connection-traits.ts";
import { takeOut, write } from "./edits.ts";
import type { RegionConfig } from "./region.ts";
import type { BuyConfig } from "./tenant.ts";
import { type Add, isWritten, listOf, type TenantParts } from "./tenant-parts.ts";

const SEARCH_PAGE = "https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource";

/** What an entry asks to be bought: criteria that make a search, in a country of the region, of a kind that its connection offers. */
export function checkBuy(
  parts: TenantParts,
  { buy, connection }: { readonly buy: Partial<BuyConfig>; readonly connection: string | undefined },
  at: readonly string[],
  add: Add,
): void {
  const path = [...at, "buy"];
  const { number, country, areaCode, region } = buy;
  if (number !== undefined) {
    checkExact(parts, { ...buy, number }, connection, path, add);
    return;
  }
  // What is written but refused has its own message.
  if (isWritten(parts, [...path, "number"])) return;
  if (country === undefined) {
    if (isWritten(parts, [...path, "country"])) return;
    const [only, ...more] = parts.region?.countries ?? [];
    const exact = ", or give the exact `number`";
    const fix =
      only !== undefined && more.length === 0
        ? write([...path, "country"], only, exact)
        : `write \`country\`, one of the region's: ${listOf(parts.region?.countries ?? [])}${exact}`;
    add(path, "missing", "a search needs `country` (ISO 3166-1)", fix);
    return;
  }
  const inRegion = checkCountry(parts, country, [...path, "country"], add);
  const byPlace = country === "US" || country === "CA";
  if (areaCode !== undefined && !byPlace) {
    add(
      [...path, "areaCode"],
      "area-code",
      "numbers are searched by area code in the US and Canada only",
      "use `locality` or `contains`",
    );
  }
  if (region !== undefined && !byPlace) {
    add(
      [...path, "region"],
      "search-region",
      `Twilio searches by state or province in the US and Canada only, and would buy a number of any place in ${country} (${SEARCH_PAGE})`,
      "use `locality`, or take `region` out",
    );
  }
  if (!inRegion) return;
  const { type = "local" } = buy;
  if (buy.type === undefined && isWritten(parts, [...path, "type"])) return;
  if (byPlace && (type === "mobile" || type === "national")) {
    add(
      [...path, "type"],
      "type-not-offered",
      `Twilio has no numbers of type \`${type}\` in ${country}: there a mobile phone's number is a local one (https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-mobile-resource)`,
      "write `type: local` or `type: toll-free`",
    );
    return;
  }
  checkOffered(parts, { country, type, connection }, [...path, "type"], add, (types) =>
    types.map((one) => `\`type: ${one}\``).join(" or "),
  );
}

/** An exact number tells its kind itself, as far as the plan of its country does; where that is certain, the file says nothing else. */
function checkExact(
  parts: TenantParts,
  buy: Partial<BuyConfig> & { readonly number: string },
  connection: string | undefined,
  path: readonly string[],
  add: Add,
): void {
  const { number } = buy;
  refuseCriteria(buy, path, add);
  const kind = kindOf(number);
  if (kind.type === "toll-free" && buy.type !== undefined && buy.type !== "toll-free") {
    add(
      [...path, "type"],
      "wrong-kind",
      `${number} is a toll-free number, not \`${buy.type}\``,
      takeOut([...path, "type"]),
    );
    return;
  }
  const country = buy.country ?? kind.country;
  if (buy.country !== undefined && !checkCountry(parts, country, [...path, "country"], add)) return;
  if (parts.region?.countries.includes(country) !== true) return;
  checkOffered(
    parts,
    { country, type: buy.type ?? kind.type, connection },
    [...path, "number"],
    add,
    (types) => `a number of type ${types.map((one) => `\`${one}\``).join(" or ")}`,
  );
}

/** Settings that only a search reads. */
const CRITERIA = ["areaCode", "contains", "locality", "region", "capabilities", "addressRequirements"] as const;

/** An exact number is bought as it is: what it should be beside that would be ignored. */
function refuseCriteria(buy: Partial<BuyConfig>, path: readonly string[], add: Add): void {
  for (const setting of CRITERIA) {
    if (buy[setting] === undefined) continue;
    add(
      [...path, setting],
      "number-and-criteria",
      `\`${setting}\` narrows a search, and \`number\` names the one number to buy`,
      takeOut([...path, setting]),
    );
  }
}

/** Whether the region has numbers of a country; false where that was noted as a mistake. */
export function checkCountry(parts: TenantParts, country: string, at: readonly PropertyKey[], add: Add): boolean {
  const { region } = parts;
  if (region === undefined || region.countries.includes(country)) return true;
  const others = [...parts.regions()].filter((other) => other.countries.includes(country));
  const served = others.map((other) => `\`${other.id}\` (${offeredTypes(other).join(", ") || "none yet"})`);
  add(
    at,
    "country-not-in-region",
    `this is a number of ${country}; region \`${region.id}\` serves ${region.countries.join(", ")}`,
    others.length === 0
      ? `no region of this checkout serves ${country}: add the country to a region's file`
      : `put it into the tenant's file of a region that serves ${country}, by these connection types: ${served.join("; ")}`,
  );
  return false;
}

/** Connection types that a region lets tenants use. */
export const offeredTypes = (region: RegionConfig): ConnectionType[] =>
  (Object.entries(region.integrations) as [ConnectionType, { availability: string }][])
    .filter(([, { availability }]) => availability !== "none" && availability !== "planned")
    .map(([type]) => type);

/**
 * Of managed numbers a region offers those that it has a price for: all, where it has no prices.
 *
 * @param instead words for what to write, given the types that are offered
 */
function checkOffered(
  parts: TenantParts,
  wanted: { country: string; type: NumberType; connection: string | undefined },
  path: readonly string[],
  add: Add,
  instead: (types: readonly string[]) => string,
): void {
  const { region } = parts;
  const { country, type, connection } = wanted;
  const through = traitsOf(parts.written.connections.get(connection ?? "")?.type);
  const prices = region?.pricing?.managed?.numbers;
  if (region === undefined || through?.pricedByKind !== true || prices === undefined) return;
  const types = Object.keys(prices[country] ?? {});
  if (types.includes(type)) return;
  const others = offeredTypes(region).filter((other) => !TRAITS[other].pricedByKind);
  add(
    path,
    "type-not-offered",
    `region \`${region.id}\` offers ${types.length === 0 ? "no managed numbers" : `managed numbers of type ${listOf(types)}`} in ${country}, not \`${type}\``,
    [
      ...(types.length === 0 ? [] : [`write ${instead(types)}`]),
      others.length === 0
        ? `for a \`${type}\` number no other connection type is offered here`
        : `for a \`${type}\` number use ${others.map((other) => TRAITS[other].phrase).join(" or ")}`,
    ].join("; "),
  );
}
