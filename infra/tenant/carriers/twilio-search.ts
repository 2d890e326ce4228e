import * as twilio from "@pulumi/twilio";
import type { BuyConfig } from "../../../domain/config/tenant.ts";
import { stateOf } from "../../../domain/law/area-codes.ts";
import { NUMBER_TYPES } from "../../../domain/rules/money/number-type.ts";
import { MOST_SHOWN } from "../../../providers/twilio/number/search-shape.ts";
import type { Obstacle, Purchase } from "../carrier.ts";

/** Maximum alternatives in a message. */
const MOST_NEAREST = 5;

/** Arguments of the provider's search. */
type Search = Omit<twilio.GetAvailablePhoneNumbersArgs, "limit">;

/** Converts an entry's `buy` to the provider's search arguments. */
export function searchOf(buy: BuyConfig): Search {
  const { country, type, areaCode, contains, locality, region, capabilities, addressRequirements } = buy;
  const given = {
    areaCode,
    contains,
    locality,
    region,
    ...withCapabilities(capabilities),
    ...withAddress(addressRequirements),
  };
  return {
    country: country!,
    type: type === "toll-free" ? "tollFree" : (type ?? "local"),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

const withCapabilities = (capabilities: BuyConfig["capabilities"]) => ({
  smsEnabled: capabilities?.includes("sms") || undefined,
  mmsEnabled: capabilities?.includes("mms") || undefined,
  faxEnabled: capabilities?.includes("fax") || undefined,
});

/** Twilio excludes numbers by the address that they require: https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
const withAddress = (most: BuyConfig["addressRequirements"]) => ({
  excludeAllAddressRequired: most === "none" || undefined,
  excludeLocalAddressRequired: most === "any" || most === "foreign" || undefined,
  excludeForeignAddressRequired: most === "any" || most === "local" || undefined,
});

/** The problems of purchases by search: too few numbers, or numbers that require an address that `buy` doesn't name. Equal searches share a request. */
export async function searchObstacles(wanted: readonly Purchase[], provider: twilio.Provider): Promise<Obstacle[]> {
  const alike = new Map<string, Purchase[]>();
  for (const purchase of wanted) {
    const key = JSON.stringify([searchOf(purchase.buy), purchase.buy.address !== undefined]);
    alike.set(key, [...(alike.get(key) ?? []), purchase]);
  }
  const found = await Promise.all(
    [...alike.values()].map(async (purchases): Promise<Obstacle | undefined> => {
      const { buy } = purchases[0]!;
      // Twilio lists at most MOST_SHOWN numbers, even if more are for sale: the purchases search again until they have enough.
      const limit = Math.min(purchases.length, MOST_SHOWN);
      const keys = purchases.map(({ key }) => key);
      const numbers = await look(searchOf(buy), limit, provider).catch(async (error: unknown) => {
        const types = await typesOf(buy.country!, provider);
        if (types.includes(buy.type ?? "local")) throw error;
        return { types };
      });
      if ("types" in numbers) return { keys, country: buy.country!, type: buy.type ?? "local", types: numbers.types };
      if (numbers.length < limit) {
        const nearest = numbers.length > 0 ? [] : await nearby(buy, provider);
        return { keys, search: inWords(buy), found: numbers.length, nearest };
      }
      // Purchases buy the search's results in order.
      const needs = numbers
        .map(({ addressRequirements }) => addressRequirements)
        .filter((need) => Object.hasOwn(ADDRESSES, need));
      if (buy.address !== undefined || needs.length === 0) return undefined;
      return { ...ADDRESS, keys, kind: inWords(buy), asks: [...new Set(needs)].map((need) => ADDRESSES[need]!) };
    }),
  );
  return found.filter((obstacle) => obstacle !== undefined);
}

const ADDRESS = {
  paper: "address",
  rule: "an address of the holder (https://www.twilio.com/docs/api/errors/21631)",
  fix: "write `address: AD...` under `buy`, the SID of an address in the account that buys, or search with `addressRequirements: none`",
} as const;

/** The address that a number requires, in words. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
const ADDRESSES: Readonly<Record<string, string>> = {
  any: "an address anywhere in the world (`any`)",
  local: "an address in the number's own country, region or town (`local`)",
  foreign: "an address outside the number's country (`foreign`)",
};

async function look(search: Search, limit: number, provider: twilio.Provider) {
  const { numbers } = await twilio.getAvailablePhoneNumbers({ voiceEnabled: true, ...search, limit }, { provider });
  return numbers;
}

/** Types of numbers that Twilio sells in a country, as stack files write them. */
async function typesOf(country: string, provider: twilio.Provider): Promise<string[]> {
  const { countries } = await twilio.getCountries({}, { provider });
  const sold = countries.find(({ isoCountry }) => isoCountry === country)?.numberTypes ?? [];
  return NUMBER_TYPES.filter((type) => sold.includes(type.replace("-", "_")));
}

/** Finds alternatives by wider searches: any digits, the same state, the whole country, then fewer capabilities or any address requirement. */
async function nearby(buy: BuyConfig, provider: twilio.Provider): Promise<string[]> {
  const { contains, areaCode, locality, region, ...rest } = buy;
  if (contains !== undefined) {
    const others = await without(`contains: ${contains}`, { ...rest, areaCode, locality, region }, provider);
    if (others.length > 0) return others;
  }
  const state = region ?? stateOf(rest.country!, areaCode);
  const places = state === undefined ? [] : await placesOf({ ...rest, region: state }, provider);
  if (places.length > 0) return places;
  const anywhere = await placesOf(rest, provider);
  if (anywhere.length > 0) return anywhere;
  const { capabilities, addressRequirements, ...plain } = rest;
  const place = { areaCode, locality, region };
  for (const kept of [{ ...plain, ...place }, plain]) {
    const more =
      capabilities === undefined
        ? []
        : await without(`capabilities: [${capabilities.join(", ")}]`, { ...kept, addressRequirements }, provider);
    const asking =
      addressRequirements === undefined
        ? []
        : await without(`addressRequirements: ${addressRequirements}`, { ...kept, capabilities }, provider);
    if (more.length + asking.length > 0) return [...more, ...asking];
  }
  return [];
}

/** Describes a search without one criterion, if it finds numbers. */
async function without(part: string, buy: BuyConfig, provider: twilio.Provider): Promise<string[]> {
  const found = await look(searchOf(buy), MOST_NEAREST, provider);
  return found.length === 0 ? [] : [`without \`${part}\` (${found.map(({ phoneNumber }) => phoneNumber).join(", ")})`];
}

/** Lists the places of a search's numbers, as the file writes them. */
async function placesOf(buy: BuyConfig, provider: twilio.Provider): Promise<string[]> {
  const numbers = await look(searchOf(buy), MOST_SHOWN, provider);
  const places = numbers.map(({ phoneNumber, locality, region }) => {
    const place = [locality, region].filter((part) => part !== "").join(", ");
    if (buy.country === "US" || buy.country === "CA")
      return `\`areaCode: "${phoneNumber.slice(2, 5)}"\`${place && ` (${place})`}`;
    return locality === "" ? `no \`locality\` (${phoneNumber})` : `\`locality: ${locality}\``;
  });
  return [...new Set(places)].slice(0, MOST_NEAREST);
}

/** Describes a search: `local number of US with area code 415, in Oakland`. */
function inWords({ country, type = "local", ...criteria }: BuyConfig): string {
  const { areaCode, contains, locality, region, capabilities, addressRequirements } = criteria;
  const asked = [
    ...(areaCode === undefined ? [] : [`with area code ${areaCode}`]),
    ...(contains === undefined ? [] : [`with \`${contains}\` in it`]),
    ...(locality === undefined ? [] : [`in ${locality}`]),
    ...(region === undefined ? [] : [`in ${region}`]),
    ...(capabilities === undefined ? [] : [`with ${capabilities.join(" and ")}`]),
    ...(addressRequirements === undefined
      ? []
      : [`that requires ${addressRequirements === "none" ? "no" : addressRequirements} address`]),
  ];
  return [`${type} number of ${country}`, ...asked].join(" ");
}
