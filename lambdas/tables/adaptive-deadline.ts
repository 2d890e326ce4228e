import { Deadline, type StepObserver } from "./deadline.ts";

/** Time for all reads and writes of one request together, and for each, in milliseconds. */
interface Allowance {
  readonly totalMs: number;
  readonly stepMs: number;
}

/** A caller waits in silence meanwhile, and Twilio waits 15 s at most: one step has room for one retry. */
const FULL: Allowance = { totalMs: 3_000, stepMs: 1_500 };
/** Many times what a table in order takes, with a new connection. */
const SHORT: Allowance = { totalMs: 600, stepMs: 300 };

/**
 * How long an execution environment waits for its tables and keys. Once a step has hung, those that follow get little time, until one
 * succeeds: through an outage a caller then hears the last known route or the notice at once, and an environment is free again for the
 * next caller several times sooner. Nothing else changes: each request still asks.
 */
export class AdaptiveDeadline {
  #allowance = FULL;
  readonly #seen: StepObserver | undefined;

  constructor(seen?: StepObserver) {
    this.#seen = seen;
  }

  /** Time for one request. */
  deadline(): Deadline {
    const { totalMs, stepMs } = this.#allowance;
    return new Deadline(totalMs, stepMs, (what, startMs, durationMs, failed) => {
      if (!failed) this.#allowance = FULL;
      else if (durationMs >= SHORT.stepMs) this.#allowance = SHORT;
      this.#seen?.(what, startMs, durationMs, failed);
    });
  }
}
