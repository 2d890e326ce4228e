import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError, TwilioError } from "./errors.ts";

/** Attempts in all, and the bounds of the pause before each further one: Twilio's own library waits 100 ms times 2^n, at most 3 s. */
const ATTEMPTS = 5;
const BASE_MS = 100;
const CAP_MS = 3000;

/** `repeatable`: doing it twice is the same as doing it once. */
export interface RetryPolicy {
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a request, again where that is safe: a request that Twilio turned away (429) or that never reached it, always; one whose effect is
 * open (no answer, 5xx), only when it may be repeated. Pauses have full jitter.
 */
export async function withRetries<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (n === ATTEMPTS || !maySendAgain(error, policy.repeatable)) throw error;
      await pause(n, policy.signal);
    }
  }
}

function maySendAgain(error: unknown, repeatable: boolean): boolean {
  if (error instanceof TwilioError) return error.status === 429 || (error.status >= 500 && repeatable);
  return error instanceof ConnectionError && (!error.sent || repeatable);
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
