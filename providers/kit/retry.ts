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
  /** Answers so far: while others get some, one that is turned away again and again has only had bad luck. */
  #answers = 0;

  /** `most`: how many requests may be under way at once. */
  constructor(most: number) {
    this.throttle = new Throttle(most);
  }

  /**
   * Makes a request, again where `judge` says that this is safe and the bounds leave room. Throws the last error. What is waited for room
   * doesn't count as time: in a large update under a rate limit that is long, and no failure.
   */
  request<T>(
    q: { judge(error: unknown): Retry; signal?: AbortSignal | undefined },
    attempt: () => Promise<T>,
  ): Promise<T> {
    const turnedAway = (error: unknown) => q.judge(error) === "turned-away";
    return this.throttle.hold(async (place) => {
      let started = performance.now();
      let fruitless = 0;
      for (let n = 1; ; n++) {
        const answers = this.#answers;
        try {
          const result = await place.attempt(attempt, turnedAway);
          this.#answers++;
          this.#budget = Math.min(BUDGET, this.#budget + EARNED);
          return result;
        } catch (error) {
          const retry = q.judge(error);
          if (retry !== "turned-away" || answers === this.#answers) fruitless++;
          if (performance.now() - started > LONGEST_MS || !this.#mayGoOn(retry, fruitless)) throw error;
          await pause(n, q.signal);
          const paused = performance.now();
          await place.stepAside();
          started += performance.now() - paused;
        }
      }
    }, q.signal);
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
