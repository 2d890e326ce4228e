import type { Account, Call, Holding, Store } from "../store.ts";
import { type Amount, inboundMinute, kindName, numberMonth, outboundMinute, UNITS } from "./prices.ts";

/** One use of a category, with its price. */
export interface Event {
  /** All categories that the use counts in: an inbound local call counts in `calls`, `calls-inbound` and `calls-inbound-local`. */
  readonly categories: readonly string[];
  readonly at: Date;
  /** Minutes of a call, rounded up; one month of a number. */
  readonly usage: number;
  readonly price: Amount;
}

/** A usage category with its name and units. */
export interface Category {
  readonly name: string;
  readonly description: string;
  readonly countUnit: string;
  readonly usageUnit: string;
}

const calls = (name: string, description: string): Category => ({
  name,
  description,
  countUnit: "calls",
  usageUnit: "minutes",
});
const numbers = (name: string, description: string): Category => ({
  name,
  description,
  countUnit: "numbers",
  usageUnit: "numbers",
});

/** The categories that the stand-in meters, out of Twilio's hundreds. https://www.twilio.com/docs/usage/api/usage-record#usage-categories */
export const CATEGORIES: readonly Category[] = [
  calls("calls", "Voice Minutes"),
  calls("calls-inbound", "Inbound Voice Minutes"),
  calls("calls-inbound-local", "Inbound Local Calls"),
  calls("calls-inbound-mobile", "Inbound Mobile Calls"),
  calls("calls-inbound-tollfree", "Inbound Toll Free Calls"),
  calls("calls-outbound", "Outbound Voice Minutes"),
  calls("calls-sip", "SIP Minutes"),
  calls("calls-sip-outbound", "Outbound SIP Minutes"),
  calls("calls-client", "Client Minutes"),
  numbers("phonenumbers", "Phone Numbers"),
  numbers("phonenumbers-local", "Local Phone Numbers"),
  numbers("phonenumbers-mobile", "Mobile Phone Numbers"),
  numbers("phonenumbers-tollfree", "Toll Free Phone Numbers"),
  { name: "totalprice", description: "Total Price", countUnit: "", usageUnit: "usd" },
];

/** Returns all usage of some accounts up to now, unordered. */
export function eventsOf(store: Store, accounts: readonly Account[]): Event[] {
  const sids = new Set(accounts.map((a) => a.sid));
  return [
    ...[...store.calls.values()].filter((c) => sids.has(c.account_sid)).flatMap(callEvent),
    ...[...store.holdings.values()].flatMap((holding) => monthsOf(holding, sids, store.clock())),
  ];
}

/** Returns the usage of an answered call, dated at its start. A call of zero seconds costs nothing. */
function callEvent(call: Call): Event[] {
  const seconds = Number(call.duration ?? 0);
  if (call.status !== "completed" || seconds <= 0) return [];
  const at = (call.start_time ?? call.date_created) as Date;
  const minutes = Math.ceil(seconds / 60);
  const to = String(call.to);
  const inbound = call.direction === "inbound";
  const price = minutes * (inbound ? inboundMinute(to) : outboundMinute(to));
  return [{ categories: ["calls", ...kindsOf(to, inbound), "totalprice"], at, usage: minutes, price }];
}

function kindsOf(to: string, inbound: boolean): string[] {
  if (inbound) return ["calls-inbound", `calls-inbound-${kindName(to)}`];
  if (to.startsWith("sip:")) return ["calls-sip", "calls-sip-outbound"];
  return [to.startsWith("client:") ? "calls-client" : "calls-outbound"];
}

/** Returns a number's monthly prices, paid in advance: at the purchase, and on the same day of each later month, by the account that then has it. */
function monthsOf(holding: Holding, sids: ReadonlySet<string>, now: Date): Event[] {
  const { phone_number, since, until, accounts } = holding;
  const events: Event[] = [];
  for (let month = 0; ; month++) {
    const at = monthsAfter(since, month);
    if (at > now || (until && at >= until && month > 0)) return events;
    const holder = accounts.findLast((a) => a.since <= at) ?? accounts[0];
    if (!holder || !sids.has(holder.sid)) continue;
    const categories = ["phonenumbers", `phonenumbers-${kindName(phone_number)}`, "totalprice"];
    events.push({ categories, at, usage: 1, price: numberMonth(phone_number) });
  }
}

/** Returns the same day and time of a later month, or the last day of a shorter month. */
function monthsAfter(date: Date, months: number): Date {
  const at = new Date(date);
  at.setUTCDate(1);
  at.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(date.getUTCDate(), last));
  return at;
}

/** A category's total. */
export interface Total {
  readonly count: number;
  readonly usage: number;
  readonly price: Amount;
}

/** Adds up a category's events from the start of one day to the end of another (UTC). */
export function totalOf(events: readonly Event[], category: string, from: Date, to: Date): Total {
  const total = { count: 0, usage: 0, price: 0 };
  for (const event of events) {
    if (event.at < from || event.at >= to || !event.categories.includes(category)) continue;
    total.count += 1;
    total.usage += event.usage;
    total.price += event.price;
  }
  return total;
}

/** Returns what an account and its subaccounts have spent so far, in US dollars. */
export function spent(store: Store, payer: Account): number {
  const family = [...store.accounts.values()].filter((a) => a === payer || a.owner_account_sid === payer.sid);
  return eventsOf(store, family).reduce((sum, event) => sum + event.price, 0) / UNITS;
}
