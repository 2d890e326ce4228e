import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { FunctionSpec } from "../../kit/define.ts";
import { type Bag, type CheckFailure, type Context, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";

const text = (description: string) => z.string().meta({ description });
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 country code in capitals, such as US")
  .meta({ description: "Country, as ISO 3166-1 alpha-2, such as `US`." });
const phone = (description: string) =>
  z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only").meta({ description });
const currentPrice = text("Price for this account, a decimal number as text.");
const basePrice = z
  .string()
  .optional()
  .meta({ description: "List price, a decimal number as text. Absent if Twilio returns none." });
const priceUnit = text("Currency, ISO 4217, such as `USD`.");

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

/** The function that reads numbers' prices. https://www.twilio.com/docs/phone-numbers/api/phone-number-pricing */
export const getNumberPrices: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getNumberPrices",
  description: "Reads the monthly prices of a country's numbers for this account, by type of number.",
  examples: [
    {
      title: "Read the prices of numbers",
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
          .strictObject({
            numberType: text("Type of number: `local`, `mobile`, `toll free` or `national`."),
            currentPrice,
            basePrice,
          })
          .meta({ typeName: "NumberPrice", description: "Monthly price of one type of number." }),
      )
      .meta({ description: "Monthly price of each type of number." }),
  }),
  async invoke(ctx, { country }) {
    const found = await pricing(ctx, "v1", "PhoneNumbers/Countries").fetch(country);
    if (!found) throw noPrices(country);
    const prices = found.phone_number_prices.map((p: Price) => ({ numberType: p.number_type, ...both(p) }));
    return { country: found.country, priceUnit: found.price_unit, prices };
  },
};

/** The function that reads calls' prices. https://www.twilio.com/docs/voice/pricing */
export const getVoicePrices: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getVoicePrices",
  description:
    "Reads the prices of calls per minute for this account: to and from a country, or to one number. If the account has that number, the result includes the price of its inbound calls.",
  examples: [
    {
      title: "Read the price of a call",
      program: `${provider}
const found = await twilio.getVoicePrices({ number: "+14155550101" }, { provider });

export const perMinute = found.outbound[0]?.currentPrice;`,
    },
  ],
  inputs: z.strictObject({
    country: country.optional(),
    number: phone("The called number, E.164. Set this or `country`.").optional(),
    originationNumber: phone(
      "The calling number, E.164, on which the price of some destinations depends. Refused without `number`.",
    ).optional(),
    trunking: z.boolean().optional().meta({
      description: "Read the prices of SIP trunking calls instead of programmable voice calls. False by default.",
    }),
  }),
  outputs: z.strictObject({
    country: text("The country's name."),
    isoCountry: text("The country, as ISO 3166-1 alpha-2."),
    priceUnit,
    inbound: z
      .array(
        z
          .strictObject({ numberType: text("Type of the called number."), currentPrice, basePrice })
          .meta({ typeName: "InboundPrice", description: "Price of an inbound call per minute." }),
      )
      .meta({ description: "Prices of inbound calls." }),
    outbound: z
      .array(
        z
          .strictObject({
            currentPrice,
            basePrice,
            destinationPrefixes: z.array(z.string()).meta({
              description: "Prefixes of called numbers, without the plus. Empty if the price is for one number.",
            }),
            originationPrefixes: z.array(z.string()).meta({ description: "Prefixes of calling numbers, or `ALL`." }),
            name: text('Twilio\'s name of the price, or "".'),
          })
          .meta({ typeName: "OutboundPrice", description: "Price of an outbound call per minute." }),
      )
      .meta({ description: "Prices of outbound calls." }),
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
      // For a number of another account, every field of Twilio's inbound price is null.
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
    return { property: "country", reason: "is required: set `country` or `number`" };
  }
  if (country !== undefined && number !== undefined) {
    return { property: "number", reason: "set `country` or `number`, not both" };
  }
  if (originationNumber !== undefined && number === undefined) {
    return { property: "originationNumber", reason: "is ignored without `number`: set `number` too, or remove it" };
  }
  return undefined;
}

interface CountryRecord {
  readonly country: string;
  readonly country_code: string;
  readonly beta: boolean;
  readonly subresource_uris: Readonly<Record<string, string>>;
}

/** The function that lists countries with numbers for sale. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export const getCountries: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getCountries",
  description: "Lists the countries in which Twilio sells numbers to this account, with the types of numbers.",
  examples: [
    {
      title: "List the countries with local numbers",
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
            isoCountry: text("Country, as ISO 3166-1 alpha-2."),
            name: text("The country's name."),
            beta: z.boolean().meta({ description: "Whether the country's numbers are in beta at Twilio." }),
            numberTypes: z.array(z.string()).meta({
              description: "Types of numbers by Twilio's names, such as `local`, `mobile`, `toll_free` and `national`.",
            }),
          })
          .meta({ typeName: "NumberCountry", description: "A country in which numbers are sold." }),
      )
      .meta({ description: "The countries, sorted by code." }),
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

const noPrices = (of: string) =>
  new ProviderError("no-prices", `Twilio has no prices for ${of}. Correct the country or the number`);
