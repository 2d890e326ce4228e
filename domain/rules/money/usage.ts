import type { CallRecord } from "../../contract/call-record.ts";

/** The fields of a call's record that billing needs. */
export type BilledCall = Pick<
  CallRecord,
  | "callSid"
  | "connection"
  | "number"
  | "startedAt"
  | "endedAt"
  | "durationSeconds"
  | "dialSeconds"
  | "dialStatus"
  | "failedAt_after-dial"
>;

/** Calls in one direction. Minutes are billed for each call from its start: 61 seconds are 2. */
export interface Traffic {
  readonly calls: number;
  readonly minutes: number;
}

/** Traffic of one number. */
export interface NumberUsage {
  readonly connection: string;
  readonly number: string;
  readonly inbound: Traffic;
  readonly outbound: Traffic;
}

/** A month's traffic, and the calls that can't be counted. */
export interface Usage {
  readonly numbers: readonly NumberUsage[];
  /** SIDs of calls without a recorded end. They aren't billed. */
  readonly unended: readonly string[];
  /** SIDs of calls that dialled a person without a recorded duration. That leg isn't billed. */
  readonly unmetered: readonly string[];
}

/** Billed minutes of a leg. A started minute counts in full, as at Twilio. https://www.twilio.com/en-us/voice/pricing/us */
export const billedMinutes = (seconds: number): number => Math.ceil(seconds / 60);

/** Counts a month's calls by connection and number. The order of the calls doesn't matter. */
export function meter(calls: readonly BilledCall[]): Usage {
  const numbers = new Map<string, { connection: string; number: string; inbound: Traffic; outbound: Traffic }>();
  const unended: string[] = [];
  const unmetered: string[] = [];
  for (const call of calls) {
    const { connection, number } = call;
    const key = `${connection} ${number}`;
    const usage = numbers.get(key) ?? { connection, number, inbound: NONE, outbound: NONE };
    numbers.set(key, usage);
    if (call.endedAt === undefined) unended.push(call.callSid);
    usage.inbound = plus(usage.inbound, call.durationSeconds);
    usage.outbound = plus(usage.outbound, call.dialSeconds);
    const reached = call.dialStatus === "completed" || call.dialStatus === "answered";
    const isUnreported = call.dialStatus === undefined && call["failedAt_after-dial"] !== undefined;
    if ((reached || isUnreported) && call.dialSeconds === undefined) unmetered.push(call.callSid);
  }
  return {
    numbers: [...numbers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, usage]) => usage),
    unended: unended.sort(),
    unmetered: unmetered.sort(),
  };
}

const NONE: Traffic = { calls: 0, minutes: 0 };

/** Whether a call counts: one of 0 seconds doesn't, as at carriers. */
function plus({ calls, minutes }: Traffic, seconds: number | undefined): Traffic {
  return seconds === undefined || seconds === 0
    ? { calls, minutes }
    : { calls: calls + 1, minutes: minutes + billedMinutes(seconds) };
}

/** The sum of traffic. */
export const total = (traffic: readonly Traffic[]): Traffic =>
  traffic.reduce((all, one) => ({ calls: all.calls + one.calls, minutes: all.minutes + one.minutes }), NONE);
