import type { Bag } from "../../kit/handler.ts";

/** Inputs of a port's target time, such as `2027-01-31` and `10:15:00-08:00`. */
export const TARGET = ["targetDate", "targetTimeRangeStart", "targetTimeRangeEnd"] as const;
export type Target = { readonly [name in (typeof TARGET)[number]]?: string | null | undefined };

/** Time of day with UTC offset. Twilio's responses may omit the seconds if they are zero. */
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))?$/;
const DAY_S = 86_400;

/**
 * Returns the target time in the program's notation if Twilio's response is the same time: Twilio stores and returns date and times in UTC.
 * https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api
 */
export function asWritten(given: Bag, answered: Target): Target {
  return isSame(given, answered)
    ? Object.fromEntries(TARGET.map((name) => [name, given[name] ?? answered[name]]))
    : answered;
}

function isSame(given: Bag, answered: Target): boolean {
  const times = [given.targetTimeRangeStart, given.targetTimeRangeEnd];
  const theirs = [answered.targetTimeRangeStart, answered.targetTimeRangeEnd];
  if (times.some((time, i) => time !== undefined && secondsOf(time) !== secondsOf(theirs[i] ?? ""))) return false;
  const { targetDate: date } = given;
  // If the two times are on different days in UTC, it is undocumented which one the date follows.
  return date === undefined || [date, ...times.map((time) => dayOf(date, time))].includes(answered.targetDate);
}

/** Returns a time's seconds of the day in UTC; NaN, which equals nothing, if the text isn't a time. */
function secondsOf(time: string): number {
  const [, hours, minutes, seconds = "0", sign = "+", ahead = "0", aheadMinutes = "0"] = TIME.exec(time) ?? [];
  const offset = Number(`${sign}1`) * (Number(ahead) * 3600 + Number(aheadMinutes) * 60);
  const local = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (local - offset + DAY_S) % DAY_S;
}

/** Returns the UTC day of a local day and time; undefined without a time. */
function dayOf(date: string, time: string | undefined): string | undefined {
  const at = Date.parse(`${date}T${time}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
}
