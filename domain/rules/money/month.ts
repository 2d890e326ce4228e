/** A calendar month in UTC: `2026-11`. */
export type Month = string & { readonly __brand: "Month" };

/** Parses `2026-11`; undefined for a text that isn't a month since 2000. */
export function parseMonth(text: string): Month | undefined {
  return /^2\d{3}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined;
}

/** The month of a time. */
export const monthOf = (at: Date): Month => at.toISOString().slice(0, 7) as Month;

/** Start of a month. */
export const begins = (month: Month): Date => new Date(`${month}-01T00:00:00.000Z`);

/** Start of the next month. */
export function ends(month: Month): Date {
  const first = begins(month);
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1));
}

/** Days of a month, 28 to 31. */
export const daysIn = (month: Month): number => (ends(month).getTime() - begins(month).getTime()) / DAY_MS;

const DAY_MS = 86_400_000;

/** A period in which a tenant had a number. Without `until`, the tenant still has it. */
export interface Span {
  readonly from: Date;
  readonly until?: Date;
}

/** Days of a month (UTC) that a set of periods touches. A day counts once, and in full, however short the period on it. */
export function daysHeld(month: Month, spans: readonly Span[]): number {
  const first = begins(month).getTime();
  const end = ends(month).getTime();
  const days = new Set<number>();
  for (const { from, until } of spans) {
    const start = Math.max(first, from.getTime());
    // A number that leaves at midnight wasn't held on the new day.
    const last = Math.min(end, until?.getTime() ?? end) - 1;
    if (until !== undefined && until.getTime() <= from.getTime()) continue;
    for (let day = Math.floor((start - first) / DAY_MS); first + day * DAY_MS <= last; day += 1) days.add(day);
  }
  return days.size;
}
