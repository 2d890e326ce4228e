import { areaCodesOf, stateOf } from "../law/area-codes.ts";
import { kindOf } from "../rules/money/number-kind.ts";
import type { NumberType } from "../rules/money/number-type.ts";
import { type ConnectionType, TRAITS, traitsOf } from "./connection-traits.ts";
import { countryName } from "./country.ts";
import { remove, write } from "./edits.ts";
import { offeredTypes } from "./offers.ts";
import { shortened, violation } from "./problem.ts";
import type { BuyConfig } from "./tenant.ts";
import { cityViolation, countryViolation, numberNotOffered } from "./tenant-offers.ts";
import { isWritten, listOf, type TenantParts, type Violations } from "./tenant-parts.ts";

const SEARCH_PAGE = "https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource";

/** Checks what an entry buys: an exact number, or a search in a country of the region for a type that its connection offers. */
export function* buyViolations(
  parts: TenantParts,
  { buy, connection }: { readonly buy: Partial<BuyConfig>; readonly connection: string | undefined },
  at: readonly string[],
): Violations {
  const path = [...at, "buy"];
  const { number, country, areaCode, region } = buy;
  if (number !== undefined) {
    yield* exactViolations(parts, { ...buy, number }, connection, path);
    return;
  }
  // A setting that the schema refused has its own message.
  if (isWritten(parts, [...path, "number"])) return;
  if (country === undefined) {
    if (isWritten(parts, [...path, "country"])) return;
    const [only, ...more] = parts.region?.countries ?? [];
    const exact = ", or give the exact `number`";
    yield violation(
      path,
      "missing",
      "`country` is missing in `buy`; a search needs it (ISO 3166-1)",
      only !== undefined && more.length === 0
        ? write([...path, "country"], only, exact)
        : `write \`country\`, one of the region's: ${listOf(parts.region?.countries ?? [])}${exact}`,
    );
    return;
  }
  const elsewhere = countryViolation(parts, country, [...path, "country"]);
  if (elsewhere !== undefined) yield elsewhere;
  const byPlace = country === "US" || country === "CA";
  if (areaCode !== undefined && !byPlace) {
    yield violation(
      [...path, "areaCode"],
      "area-code-not-searchable",
      `\`areaCode\` is ${areaCode} and \`country\` ${country}; Twilio searches by area code in the US and Canada only`,
      "use `locality` or `contains` instead",
    );
  }
  if (region !== undefined && !byPlace) {
    yield violation(
      [...path, "region"],
      "state-not-searchable",
      `\`region\` is ${shortened(region)} and \`country\` ${country}; Twilio searches by state or province in the US and Canada only, and would buy a number of any place (${SEARCH_PAGE})`,
      "use `locality` instead, or remove `region`",
    );
  }
  if (elsewhere !== undefined) return;
  const { type = "local" } = buy;
  if (byPlace && areaCode !== undefined) yield* areaCodeViolations(country, areaCode, [...path, "areaCode"]);
  if (buy.type === undefined && isWritten(parts, [...path, "type"])) return;
  if (byPlace && (type === "mobile" || type === "national")) {
    yield violation(
      [...path, "type"],
      "type-not-offered",
      `Twilio has no \`${type}\` numbers in ${country}, where mobile phones have local ones (https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-mobile-resource)`,
      "write `type: local` or `type: toll-free`",
    );
    return;
  }
  yield* typeViolations(parts, { country, type, connection }, [...path, "type"], (types) =>
    types.map((one) => `\`type: ${one}\``).join(" or "),
  );
  if (type !== "local") return;
  const through = parts.written.connections.get(connection ?? "")?.type;
  const { locality } = buy;
  const outside = cityViolation(
    parts,
    traitsOf(through) && (through as ConnectionType),
    { country, areaCode, locality },
    path,
  );
  if (outside !== undefined) yield outside;
}

/** Refuses an area code that the numbering plan doesn't have in the country. */
function* areaCodeViolations(country: string, areaCode: string, path: readonly string[]): Violations {
  const known = areaCodesOf(country);
  if (known === undefined || stateOf(country, areaCode) !== undefined) return;
  const other = ["US", "CA"].find((one) => one !== country && stateOf(one, areaCode) !== undefined);
  yield violation(
    path,
    "unknown-area-code",
    `${areaCode} isn't an area code of ${countryName(country)}${other === undefined ? "" : `, but of ${countryName(other)}`} (domain/law/countries/${country}.json)`,
    other === undefined
      ? `write an area code of the country${TOLL_FREE.has(areaCode) ? ", or `type: toll-free` without `areaCode`" : ""}`
      : `write \`country: ${other}\`, if the region serves it, or another area code`,
  );
}

const TOLL_FREE: ReadonlySet<string> = new Set(["800", "833", "844", "855", "866", "877", "888"]);

/** Checks that `country` and `type` don't contradict an exact number, whose numbering plan mostly determines both. */
function* exactViolations(
  parts: TenantParts,
  buy: Partial<BuyConfig> & { readonly number: string },
  connection: string | undefined,
  path: readonly string[],
): Violations {
  const { number } = buy;
  yield* criteriaViolations(buy, path);
  const kind = kindOf(number);
  if (kind.type === "toll-free" && buy.type !== undefined && buy.type !== "toll-free") {
    yield violation(
      [...path, "type"],
      "number-type-mismatch",
      `${number} is a toll-free number, not \`${buy.type}\``,
      remove([...path, "type"]),
    );
    return;
  }
  const country = buy.country ?? kind.country;
  const elsewhere = buy.country === undefined ? undefined : countryViolation(parts, country, [...path, "country"]);
  if (elsewhere !== undefined) {
    yield elsewhere;
    return;
  }
  if (parts.region?.countries.includes(country) !== true) return;
  yield* typeViolations(
    parts,
    { country, type: buy.type ?? kind.type, connection },
    [...path, "number"],
    (types) => `a number of type ${types.map((one) => `\`${one}\``).join(" or ")}`,
  );
}

/** Settings of a search. */
const CRITERIA = ["areaCode", "contains", "locality", "region", "capabilities", "addressRequirements"] as const;

/** Refuses search settings beside an exact number: the purchase would ignore them. */
function* criteriaViolations(
  buy: Partial<BuyConfig> & { readonly number: string },
  path: readonly string[],
): Violations {
  for (const setting of CRITERIA) {
    if (buy[setting] === undefined) continue;
    yield violation(
      [...path, setting],
      "number-and-criteria",
      `\`${setting}\` narrows a search, but \`number\` names the one number to buy (${buy.number})`,
      remove([...path, setting]),
    );
  }
}

/**
 * Checks that the region offers a managed number: a region offers those with a price, or all if it has no prices.
 *
 * @param instead gives the fix's text for the types that are offered
 */
function* typeViolations(
  parts: TenantParts,
  wanted: { country: string; type: NumberType; connection: string | undefined },
  path: readonly string[],
  instead: (types: readonly string[]) => string,
): Violations {
  const { region } = parts;
  const { country, type, connection } = wanted;
  const refused = numberNotOffered(parts, wanted, path);
  if (refused !== undefined) {
    yield refused;
    return;
  }
  const through = traitsOf(parts.written.connections.get(connection ?? "")?.type);
  const prices = region?.pricing?.managed?.numbers;
  if (region === undefined || through?.pricedByKind !== true || prices === undefined) return;
  const types = Object.keys(prices[country] ?? {});
  if (types.includes(type)) return;
  const others = offeredTypes(region).filter((other) => !TRAITS[other].pricedByKind);
  const ways = [
    ...(types.length === 0 ? [] : [`write ${instead(types)}`]),
    ...(others.length === 0
      ? []
      : [`for a \`${type}\` number use ${others.map((other) => TRAITS[other].phrase).join(" or ")}`]),
  ];
  yield violation(
    path,
    "type-not-offered",
    `region \`${region.id}\` offers ${types.length === 0 ? "no managed numbers" : `managed numbers of type ${listOf(types)}`} in ${country}, not \`${type}\``,
    ways.length === 0 ? `add a price for it to \`pricing\` of the file of region \`${region.id}\`` : ways.join("; "),
  );
}
