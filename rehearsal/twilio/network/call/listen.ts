import type { Act, Asked } from "./caller.ts";
import { Interrupted, unless } from "./interruption.ts";
import type { LiveCall } from "./live-call.ts";

export type Input = Exclude<Act, { hangUp: true }>;

/**
 * Listens to the other end for at most `timeoutMs`; undefined when nothing comes. An end that tells that it stays silent lets
 * the time pass naturally; one that hasn't decided yet is waited for on the clock, and one that types without limit.
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

/** Lets an end that answers at once do so before a clock is started for it. */
const decided = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Does something while the other end may interrupt it: what stops it is returned, or undefined when the work was finished.
 * `accepts` says which acts count; others are heard by nobody.
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
      // Where nothing takes time whoever interrupts gets the chance to.
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
