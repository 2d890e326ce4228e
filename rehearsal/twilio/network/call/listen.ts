import type { Act, Asked } from "./caller.ts";
import { Interrupted, unless } from "./interruption.ts";
import type { LiveCall } from "./live-call.ts";

/** An act of a party other than hanging up. */
export type Input = Exclude<Act, { hangUp: true }>;

/**
 * Listens to the other party for up to `timeoutMs`; undefined when it does nothing. The timeout runs at the call's pace for a party
 * that declares itself silent, on the clock for one that hasn't decided yet, and not at all for a person who types.
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

/** Waits one turn of the event loop, so that a party that acts at once does so before its timeout starts. */
const decided = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs work that the other party can interrupt. Returns the act that interrupted it, or undefined when the work was finished.
 * `accepts` decides which acts interrupt; other acts are dropped.
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
      // At pace 0 the work takes no time: give the other party one turn of the event loop to interrupt.
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
