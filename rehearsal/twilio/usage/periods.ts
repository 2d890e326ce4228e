import { refused } from "../api/errors.ts";
import { parseDay } from "../operations/dates.ts";

/** A period of whole days in UTC. `end` is the first moment after the last day. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}

const DAY_MS = 86_400_000;

/** Returns the start of a date's day, month or year, plus `later` days, months or years. */
export function startOf(unit: "day" | "month" | "year", date: Date, later = 0): Date {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === "year") return new Date(Date.UTC(year + later, 0, 1));
  if (unit === "month") return new Date(Date.UTC(year, month + later, 1));
  return new Date(Date.UTC(year, month, day + later));
}

/** Formats a date's day: `2026-11-30`. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Formats the last day of a period: `2026-11-30`. */
export const lastDayOf = ({ end }: Period): string => dayOf(new Date(end.getTime() - 1));

/** Reads `StartDate` and `EndDate`: days, or days relative to today (`-30days`). By default from `first` to today. */
export function rangeOfQuery(query: URLSearchParams, first: Date, now: Date): Period {
  const start = dayIn(query, "StartDate", now) ?? startOf("day", first);
  const end = dayIn(query, "EndDate", now) ?? startOf("day", now);
  if (end < start) throw refused(20422, "Invalid Parameter: EndDate is before StartDate");
  return { start, end: startOf("day", end, 1) };
}

function dayIn(query: URLSearchParams, name: string, now: Date): Date | undefined {
  const given = query.get(name);
  if (!given) return undefined;
  const offset = /^([+-]?\d+)days?$/.exec(given.replace(" ", "+"));
  const day = offset ? startOf("day", now, Number(offset[1])) : parseDay(given);
  if (!day || Number.isNaN(day.getTime())) {
    throw refused(20422, `Invalid Parameter: ${name} must be a day, as YYYY-MM-DD, or like -30days: ${given}`);
  }
  return day;
}

/** Splits a period into days, months or years, newest first. The first and last part are cut to the period. */
export function partsOf({ start, end }: Period, unit: "day" | "month" | "year"): Period[] {
  const parts: Period[] = [];
  for (let from = start; from < end; ) {
    const next = startOf(unit, from, 1);
    const to = next < end ? next : end;
    parts.push({ start: from, end: to });
    from = to;
  }
  return parts.reverse();
}

/** Maximum count of days in a daily list: ten years. */
export const MOST_DAYS = 3653;
export const daysIn = ({ start, end }: Period): number => (end.getTime() - start.getTime()) / DAY_MS;
