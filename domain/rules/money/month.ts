/** A calendar month by UTC: `2026-11`. */
export type Month = string & { readonly __brand: "Month" };

/** `2026-11`, or undefined for what isn't a month from the year 2000 on. */
export function parseMonth(text: string): Month | undefined {
  return /^2\d{3}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined;
}

/** The month of a moment. */
export const monthOf = (at: Date): Month => at.toISOString().slice(0, 7) as Month;

/** The first moment of a month. */
export const begins = (month: Month): Date => new Date(`${month}-01T00:00:00.000Z`);

/** The first moment after it. */
export function ends(month: Month): Date {
  const first = begins(month);
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1));
}

/** 28 to 31. */
export const daysIn = (month: Month): number => (ends(month).getTime() - begins(month).getTime()) / DAY_MS;

const DAY_MS = 86_400_000;

/** A time in which something was held; without `until` it still is. */
export interface Span {
  readonly from: Date;
  readonly until?: Date;
}

/** How many of a month's days (UTC) a set of spans touches. A day counts once, and whole, however short the time on it was. */
export function daysHeld(month: Month, spans: readonly Span[]): number {
  const first = begins(month).getTime();
  const end = ends(month).getTime();
  const days = new Set<number>();
  for (const { from, until } of spans) {
    const start = Math.max(first, from.getTime());
    // What is given up at midnight wasn't held on the day that begins then.
    const last = Math.min(end, until?.getTime() ?? end) - 1;
    if (until !== undefined && until.getTime() <= from.getTime()) continue;
    for (let day = Math.floor((start - first) / DAY_MS); first + day * DAY_MS <= last; day += 1) days.add(day);
  }
  return days.size;
}
