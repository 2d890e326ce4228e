import type { Retry } from "../../kit/retry.ts";
import { ConnectionError, TwilioError } from "./errors.ts";

/**
 * Tells whether to retry a request: always if Twilio throttled it (429) or never received it; if its outcome is unknown (no response, 5xx), only if
 * it is idempotent (`repeatable`).
 */
export function retryFor(error: unknown, repeatable: boolean): Retry {
  if (error instanceof TwilioError) {
    if (error.status === 429) return "turned-away";
    // 501 Not Implemented is permanent.
    return error.status >= 500 && error.status !== 501 && repeatable ? "again" : "never";
  }
  return error instanceof ConnectionError && (!error.sent || repeatable) ? "again" : "never";
}
