import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { FunctionSpec } from "../../kit/define.ts";
import { type Bag, type CheckFailure, type Context, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";

const text = (description: string) => z.string().meta({ description });
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "must be a country's two capital letters (ISO 3166-1)")
  .meta({ description: "Country, as ISO 3166-1 alpha-2: `US`." });
const phone = (description: string) =>
  z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only").meta({ description });
const currentPrice = text("What this account pays, as Twilio writes it: exact decimals.");
const basePrice = z.string().optional().meta({ description: "The list price, where Twilio says it." });
const priceUnit = text("Currency, ISO 4217: `USD`.");

const provider = `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });`;

type Looking = Omit<Context<TwilioClient>, "urn" | "preview">;
type Price = Bag & { readonly base_price: string | null; readonly current_price: string | null };

const pricing = ({ client, signal }: Looking, version: "v1" | "v2", path: string) =>
  client.product("pricing", version).collection<Bag>({ path, key: "countries", noun: "prices of", signal });

const both = ({ base_price, current_price }: Price): Bag => ({
  currentPrice: current_price ?? base_price ?? "",
  ...(base_price && { basePrice: base_price }),
});

/** https://www.twilio.com/docs/phone-numbers/api/phone-number-pricing */
export const getNumberPrices: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getNumberPrices",
  description: "What numbers of a country cost for a month, by kind, for this account.",
  examples: [
    {
      title: "What numbers cost",
      program: `${provider}
const found = await twilio.getNumberPrices({ country: "US" }, { provider });

export const monthly = found.prices.map((p) => \`\${p.numberType}: \${p.currentPrice} \${found.priceUnit}\`);`,
    },
  ],
  inputs: z.strictObject({ country }),
  outputs: z.strictObject({
    country: text("The country's name."),
    priceUnit,
    prices: z
      .array(
        z
          .strictObject({ numberType: text("`local`, `mobile`, `toll free`, `national`."), currentPrice, basePrice })
          .meta({ typeName: "NumberPrice", description: "What a kind of number costs for a month." }),
      )
      .meta({ description: "A price for each kind of number that there is." }),
  }),
  async invoke(ctx, { country }) {
    const found = await pricing(ctx, "v1", "PhoneNumbers/Countries").fetch(country);
    if (!found) throw noPrices(country);
    const prices = found.phone_number_prices.map((p: Price) => ({ numberType: p.number_type, ...both(p) }));
    return { country: found.country, priceUnit: found.price_unit, prices };
  },
};

/** https://www.twilio.com/docs/voice/pricing */
export const getVoicePrices: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getVoicePrices",
  description:
    "What a minute of a call costs, for this account: to and from a country, or to one number (and, where the account has that number, from its callers).",
  examples: [
    {
      title: "What a call costs",
      program: `${provider}
const found = await twilio.getVoicePrices({ number: "+14155550101" }, { provider });

export const perMinute = found.outbound[0]?.currentPrice;`,
    },
  ],
  inputs: z.strictObject({
    country: country.optional(),
    number: phone("The number that is called. Give this or `country`.").optional(),
    originationNumber: phone("The number that calls: some destinations cost more from abroad.").optional(),
    trunking: z.boolean().optional().meta({
      description: "Calls of SIP trunks, in place of calls that programs answer and place.",
    }),
  }),
  outputs: z.strictObject({
    country: text("The country's name."),
    isoCountry: text("The country, as ISO 3166-1 alpha-2."),
    priceUnit,
    inbound: z
      .array(
        z
          .strictObject({ numberType: text("Kind of number that is called."), currentPrice, basePrice })
          .meta({ typeName: "InboundPrice", description: "A minute of a call that comes in." }),
      )
      .meta({ description: "Calls that come in." }),
    outbound: z
      .array(
        z
          .strictObject({
            currentPrice,
            basePrice,
            destinationPrefixes: z
              .array(z.string())
              .meta({ description: "Digits that called numbers begin with, without the plus; none for one number." }),
            originationPrefixes: z
              .array(z.string())
              .meta({ description: "Digits that calling numbers begin with, or `ALL`." }),
            name: text('In Twilio\'s words, or "".'),
          })
          .meta({ typeName: "OutboundPrice", description: "A minute of a call that goes out." }),
      )
      .meta({ description: "Calls that go out." }),
  }),
  async invoke(ctx, { country, number, originationNumber, trunking }) {
    const failures = chosen(country, number, originationNumber);
    if (failures)
      throw new ProviderError(
        "invalid-arguments",
        `twilio:index:getVoicePrices: ${failures.property}: ${failures.reason}`,
      );
    const kind = trunking === true ? "Trunking" : "Voice";
    const found: Bag | undefined =
      number === undefined
        ? await pricing(ctx, "v2", `${kind}/Countries`).fetch(country)
        : await ctx.client.requests.fetch<Bag>({
            what: `read the prices of ${number}`,
            method: "GET",
            origin: "https://pricing.twilio.com",
            path: `/v2/${kind}/Numbers/${encodeURIComponent(number)}`,
            query: { OriginationNumber: originationNumber },
            repeatable: true,
            signal: ctx.signal,
          });
    if (!found) throw noPrices(number ?? country);
    const inbound = found.inbound_call_prices ??
      found.originating_call_prices ?? [found.inbound_call_price ?? found.originating_call_price];
    const outbound = found.outbound_prefix_prices ?? found.terminating_prefix_prices ?? found.outbound_call_prices;
    return {
      country: found.country,
      isoCountry: found.iso_country,
      priceUnit: found.price_unit,
      // A number that isn't the account's has no price for calls that come in: Twilio writes null for each part.
      inbound: inbound
        .filter((p: Price | null) => p?.number_type)
        .map((p: Price) => ({ numberType: p.number_type, ...both(p) })),
      outbound: (outbound ?? []).map((p: Price) => ({
        ...both(p),
        destinationPrefixes: p.destination_prefixes ?? [],
        originationPrefixes: p.origination_prefixes ?? [],
        name: p.friendly_name ?? "",
      })),
    };
  },
};

function chosen(country: unknown, number: unknown, originationNumber: unknown): CheckFailure | undefined {
  if (country === undefined && number === undefined) {
    return { property: "country", reason: "is missing: give `country` or `number`" };
  }
  if (country !== undefined && number !== undefined) {
    return { property: "number", reason: "give `country` or `number`, not both" };
  }
  if (originationNumber !== undefined && number === undefined) {
    return { property: "originationNumber", reason: "counts with `number` alone" };
  }
  return undefined;
}

interface CountryRecord {
  readonly country: string;
  readonly country_code: string;
  readonly beta: boolean;
  readonly subresource_uris: Readonly<Record<string, string>>;
}

/** https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export const getCountries: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getCountries",
  description: "The countries in which Twilio sells numbers to this account, and of which kinds.",
  examples: [
    {
      title: "Where local numbers are sold",
      program: `${provider}
const found = await twilio.getCountries({}, { provider });

export const local = found.countries.filter((c) => c.numberTypes.includes("local")).map((c) => c.isoCountry);`,
    },
  ],
  inputs: z.strictObject({}),
  outputs: z.strictObject({
    countries: z
      .array(
        z
          .strictObject({
            isoCountry: text("ISO 3166-1 alpha-2."),
            name: text("The country's name."),
            beta: z.boolean().meta({ description: "Whether its numbers are new to Twilio." }),
            numberTypes: z.array(z.string()).meta({
              description: "Kinds of numbers, by Twilio's names: `local`, `mobile`, `toll_free`, `national`.",
            }),
          })
          .meta({ typeName: "NumberCountry", description: "A country in which numbers are sold." }),
      )
      .meta({ description: "The countries, by code." }),
  }),
  async invoke({ client, signal }) {
    const found = await client.one<{ countries: CountryRecord[] }>(
      "list the countries of its numbers",
      "AvailablePhoneNumbers.json",
      signal,
    );
    const countries = (found?.countries ?? []).map(({ country_code, country, beta, subresource_uris }) => ({
      isoCountry: country_code,
      name: country,
      beta,
      numberTypes: Object.keys(subresource_uris).sort(),
    }));
    return { countries: countries.sort((a, b) => (a.isoCountry < b.isoCountry ? -1 : 1)) };
  },
};

const noPrices = (of: string) => new ProviderError("no-prices", `Twilio tells no prices for ${of}`);
