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

/** `0.0255`, as usage records show a price: no more digits than it has. */
export function shownAmount(amount: Amount): string {
  const [whole, part = ""] = (amount / UNITS).toFixed(5).split(".");
  const digits = part.replace(/0+$/, "");
  return digits ? `${whole}.${digits}` : String(whole);
}

/** Where a number is: for one that isn't for sale here, told by its country code. */
function countryOf(e164: string): string {
  return rangeOf(e164)?.country ?? (e164.startsWith("+1") ? "US" : e164.startsWith("+44") ? "GB" : "");
}

const kindOf = (e164: string): NumberType => rangeOf(e164)?.type ?? typeOf(e164);

/** What a minute of a call that came in costs who holds the number. */
export function inboundMinute(called: string): Amount {
  const { inbound } = countries[countryOf(called)] ?? elsewhere;
  return amountOf(inbound[kindOf(called)] ?? inbound.local ?? "0");
}

/** What a minute of a call to a telephone, a SIP address or a client costs. */
export function outboundMinute(called: string): Amount {
  if (called.startsWith("client:")) return amountOf(data.client);
  if (called.startsWith("sip:")) return amountOf(data.sip);
  return amountOf((countries[countryOf(called)] ?? elsewhere).outbound);
}

/** What a number costs for a month. */
export function numberMonth(e164: string): Amount {
  const { numbers } = countries[countryOf(e164)] ?? elsewhere;
  return amountOf(numbers[kindOf(e164)] ?? numbers.local ?? "0");
}

/** A number's kind as categories name it: `tollfree`. */
export const kindName = (e164: string): string => kindOf(e164).replace("-", "");
