import { z } from "zod";
import { refused } from "../api/errors.ts";

const DAY = z.iso.date();
const MOMENT = z.union([DAY, z.iso.datetime({ offset: true })]);

/** Parses a day written YYYY-MM-DD and returns its start in UTC; undefined for anything else, 2026-02-30 included. */
export function parseDay(given: string): Date | undefined {
  return DAY.safeParse(given).success ? new Date(given) : undefined;
}

/** Parses a day (YYYY-MM-DD) or an ISO 8601 date and time with offset; undefined for anything else. */
export function parseMoment(given: string): Date | undefined {
  return MOMENT.safeParse(given).success ? new Date(given) : undefined;
}

/** Reads a date parameter of a query; undefined where it isn't set. @throws TwilioError 20422 for an invalid date */
export function dateIn(query: URLSearchParams, name: string): Date | undefined {
  const given = query.get(name);
  if (!given) return undefined;
  const date = parseMoment(given);
  if (!date) throw refused(20422, `Invalid Parameter: ${name} must be YYYY-MM-DD or an ISO 8601 time, not ${given}`);
  return date;
}

const DAY_MS = 86_400_000;

/**
 * Returns a list's date filter from `StartTime=`, `StartTime<=` and `StartTime>=`. Each is an exact time or a day (all of it, UTC).
 * https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources
 */
export function datesOf(query: URLSearchParams, name: string): (value: unknown) => boolean {
  const span = (parameter: string): readonly [number, number] | undefined => {
    const from = dateIn(query, parameter)?.getTime();
    if (from === undefined) return undefined;
    return parseDay(query.get(parameter) ?? "") ? [from, from + DAY_MS - 1] : [from, from];
  };
  const [on, until, since] = [span(name), span(`${name}<`), span(`${name}>`)];
  if (!on && !until && !since) return () => true;
  return (value) => {
    if (!(value instanceof Date)) return false;
    const at = value.getTime();
    return (!on || (at >= on[0] && at <= on[1])) && (!until || at <= until[1]) && (!since || at >= since[0]);
  };
}
