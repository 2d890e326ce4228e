import type { RegionConfig } from "./region.ts";
import type { BuyConfig, NumberConfig } from "./tenant.ts";
import { type Add, listOf, rawPart, type TenantParts } from "./tenant-parts.ts";

type ConnectionType = keyof RegionConfig["integrations"];
type NumberType = NonNullable<BuyConfig["type"]>;

/** What connection types are called in a sentence that advises one. */
const ADVICE: Readonly<Record<ConnectionType, string>> = {
  managed: "a `managed` connection",
  "sip-trunk": "a `sip-trunk` connection with a carrier of the tenant's own",
  twilio: "a `twilio` connection to the tenant's own account",
};

/** What an entry asks to be bought: criteria that make a search, in a country of the region, of a kind that its connection offers. */
export function checkBuy(
  parts: TenantParts,
  { buy, connection }: Partial<NumberConfig>,
  at: readonly string[],
  add: Add,
): void {
  if (buy === undefined) return;
  const path = [...at, "buy"];
  const { number, country, type = "local", areaCode } = buy;
  if (number === undefined && country === undefined) {
    add(path, "missing", "a search needs `country`", "add `country: US` (ISO 3166-1), or give the exact `number`");
  }
  if (country === undefined) return;
  const inRegion = checkCountry(parts, country, [...path, "country"], add);
  if (areaCode !== undefined && country !== "US" && country !== "CA") {
    add(
      [...path, "areaCode"],
      "area-code",
      "numbers are searched by area code in the US and Canada only",
      "use `locality` or `contains`",
    );
  }
  if (inRegion && number === undefined) checkOffered(parts, { country, type, connection }, path, add);
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
const offeredTypes = (region: RegionConfig): ConnectionType[] =>
  (Object.entries(region.integrations) as [ConnectionType, { availability: string }][])
    .filter(([, { availability }]) => availability !== "none" && availability !== "planned")
    .map(([type]) => type);

/** Of managed numbers a region offers those that it has a price for: all, where it has no prices. */
function checkOffered(
  parts: TenantParts,
  wanted: { country: string; type: NumberType; connection: string | undefined },
  path: readonly string[],
  add: Add,
): void {
  const { region } = parts;
  const { country, type, connection } = wanted;
  const through = (rawPart(parts, "aybiza:connections")[connection ?? ""] as { type?: unknown } | null | undefined)
    ?.type;
  const prices = region?.pricing?.managed?.numbers;
  if (region === undefined || through !== "managed" || prices === undefined) return;
  const types = Object.keys(prices[country] ?? {});
  if (types.includes(type)) return;
  const others = offeredTypes(region).filter((other) => other !== "managed");
  add(
    [...path, "type"],
    "type-not-offered",
    `region \`${region.id}\` offers ${types.length === 0 ? "no managed numbers" : `managed numbers of type ${listOf(types)}`} in ${country}, not \`${type}\``,
    [
      ...(types.length === 0 ? [] : [`write ${types.map((t) => `\`type: ${t}\``).join(" or ")}`]),
      others.length === 0
        ? `for a \`${type}\` number no other connection type is offered here`
        : `for a \`${type}\` number use ${others.map((other) => ADVICE[other]).join(" or ")}`,
    ].join("; "),
  );
}
