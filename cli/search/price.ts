import type { RegionConfig } from "../../domain/config/region.ts";
import type { NumberType } from "../../domain/rules/money/number-type.ts";
import type { TwilioClient } from "../../providers/twilio/client/client.ts";
import { isGone, TwilioError } from "../../providers/twilio/client/errors.ts";
import type { Found, Offer } from "./find.ts";

/** The monthly price of a number. */
export interface Price {
  /** Decimal text, in units of the currency: `2.50`. */
  readonly month: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Company that charges the price. */
  readonly by: "AYBIZA" | "Twilio";
}

/** An offer with its price, if known. */
export type Priced = Offer & { readonly price?: Price | undefined };
/** Result of a search, with prices. */
export type PricedFound = Found<Priced>;

/** Our price for a managed number; undefined if the region's file has none. */
export function managedPrice(region: RegionConfig | undefined, country: string, type: NumberType): Price | undefined {
  const pricing = region?.pricing;
  const month = pricing?.managed?.numbers[country]?.[type]?.month;
  return month === undefined ? undefined : { month, currency: pricing!.currency, by: "AYBIZA" };
}

interface CountryPrices {
  readonly price_unit: string;
  readonly phone_number_prices: readonly { readonly number_type: string; readonly current_price: string }[];
}

/** Names of number types in Twilio's price list. https://www.twilio.com/docs/phone-numbers/pricing */
const TYPES: Readonly<Record<string, NumberType>> = {
  local: "local",
  mobile: "mobile",
  national: "national",
  "toll free": "toll-free",
};

/** Reads Twilio's monthly prices in a country by number type, from its price list for this account. Empty if Twilio lists none. */
export async function carrierPrices(client: TwilioClient, country: string): Promise<Map<NumberType, Price>> {
  const prices = new Map<NumberType, Price>();
  const list = await client.requests
    .fetch<CountryPrices>({
      what: `read prices of numbers of ${country}`,
      method: "GET",
      origin: "https://pricing.twilio.com",
      path: `/v1/PhoneNumbers/Countries/${country}`,
      repeatable: true,
    })
    .catch((error: unknown) => {
      if (isGone(error) || (error instanceof TwilioError && error.status === 501)) return undefined;
      throw error;
    });
  for (const { number_type, current_price } of list?.phone_number_prices ?? []) {
    const type = TYPES[number_type];
    if (type !== undefined)
      prices.set(type, { month: current_price, currency: (list?.price_unit ?? "USD").toUpperCase(), by: "Twilio" });
  }
  return prices;
}

/** Adds our price to each offer, or the carrier's if the region has none. */
export async function withPrices(
  client: TwilioClient,
  found: Found,
  region: RegionConfig | undefined,
): Promise<PricedFound> {
  const all = [...found.offers, ...(found.alternatives?.offers ?? [])];
  const ours = (offer: Offer) => managedPrice(region, offer.country, offer.type);
  const country = all.find((offer) => ours(offer) === undefined)?.country;
  const theirs = country === undefined ? undefined : await carrierPrices(client, country);
  const priced = (offers: readonly Offer[]): Priced[] =>
    offers.map((offer) => ({ ...offer, price: ours(offer) ?? theirs?.get(offer.type) }));
  const { alternatives } = found;
  return {
    offers: priced(found.offers),
    alternatives: alternatives && { ...alternatives, offers: priced(alternatives.offers) },
  };
}
