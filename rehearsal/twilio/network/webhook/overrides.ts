/** How one attempt failed, as named in connection overrides: `ct` connection timeout, `rt` read timeout. */
export type Failure = "4xx" | "5xx" | "ct" | "rt" | "other";

/** Timeouts and retries of a webhook. Times in milliseconds. */
export interface Overrides {
  /** Maximum retries after the first attempt. */
  readonly retries: number;
  readonly connectMs: number;
  readonly readMs: number;
  /** Time limit for all attempts together. */
  readonly totalMs: number;
  readonly retriesAfter: (failure: Failure) => boolean;
}

/**
 * Reads the connection overrides in a webhook's fragment (`#rc=2&rp=4xx,5xx`). A value out of range is ignored.
 * `sni` and `e` (edge) are accepted without effect.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function overrides(url: string): Overrides {
  const at = url.indexOf("#");
  const given = new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
  const number = (key: string, low: number, high: number, otherwise: number): number => {
    const text = given.get(key);
    const value = text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= low && value <= high ? value : otherwise;
  };
  const policy = new Set((given.get("rp") ?? "ct").split(","));
  return {
    retries: number("rc", 0, 5, 1),
    connectMs: number("ct", 100, 10_000, 5_000),
    readMs: number("rt", 100, 15_000, 15_000),
    totalMs: number("tt", 100, 15_000, 15_000),
    retriesAfter: (failure) => policy.has("all") || policy.has(failure),
  };
}
