import { setTimeout as sleep } from "node:timers/promises";
import { Throttle } from "./throttle.ts";

/** Bounds of the pause before a further attempt, in milliseconds: full jitter below min(cap, base * 2^n). */
const BASE_MS = 100;
const CAP_MS = 3000;
/** Attempts in all, where the vendor fails, and where it only asks to go slower. */
const ATTEMPTS = 5;
const ATTEMPTS_WHEN_TURNED_AWAY = 10;
/** No further attempt begins after this time, in milliseconds. */
const LONGEST_MS = 60_000;
/** Further attempts that one account may make before answers have earned more, and what an answer earns. */
const BUDGET = 20;
const EARNED = 0.1;

/** What an error says of another attempt: `never`; `turned-away`, the vendor did nothing and asks to go slower; `again`, it is safe. */
export type Retry = "never" | "again" | "turned-away";

/**
 * How a package's client goes about its requests in one account: retries that are bounded in count, in time and, by a budget that only
 * answers fill again, in sum, so that an outage isn't met with a multiple of the usual load; and a limit on requests at once.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export class Pace {
  readonly throttle: Throttle;
  #budget = BUDGET;

  /** `most`: how many requests may be under way at once. */
  constructor(most: number) {
    this.throttle = new Throttle(most);
  }

  /** Makes a request, again where `judge` says that this is safe and the bounds leave room. Throws the last error. */
  async request<T>(
    q: { judge(error: unknown): Retry; signal?: AbortSignal | undefined },
    attempt: () => Promise<T>,
  ): Promise<T> {
    const started = performance.now();
    const turnedAway = (error: unknown) => q.judge(error) === "turned-away";
    for (let n = 1; ; n++) {
      try {
        const result = await this.throttle.run(attempt, { turnedAway, ...(q.signal && { signal: q.signal }) });
        this.#budget = Math.min(BUDGET, this.#budget + EARNED);
        return result;
      } catch (error) {
        if (performance.now() - started > LONGEST_MS || !this.#mayGoOn(q.judge(error), n)) throw error;
        await pause(n, q.signal);
      }
    }
  }

  /** Being turned away costs no budget: the throttle sees to it that less is asked. */
  #mayGoOn(retry: Retry, attempts: number): boolean {
    if (retry === "turned-away") return attempts < ATTEMPTS_WHEN_TURNED_AWAY;
    if (retry === "never" || attempts >= ATTEMPTS || this.#budget < 1) return false;
    this.#budget -= 1;
    return true;
  }
}

/** Waits before attempt n + 1; rejects with the signal's reason when aborted. */
export async function pause(n: number, signal: AbortSignal | undefined): Promise<void> {
  const longest = Math.min(CAP_MS, BASE_MS * 2 ** n);
  try {
    await sleep(Math.random() * longest, undefined, { signal });
  } catch {
    signal?.throwIfAborted();
  }
}
