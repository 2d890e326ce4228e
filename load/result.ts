import type { OutagePhase } from "./outage.ts";
import type { Sample } from "./samples.ts";

export type Part = "path" | "handlers";

/** What a load did, and what became of it. */
export interface Load {
  readonly part: Part;
  /** Of what was measured, in a line. */
  readonly title: string;
  readonly callsPerSecond: number;
  /** For which calls came. */
  readonly seconds: number;
  readonly outage: readonly OutagePhase[];
  /** Webhooks by their step, and with step `answer` what callers heard first. */
  readonly samples: readonly Sample[];
  /** Late events that waited to be written, over time. */
  readonly waiting: readonly { readonly atMs: number; readonly count: number }[];
  readonly calls: number;
  /** Calls whose caller heard nobody and nothing of ours, with what he met. */
  readonly unanswered: readonly string[];
  /** Calls whose record isn't whole at the end, records that are wrong, and records that no call explains. */
  readonly lost: readonly string[];
  readonly wrong: readonly string[];
  readonly strays: number;
  /** What else was found: a name, and a figure with its unit. */
  readonly facts: readonly (readonly [name: string, figure: string])[];
}

/** What a load is told. */
export interface LoadOptions {
  readonly callsPerSecond: number;
  readonly seconds: number;
  readonly outageSeconds: number;
  /** Ends the load early; what was done until then is cleaned up. */
  readonly signal: AbortSignal;
  /** Told what is being done. */
  readonly say: (text: string) => void;
}

/** Results that a caller or Twilio would complain of; `notice` isn't one, though an agent would have been better. */
export function isError(result: string): boolean {
  return result === "unanswered" || result === "no answer" || result === "no TwiML" || result.startsWith("HTTP ");
}

/** Whether every caller was answered, and every record is there once and right. */
export function isWhole({ calls, unanswered, lost, wrong, strays }: Load): boolean {
  return calls > 0 && unanswered.length + lost.length + wrong.length + Math.abs(strays) === 0;
}
