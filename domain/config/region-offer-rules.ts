import { PRICE_PROMISES } from "../offers/offers.ts";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";
import { TRAITS } from "./connection-traits.ts";
import { countryName } from "./country.ts";
import { remove, write } from "./edits.ts";
import { isOffered, offeredTypes, offerOf } from "./offers.ts";
import { violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import { listOf, type Violations } from "./tenant-parts.ts";

const AT = "aybiza:region";

/** Checks that a region's offers, prices, support and contacts don't contradict each other, nor the product guide's prices. */
export function* consistencyViolations(region: RegionConfig): Violations {
  yield* availabilityViolations(region);
  yield* pricedViolations(region);
  yield* promisedPrices(region);
  yield* supportViolations(region);
}

function* availabilityViolations(region: RegionConfig): Violations {
  const { countries, integrations, contacts } = region;
  const offered = offeredTypes(region);
  if (countries.length === 0 && offered.length > 0)
    yield violation(
      [AT, "countries"],
      "countries-missing",
      `\`countries\` is empty, but the region offers ${listOf(offered)}; numbers belong to a country`,
      "list the countries, or write `availability: contact-support`",
    );
  for (const [type, { availability, promised }] of Object.entries(integrations)) {
    const at = [AT, "integrations", type];
    if (promised === availability)
      yield violation(
        [...at, "promised"],
        "promise-kept",
        `\`promised\` and \`availability\` are both ${availability}; \`promised\` is for what the region doesn't have yet`,
        remove([...at, "promised"]),
      );
    if (availability === "contact-support" && contacts === undefined)
      yield violation(
        [...at, "availability"],
        "contacts-missing",
        "`availability` is contact-support, but the region has no `contacts`; tenants need an address to write to",
        "add `contacts: { support: ... }` with an email address",
      );
  }
}

/** Prices and offers of managed numbers name the same countries and types. */
function* pricedViolations(region: RegionConfig): Violations {
  const prices = region.pricing?.managed?.numbers;
  if (prices === undefined) return;
  const base = [AT, "pricing", "managed", "numbers"];
  for (const [country, types] of Object.entries(prices)) {
    if (!region.countries.includes(country)) {
      yield violation(
        [...base, country],
        "price-without-offer",
        `a price for ${countryName(country)}, which region \`${region.id}\` doesn't serve`,
        remove([...base, country], `, or add ${country} to \`countries\``),
      );
      continue;
    }
    for (const type of NUMBER_TYPES) {
      const { availability } = offerOf(region, "managed", country, type);
      const priced = types?.[type] !== undefined;
      if (priced && !isOffered(availability))
        yield violation(
          [...base, country, type],
          "price-without-offer",
          `a price for managed \`${type}\` numbers of ${countryName(country)}, which the region doesn't offer (availability: ${availability})`,
          remove([...base, country, type], ", or offer them under `integrations`"),
        );
      const named = region.integrations.managed.countries?.[country]?.types?.[type];
      if (!priced && named !== undefined && isOffered(named))
        yield violation(
          [AT, "integrations", "managed", "countries", country, "types", type],
          "offer-without-price",
          `managed \`${type}\` numbers of ${countryName(country)} are offered (${named}) without a price`,
          `add a price for \`${type}\` to \`pricing.managed.numbers.${country}\`, or write \`${type}: none\``,
        );
    }
  }
}

/** Prices lie in the range that the product guide promises, where the currency is the guide's. */
function* promisedPrices({ pricing }: RegionConfig): Violations {
  if (pricing === undefined || pricing.currency !== PRICE_PROMISES.currency) return;
  const { managed } = PRICE_PROMISES;
  const found: [string[], string, { from: string; to: string }][] = [];
  for (const [country, types] of Object.entries(pricing.managed?.numbers ?? {}))
    for (const [type, price] of Object.entries(types ?? {})) {
      const at = ["managed", "numbers", country, type];
      found.push([[...at, "month"], price.month, managed.month]);
      found.push([[...at, "inboundMinute"], price.inboundMinute, managed.inboundMinute]);
    }
  if (pricing.managed !== undefined)
    found.push([["managed", "outboundMinute"], pricing.managed.outboundMinute, managed.outboundMinute]);
  for (const type of ["sip-trunk", "twilio"] as const) {
    const fee = pricing[type];
    if (fee !== undefined) found.push([[type, "month"], fee.month, PRICE_PROMISES[type].month]);
  }
  for (const [path, price, { from, to }] of found) {
    if (Number(price) >= Number(from) && Number(price) <= Number(to)) continue;
    const at = [AT, "pricing", ...path];
    const range = from === to ? from : `${from} to ${to}`;
    yield violation(
      at,
      "price-outside-promise",
      `the price is ${price} ${pricing.currency}; the product guide promises ${range} (domain/offers/price-promises.json)`,
      from === to ? write(at, from) : `write a price from ${range}`,
    );
  }
  const [first] = pricing.managed?.volumeDiscounts ?? [];
  const most = managed.volumeDiscountFrom;
  if (pricing.managed === undefined || (first !== undefined && first.fromNumbers <= most)) return;
  const at = [AT, "pricing", "managed", "volumeDiscounts"];
  yield violation(
    first === undefined ? at.slice(0, -1) : [...at, 0, "fromNumbers"],
    "price-outside-promise",
    `${first === undefined ? "there is no volume discount" : `the volume discount starts at ${first.fromNumbers} numbers`}; the product guide promises one from ${most} numbers (domain/offers/price-promises.json)`,
    first === undefined
      ? `add \`volumeDiscounts\` that start at ${most} numbers or fewer`
      : write([...at, 0, "fromNumbers"], most),
  );
}

/** Each offered connection type has a support plan, once `support` is set, and a plan with a response time has somebody who is told. */
function* supportViolations(region: RegionConfig): Violations {
  const { support, alarms } = region;
  if (support === undefined) return;
  for (const type of offeredTypes(region))
    if (support[type] === undefined)
      yield violation(
        [AT, "support"],
        "support-plan-missing",
        `the region offers ${TRAITS[type].phrase}, but \`support\` names no plan for it`,
        `add \`${type}: full\`, \`standard\` or \`limited\``,
      );
  if (!Object.values(support).includes("full") || alarms.email.length > 0 || alarms.onCall !== undefined) return;
  yield violation(
    [AT, "alarms"],
    "alarm-receiver-missing",
    "the support plan `full` promises an answer within 4 hours at any time, but no alarm reaches anyone",
    "add the on-call address to `alarms.email`, or the on-call service to `alarms.onCall`",
  );
}
