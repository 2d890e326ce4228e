import { createHash } from "node:crypto";
import { refused } from "../../api/errors.ts";
import type { JsonObject } from "../../api/openapi.ts";
import type { Account, Store } from "../../store.ts";
import { CATEGORIES, type Category, type Event, eventsOf, totalOf } from "../../usage/meter.ts";
import {
  dayOf,
  daysIn,
  lastDayOf,
  MOST_DAYS,
  type Period,
  partsOf,
  rangeOfQuery,
  startOf,
} from "../../usage/periods.ts";
import { shownAmount } from "../../usage/prices.ts";
import { type ApiRequest, type Handler, type Shown, showPage } from "../request.ts";

/** An account's usage, computed from its calls and numbers. https://www.twilio.com/docs/usage/api/usage-record */
export const usageRecords: Readonly<Record<string, Handler>> = {
  ListUsageRecord: (request) => show(request, ranged),
  ListUsageRecordAllTime: (request) => show(request, ranged),
  ListUsageRecordDaily: (request) => show(request, parted("day")),
  ListUsageRecordMonthly: (request) => show(request, parted("month")),
  ListUsageRecordYearly: (request) => show(request, parted("year")),
  ListUsageRecordToday: (request) => show(request, recent("day", 0)),
  ListUsageRecordYesterday: (request) => show(request, recent("day", -1)),
  ListUsageRecordThisMonth: (request) => show(request, recent("month", 0)),
  ListUsageRecordLastMonth: (request) => show(request, recent("month", -1)),
};

/** Returns the periods of a list, which has one record for each period and category. */
type Periods = (request: ApiRequest) => readonly Period[];

/** Returns the query's date range; by default, from the account's creation to today. */
const ranged: Periods = ({ query, account, store }) => [rangeOfQuery(query, account.date_created, store.clock())];

const parted =
  (unit: "day" | "month" | "year"): Periods =>
  (request) => {
    const range = ranged(request)[0] as Period;
    if (daysIn(range) > MOST_DAYS)
      throw refused(20422, `Invalid Parameter: StartDate to EndDate must be at most ${MOST_DAYS} days`);
    return partsOf(range, unit);
  };

const recent =
  (unit: "day" | "month", later: number): Periods =>
  ({ store }) => [{ start: startOf(unit, store.clock(), later), end: startOf(unit, store.clock(), later + 1) }];

function show(request: ApiRequest, periodsOf: Periods): JsonObject {
  const { query, store, account } = request;
  const wanted = query.get("Category");
  const categories = CATEGORIES.filter((c) => !wanted || c.name === wanted);
  if (wanted && categories.length === 0) {
    throw refused(20422, `Invalid Parameter: this stand-in doesn't meter the Category ${wanted}`);
  }
  // In operations with a fixed period (ListUsageRecordToday), dates have no effect but must be valid.
  rangeOfQuery(query, account.date_created, store.clock());
  const events = eventsOf(store, metered(store, account, query.get("IncludeSubaccounts")));
  const records = periodsOf(request).flatMap((period) => categories.map((c) => recordOf(request, c, period, events)));
  // `showPage` reverses its list, but the records are already in the answer's order: reverse them first.
  const page = showPage(request, records.reverse(), () => true);
  const shown = page.usage_records as readonly JsonObject[];
  return { ...page, usage_records: shown.map(withOwnLinks) };
}

/** Returns the accounts whose usage counts: the account and, unless the query excludes them, its subaccounts. */
export function metered(store: Store, account: Account, includeSubaccounts: string | null): Account[] {
  if (includeSubaccounts?.toLowerCase() === "false") return [account];
  return [account, ...[...store.accounts.values()].filter((a) => a !== account && a.owner_account_sid === account.sid)];
}

function recordOf({ store, account }: ApiRequest, category: Category, period: Period, events: readonly Event[]): Shown {
  const { count, usage, price } = totalOf(events, category.name, period.start, period.end);
  const total = category.name === "totalprice";
  const identity = `${account.sid} ${category.name} ${dayOf(period.start)} ${lastDayOf(period)}`;
  return {
    // Twilio's records have no SID; the page token needs one.
    sid: `UR${createHash("sha256").update(identity).digest("hex").slice(0, 32)}`,
    account_sid: account.sid,
    as_of: store
      .clock()
      .toISOString()
      .replace(/[.]\d+Z$/, "+00:00"),
    category: category.name,
    description: category.description,
    start_date: dayOf(period.start),
    end_date: lastDayOf(period),
    count: total ? undefined : String(count),
    count_unit: category.countUnit || undefined,
    usage: total ? shownAmount(price) : String(usage),
    usage_unit: category.usageUnit,
    price: shownAmount(price),
    price_unit: "usd",
  };
}

/** Replaces the category of the OpenAPI example in the record's links with the record's own. */
function withOwnLinks(record: JsonObject): JsonObject {
  const own = (link: unknown) => String(link).replace(/Category=[^&]+/, `Category=${record.category}`);
  const links = Object.entries((record.subresource_uris ?? {}) as JsonObject);
  const uri = own(record.uri)
    .replace(/StartDate=[^&]+/, `StartDate=${record.start_date}`)
    .replace(/EndDate=[^&]+/, `EndDate=${record.end_date}`);
  return { ...record, uri, subresource_uris: Object.fromEntries(links.map(([name, link]) => [name, own(link)])) };
}
