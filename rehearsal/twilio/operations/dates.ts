import { refused } from "../errors.ts";

const DAY_MS = 86_400_000;

/**
 * The filter of a list by a date: `StartTime=`, `StartTime<=`, `StartTime>=`, each a day (the whole of it, UTC) or a moment.
 * https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources
 */
export function datesOf(query: URLSearchParams, name: string): (value: unknown) => boolean {
  const span = (parameter: string): readonly [number, number] | undefined => {
    const given = query.get(parameter);
    if (!given) return undefined;
    const from = Date.parse(given);
    if (Number.isNaN(from)) throw refused(20422, `Invalid Parameter: ${parameter} ${given}`);
    return /^\d{4}-\d\d-\d\d$/.test(given) ? [from, from + DAY_MS - 1] : [from, from];
  };
  const [on, until, since] = [span(name), span(`${name}<`), span(`${name}>`)];
  if (!on && !until && !since) return () => true;
  return (value) => {
    if (!(value instanceof Date)) return false;
    const at = value.getTime();
    return (!on || (at >= on[0] && at <= on[1])) && (!until || at <= until[1]) && (!since || at >= since[0]);
  };
}
