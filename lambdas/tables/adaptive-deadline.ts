import { Deadline, type StepObserver } from "./deadline.ts";

/** Milliseconds for all of a request's reads and writes together, and for each of them. */
interface Allowance {
  readonly totalMs: number;
  readonly stepMs: number;
}

/** Default limits. The caller waits in silence, and Twilio at most 15 s. A step has time for one retry. */
const FULL: Allowance = { totalMs: 3_000, stepMs: 1_500 };
/** Limits during an outage: still many times a healthy table's latency, including a new connection. */
const SHORT: Allowance = { totalMs: 600, stepMs: 300 };

/**
 * Adapts how long an execution environment waits for its tables and keys. After a step that hung, steps get a short time until one succeeds. In an
 * outage, calls get the last known route or the notice at once, and the environment serves several times as many calls. Every request still tries.
 */
export class AdaptiveDeadline {
  #allowance = FULL;
  readonly #seen: StepObserver | undefined;

  constructor(seen?: StepObserver) {
    this.#seen = seen;
  }

  /** Starts the deadline of a request. */
  deadline(): Deadline {
    const { totalMs, stepMs } = this.#allowance;
    return new Deadline(totalMs, stepMs, (what, startMs, durationMs, failed) => {
      if (!failed) this.#allowance = FULL;
      else if (durationMs >= SHORT.stepMs) this.#allowance = SHORT;
      this.#seen?.(what, startMs, durationMs, failed);
    });
  }
}
