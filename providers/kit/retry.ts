import { setTimeout as sleep } from "node:timers/promises";
import { Throttle } from "./throttle.ts";

/** Bounds of the pause before a retry, in milliseconds: full jitter below min(cap, base * 2^n). */
const BASE_MS = 100;
const CAP_MS = 3000;
/** Maximum attempts of a request with server errors, and of a throttled one (429). */
const ATTEMPTS = 5;
const ATTEMPTS_WHEN_TURNED_AWAY = 10;
/** Time after which a request isn't retried, in milliseconds. */
const LONGEST_MS = 60_000;
/** Retries that an account may make before responses refill the budget: each response adds `EARNED`. */
const BUDGET = 20;
const EARNED = 0.1;

/** Whether to retry: `never`; `turned-away` (safe: throttled, so the request had no effect); `again` (safe after another error). */
export type Retry = "never" | "again" | "turned-away";

/**
 * Retries and concurrency of a client's requests in one account. Retries are limited in count, in time and by a budget that only responses refill,
 * so an outage doesn't multiply the load; the throttle limits concurrent requests.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export class Pace {
  readonly throttle: Throttle;
  #budget = BUDGET;
  /** Number of responses so far. While it grows, the vendor serves other requests, so a repeatedly throttled request keeps retrying. */
  #answers = 0;

  /** `most`: maximum number of concurrent requests. */
  constructor(most: number) {
    this.throttle = new Throttle(most);
  }

  /**
   * Makes a request, and retries it if `judge` calls a retry safe and the limits allow it. Throws the last error. Time spent waiting for the throttle
   * doesn't count against the limits: in a large update under a rate limit, a long wait is normal.
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

  /** Tells whether a retry is allowed, and charges it to the budget. Throttled requests are free, because the throttle already slows them down. */
  #mayGoOn(retry: Retry, attempts: number): boolean {
    if (retry === "turned-away") return attempts < ATTEMPTS_WHEN_TURNED_AWAY;
    if (retry === "never" || attempts >= ATTEMPTS || this.#budget < 1) return false;
    this.#budget -= 1;
    return true;
  }
}

/** Waits before attempt n + 1. Rejects with the signal's reason on abort. */
export async function pause(n: number, signal: AbortSignal | undefined): Promise<void> {
  const longest = Math.min(CAP_MS, BASE_MS * 2 ** n);
  try {
    await sleep(Math.random() * longest, undefined, { signal });
  } catch {
    signal?.throwIfAborted();
  }
}
