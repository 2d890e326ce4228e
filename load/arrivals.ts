import { setTimeout as sleep } from "node:timers/promises";

/**
 * Places arrivals at an even rate, whatever becomes of those before: an open loop. Each is told its place in the order and the moment at which
 * it was due, in milliseconds of `performance.now()`; latency counted from there includes every wait for us, so that a stall is seen by all who
 * would have met it (no coordinated omission). Resolves when the last was placed, or the signal aborts.
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
    // A millisecond at least: whoever spins takes the processor from what is measured. Who comes too late for it counts from when he was due.
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
