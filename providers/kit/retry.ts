import { setTimeout as sleep } from "node:timers/promises";
import { Throttle } from "./throttle.ts";

/** Bounds of the pause before a further attempt, in milliseconds: full jitter below min(cap, base * 2^n). */
const BASE_MS = 100;
const CAP_MS = 3000;
/** Most attempts after server errors, and after throttled ones (429). */
const ATTEMPTS = 5;
const ATTEMPTS_WHEN_TURNED_AWAY = 10;
/** No attempt starts after this time, in milliseconds. */
const LONGEST_MS = 60_000;
/** The retry budget of one account, and what each response adds to it. */
const BUDGET = 20;
const EARNED = 0.1;

/** Whether a retry is safe: `never`; `turned-away`, throttled without any effect; `again`, safe. */
export type Retry = "never" | "again" | "turned-away";

/**
 * Retries and concurrency of a client's requests in one account. Retries are limited in count, in time and by a budget that only responses refill, so an
 * outage doesn't multiply the load; the throttle limits concurrent requests.
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
   * Makes a request, and retries it where `judge` says that this is safe and the limits allow it. Throws the last error. Time spent waiting for the throttle
   * doesn't count: in a large update under a rate limit it is long, and no failure.
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

  /** Throttled requests use no budget: the throttle slows them down already. */
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
