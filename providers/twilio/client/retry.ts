import type { Retry } from "../../kit/retry.ts";
import { ConnectionError, TwilioError } from "./errors.ts";

/**
 * Whether a request may be sent again: one that Twilio turned away (429) or that never reached it, always; one whose effect is open (no
 * answer, 5xx), only when doing it twice is the same as doing it once.
 */
export function judge(error: unknown, repeatable: boolean): Retry {
  if (error instanceof TwilioError) {
    if (error.status === 429) return "turned-away";
    // What isn't implemented won't be a moment later.
    return error.status >= 500 && error.status !== 501 && repeatable ? "again" : "never";
  }
  return error instanceof ConnectionError && (!error.sent || repeatable) ? "again" : "never";
}
