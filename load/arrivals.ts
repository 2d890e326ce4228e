import { setTimeout as sleep } from "node:timers/promises";

/**
 * Starts calls at an even rate without waiting for earlier ones to end (an open loop). `arrive` gets each call's index and the moment when
 * it was due, in milliseconds of `performance.now()`. Latency counted from that moment includes delays of this process: a stall shows in all calls
 * that it affects (no coordinated omission). Resolves when the last call has started, or `signal` aborts.
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
    // Sleeps at least a millisecond: a busy wait would slow the measured code. A call that starts late is still measured from its due time.
    await sleep(Math.max(1, startMs + next * stepMs - performance.now()));
  }
}

/** The schedule of the calls. */
export interface Arrivals {
  /** Due time of the first call, in milliseconds of `performance.now()`. */
  readonly startMs: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly signal?: AbortSignal;
}
