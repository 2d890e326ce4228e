import { setTimeout as sleep } from "node:timers/promises";

/**
 * Starts arrivals at an even rate without waiting for earlier ones (an open loop). Each gets its index and the moment at which
 * it was due, in milliseconds of `performance.now()`. Latency counted from there includes every delay of ours, so a stall shows in all calls that
 * would have met it (no coordinated omission). Resolves when the last has started, or `signal` aborts.
 */
export async function openLoop(
  { startMs, perSecond, seconds, signal }: Arrivals,
  arrive: (index: number, dueMs: number) => void,
): Promise<void> {
  const count = Math.round(perSecond * seconds);
  const stepMs = 1000 / perSecond;
  for (let next = 0; next < count && !signal?.aborted; ) {
    while (next < count && startMs + next * stepMs <= performance.now()) {
      arrive(next, startMs + next * stepMs);
      next++;
    }
    // At least a millisecond: a busy wait would take the processor from what is measured. Late arrivals still count from when they were due.
    await sleep(Math.max(1, startMs + next * stepMs - performance.now()));
  }
}

/** When arrivals come. */
export interface Arrivals {
  /** Of the first, in milliseconds of `performance.now()`. */
  readonly startMs: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly signal?: AbortSignal;
}
