import { notFound } from "../../api/errors.ts";
import type { JsonObject } from "../../api/openapi.ts";
import { e164Of } from "../../api/parameters.ts";
import { COUNTRIES, rangeOf, typeOf } from "../../numbers/inventory.ts";
import data from "../../usage/prices.json" with { type: "json" };
import { type ApiRequest, type Handler, showOne } from "../request.ts";

/** A country's prices of calls and numbers: invented ones, the same as in the usage records, not Twilio's. */
interface Prices {
  readonly inbound: Readonly<Record<string, string>>;
  readonly outbound: string;
  readonly numbers: Readonly<Record<string, string>>;
}
const PRICES = data.countries as unknown as Readonly<Record<string, Prices>>;
const PREFIXES: Readonly<Record<string, string>> = { US: "1", CA: "1", GB: "44" };

/** Prices of calls and numbers. https://www.twilio.com/docs/voice/pricing */
export const pricing: Readonly<Record<string, Handler>> = {
  "pricing_v1.ListPhoneNumberCountry": (request) => listCountries(request, "v1/PhoneNumbers"),
  "pricing_v1.FetchPhoneNumberCountry"(request) {
    const { iso_country, country, prices } = countryOf(request);
    const phone_number_prices = pricesByType(prices.numbers);
    return shown(request, { iso_country, country, phone_number_prices }, `v1/PhoneNumbers/Countries/${iso_country}`);
  },

  "pricing_v2.ListVoiceCountry": (request) => listCountries(request, "v2/Voice"),
  "pricing_v2.FetchVoiceCountry"(request) {
    const { iso_country, country, prices } = countryOf(request);
    const outbound_prefix_prices = [prefixPrice(iso_country, country, prices, "Programmable Outbound Minute")];
    const inbound_call_prices = pricesByType(prices.inbound);
    const all = { iso_country, country, outbound_prefix_prices, inbound_call_prices };
    return shown(request, all, `v2/Voice/Countries/${iso_country}`);
  },
  "pricing_v2.FetchVoiceNumber"(request) {
    const { destination_number, origination_number, iso_country, country, prices, held } = numberOf(request);
    const outbound_call_prices = [{ ...both(prices.outbound), origination_prefixes: ["ALL"] }];
    const inbound_call_price = inboundPrice(prices, destination_number, held);
    const about = { destination_number, origination_number, iso_country, country };
    return shown(
      request,
      { ...about, outbound_call_prices, inbound_call_price },
      `v2/Voice/Numbers/${destination_number}`,
    );
  },

  "pricing_v2.ListTrunkingCountry": (request) => listCountries(request, "v2/Trunking"),
  "pricing_v2.FetchTrunkingCountry"(request) {
    const { iso_country, country, prices } = countryOf(request);
    const terminating_prefix_prices = [prefixPrice(iso_country, country, prices, "Outbound Trunking Minute")];
    const originating_call_prices = pricesByType(prices.inbound);
    const all = { iso_country, country, terminating_prefix_prices, originating_call_prices };
    return shown(request, all, `v2/Trunking/Countries/${iso_country}`);
  },
  "pricing_v2.FetchTrunkingNumber"(request) {
    const { destination_number, origination_number, iso_country, country, prices, held } = numberOf(request);
    const terminating_prefix_prices = [prefixPrice(iso_country, country, prices, "Trunking Outbound Minute")];
    const originating_call_price = inboundPrice(prices, destination_number, held);
    const about = { destination_number, origination_number, iso_country, country };
    return shown(
      request,
      { ...about, terminating_prefix_prices, originating_call_price },
      `v2/Trunking/Numbers/${destination_number}`,
    );
  },
};

function shown(request: ApiRequest, fields: object, path: string): JsonObject {
  return {
    ...showOne(request, { sid: "", ...fields, price_unit: "USD" }),
    url: `https://pricing.twilio.com/${path}`,
  };
}

/** Lists all countries by name on one page. */
function listCountries({ query, path }: ApiRequest, of: string): JsonObject {
  const countries = Object.keys(PRICES)
    .map((iso_country) => ({
      country: nameOf(iso_country),
      iso_country,
      url: `https://pricing.twilio.com/${of}/Countries/${iso_country}`,
    }))
    .sort((a, b) => (a.country < b.country ? -1 : 1));
  const page_size = Number(query.get("PageSize") ?? 50);
  const url = `https://pricing.twilio.com${path}?PageSize=${page_size}&Page=0`;
  const meta = { key: "countries", page: 0, page_size, first_page_url: url, previous_page_url: null, url };
  return { countries, meta: { ...meta, next_page_url: null } };
}

function countryOf({ parameters, path }: ApiRequest) {
  const iso_country = (parameters.IsoCountry ?? "").toUpperCase();
  const prices = PRICES[iso_country];
  if (!prices) throw notFound(path);
  return { iso_country, country: nameOf(iso_country), prices };
}

/** Returns the prices of calls to and from a number. Only the account's own numbers have a price for inbound calls. */
function numberOf({ parameters, path, query, store, account }: ApiRequest) {
  const destination_number = e164Of(decodeURIComponent(parameters.DestinationNumber ?? ""));
  const guessed = destination_number?.startsWith("+44") ? "GB" : destination_number?.startsWith("+1") ? "US" : "";
  const iso_country = rangeOf(destination_number ?? "")?.country ?? guessed;
  const prices = PRICES[iso_country];
  if (!destination_number || !prices) throw notFound(path);
  const origination_number = query.get("OriginationNumber") ?? undefined;
  const held = store.holder(destination_number)?.account_sid === account.sid;
  return { destination_number, origination_number, iso_country, country: nameOf(iso_country), prices, held };
}

function inboundPrice({ inbound }: Prices, e164: string, held: boolean): JsonObject {
  const type = rangeOf(e164)?.type ?? typeOf(e164);
  const price = inbound[type];
  if (!held || price === undefined) return { base_price: null, current_price: null, number_type: null };
  return { ...both(price), number_type: typeName(type) };
}

function prefixPrice(iso_country: string, country: string, { outbound }: Prices, what: string): JsonObject {
  const destination_prefixes = [PREFIXES[iso_country] ?? ""];
  return {
    ...both(outbound),
    ...{ destination_prefixes, friendly_name: `${what} - ${country}`, origination_prefixes: ["ALL"] },
  };
}

const pricesByType = (of: Readonly<Record<string, string>>): JsonObject[] =>
  Object.entries(of).map(([type, price]) => ({ number_type: typeName(type), ...both(price) }));

const both = (price: string) => ({ base_price: price, current_price: price });
/** Returns the Pricing API's name of a number type: `toll free` for `toll-free`. */
const typeName = (type: string): string => type.replace("-", " ");
const nameOf = (iso: string): string => COUNTRIES[iso]?.name ?? iso;
