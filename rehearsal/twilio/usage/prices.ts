import { rangeOf, typeOf } from "../numbers/inventory.ts";
import type { NumberType } from "../store.ts";
import data from "./prices.json" with { type: "json" };

/** Money in hundred-thousandths of a US dollar: whole numbers, so that sums are exact. */
export type Amount = number;
export const UNITS = 100_000;

interface CountryPrices {
  readonly inbound: Partial<Record<NumberType, string>>;
  readonly outbound: string;
  readonly numbers: Partial<Record<NumberType, string>>;
}
const countries: Readonly<Record<string, CountryPrices>> = data.countries;
const elsewhere: CountryPrices = data.elsewhere;

const amountOf = (text: string): Amount => Math.round(Number(text) * UNITS);

/** Formats a price like usage records, without trailing zeros: `0.0255`. */
export function shownAmount(amount: Amount): string {
  const [whole, part = ""] = (amount / UNITS).toFixed(5).split(".");
  const digits = part.replace(/0+$/, "");
  return digits ? `${whole}.${digits}` : String(whole);
}

/** Returns a number's country; for a number outside the inventory, by its country code. */
function countryOf(e164: string): string {
  return rangeOf(e164)?.country ?? (e164.startsWith("+1") ? "US" : e164.startsWith("+44") ? "GB" : "");
}

const kindOf = (e164: string): NumberType => rangeOf(e164)?.type ?? typeOf(e164);

/** Returns the price of a minute of an inbound call. */
export function inboundMinute(called: string): Amount {
  const { inbound } = countries[countryOf(called)] ?? elsewhere;
  return amountOf(inbound[kindOf(called)] ?? inbound.local ?? "0");
}

/** Returns the price of a minute of a call to a phone, a SIP URI or a client. */
export function outboundMinute(called: string): Amount {
  if (called.startsWith("client:")) return amountOf(data.client);
  if (called.startsWith("sip:")) return amountOf(data.sip);
  return amountOf((countries[countryOf(called)] ?? elsewhere).outbound);
}

/** Returns the monthly price of a number. */
export function numberMonth(e164: string): Amount {
  const { numbers } = countries[countryOf(e164)] ?? elsewhere;
  return amountOf(numbers[kindOf(e164)] ?? numbers.local ?? "0");
}

/** Returns a number's type as in the names of categories: `tollfree`. */
export const kindName = (e164: string): string => kindOf(e164).replace("-", "");
