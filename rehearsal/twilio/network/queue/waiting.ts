import { after } from "../../clock.ts";
import { Attached } from "../call/attached.ts";
import { Bell } from "../call/bell.ts";
import { aborted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { QueueRecord } from "../records.ts";

/** A call that waits in a queue. */
export interface Waiting {
  readonly call: LiveCall;
  readonly queue: QueueRecord;
  readonly sinceMs: number;
  /** Takes the call out of its queue. It continues when `bridged` resolves. The returned promise resolves when its hold music has stopped. */
  take(bridged: Promise<void>): Promise<void>;
}

/** Each network's calls that wait in a queue, by SID. */
export const WAITING = new Attached<Switchboard, Map<string, Waiting>>(() => new Map());
/** Rings when a call enters a queue of the network. */
export const ENQUEUED = new Attached<Switchboard, Bell>(() => new Bell());

/** Takes the first call out of a queue, waiting up to `timeoutMs` for one; undefined when none came in time. */
export async function takeFront(call: LiveCall, queue: QueueRecord, timeoutMs: number): Promise<Waiting | undefined> {
  const { network } = call;
  const all = WAITING.of(network);
  const late = new AbortController();
  const stop = after(network.clock, timeoutMs, () => late.abort());
  try {
    for (;;) {
      const next = queue.members.find((one) => all.has(one.call_sid));
      const waiting = next && all.get(next.call_sid);
      if (next && waiting) {
        queue.members.splice(queue.members.indexOf(next), 1);
        all.delete(next.call_sid);
        return waiting;
      }
      if (late.signal.aborted) return undefined;
      await call.until(Promise.race([ENQUEUED.of(network).next(), aborted(late.signal)]));
    }
  } finally {
    stop();
  }
}
