import type { OutagePhase } from "./outage.ts";
import type { Sample } from "./samples.ts";

export type Part = "path" | "handlers";

/** The result of a load. */
export interface Load {
  readonly part: Part;
  /** What was measured, in a line. */
  readonly title: string;
  readonly callsPerSecond: number;
  /** How long calls were placed. */
  readonly seconds: number;
  readonly outage: readonly OutagePhase[];
  /** Samples of webhooks, by step; step `answer` measures the time until a caller hears the first word. */
  readonly samples: readonly Sample[];
  /** Number of late events waiting to be written, over time. */
  readonly waiting: readonly { readonly atMs: number; readonly count: number }[];
  readonly calls: number;
  /** Calls whose caller heard neither an agent, a person nor a notice, each with the reason. */
  readonly unanswered: readonly string[];
  /** Calls whose record is missing or incomplete at the end. `wrong` lists the faults in complete records; `strays` counts records without a call. */
  readonly lost: readonly string[];
  readonly wrong: readonly string[];
  readonly strays: number;
  /** Further figures: a name, and a value with its unit. */
  readonly facts: readonly (readonly [name: string, figure: string])[];
}

/** Options of a load. */
export interface LoadOptions {
  readonly callsPerSecond: number;
  readonly seconds: number;
  readonly outageSeconds: number;
  /** Ends the load early. The load then removes what it created. */
  readonly signal: AbortSignal;
  /** Reports progress. */
  readonly say: (text: string) => void;
}

/** Returns whether a result is an error for the caller or for Twilio. A `notice` isn't an error: the caller was answered. */
export function isError(result: string): boolean {
  return result === "unanswered" || result === "no answer" || result === "no TwiML" || result.startsWith("HTTP ");
}

/** Returns whether every caller was answered, and every call has exactly one, correct record. */
export function isWhole({ calls, unanswered, lost, wrong, strays }: Load): boolean {
  return calls > 0 && unanswered.length + lost.length + wrong.length + Math.abs(strays) === 0;
}
