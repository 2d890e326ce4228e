import type { Act, Asked } from "./caller.ts";
import { Interrupted, unless } from "./interruption.ts";
import type { LiveCall } from "./live-call.ts";

/** What an end says or presses. */
export type Input = Exclude<Act, { hangUp: true }>;

/**
 * Listens to the other end for at most `timeoutMs`; undefined when nothing comes. The timeout runs at the call's pace for an end
 * that says it stays silent, on the clock for one that hasn't decided yet, and not at all for one that types.
 * @throws Interrupted
 */
export async function listen(call: LiveCall, asked: Asked, timeoutMs: number): Promise<Input | undefined> {
  const stop = new AbortController();
  const { clock } = call.network;
  const signal = AbortSignal.any([call.signal, stop.signal]);
  const turn = call.turn(asked, signal);
  turn.catch(() => {});
  const late = async () => {
    await decided();
    await clock.sleep(timeoutMs, signal);
    return "late" as const;
  };
  const first = await Promise.race([
    turn.then((act) => act ?? "silent"),
    ...(call.caller.unhurried ? [] : [late()]),
  ]).finally(() => stop.abort());
  if (call.signal.aborted) throw new Interrupted();
  if (first === "late") return undefined;
  if (first === "silent") {
    await call.wait(timeoutMs);
    return undefined;
  }
  return first;
}

/** Lets an end that answers at once do so before its timeout starts. */
const decided = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs work that the other end can interrupt. Returns the act that interrupted it, or undefined when the work was finished.
 * `accepts` decides which acts interrupt; others are lost.
 * @throws Interrupted
 */
export async function interruptible(
  call: LiveCall,
  by: Asked["by"],
  accepts: (act: Input) => boolean,
  work: () => Promise<unknown>,
): Promise<Input | undefined> {
  const stop = new AbortController();
  const signal = AbortSignal.any([call.signal, stop.signal]);
  let act: Input | undefined;
  const watch = (async () => {
    while (!signal.aborted) {
      const heard = await unless(signal, call.turn({ by, floor: false }, signal));
      if (heard === undefined) return;
      if (!accepts(heard)) continue;
      act = heard;
      stop.abort();
    }
  })().catch((error: unknown) => {
    if (!(error instanceof Interrupted)) throw error;
  });
  try {
    await call.within(stop.signal, async () => {
      await work();
      // At pace 0 the work takes no time: let an end that interrupts do so.
      await decided();
    });
  } catch (error) {
    if (!(error instanceof Interrupted) || !act) throw error;
  } finally {
    stop.abort();
  }
  await watch;
  if (call.signal.aborted) throw new Interrupted();
  return act;
}
