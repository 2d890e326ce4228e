import type { Act, Caller, Handset } from "../call/caller.ts";

/**
 * Joins a dialled leg to the second call that it becomes at another number of the exchange: what the second call's TwiML says
 * reaches whoever dialled, and what he says reaches the TwiML. `near` is the leg's other end, `far` the second call's.
 */
export function trunk(): { readonly near: Caller; readonly far: Caller } {
  const ends: { near?: Handset; far?: Handset } = {};
  const over = new AbortController();
  const toNear = mailbox(over.signal);
  const toFar = mailbox(over.signal);
  const near: Caller = {
    connected: (handset) => {
      ends.near = handset;
    },
    hears: ({ kind, text }) => {
      if (kind === "speech") toFar.put({ speech: text });
      else if (kind === "digits") toFar.put({ digits: text.replace(/[^0-9*#]/g, "") });
    },
    turn: (_asked, signal) => toNear.take(signal),
    ended: () => {
      over.abort();
      ends.far?.hangUp();
    },
    unhurried: false,
  };
  const far: Caller = {
    connected: (handset) => {
      ends.far = handset;
      // The leg was given up while the second call was being picked up.
      if (over.signal.aborted) handset.hangUp();
    },
    hears: ({ text }) => toNear.put({ speech: text, more: true }),
    turn: ({ floor }, signal) => {
      // The second call listens now: whoever dialled has the floor.
      if (floor && toFar.empty) toNear.yield();
      return toFar.take(signal);
    },
    ended: () => {
      over.abort();
      ends.near?.hangUp();
    },
  };
  return { near, far };
}

/** Acts in the order in which they came, for one who asks at a time; undefined in between says "your turn". */
function mailbox(over: AbortSignal) {
  const letters: (Act | undefined)[] = [];
  let wake = (): void => {};
  return {
    get empty(): boolean {
      return letters.length === 0;
    },
    put(act: Act): void {
      letters.push(act);
      wake();
    },
    yield(): void {
      letters.push(undefined);
      wake();
    },
    async take(signal: AbortSignal): Promise<Act | undefined> {
      while (letters.length === 0 && !signal.aborted && !over.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener("abort", () => resolve(), { once: true });
          over.addEventListener("abort", () => resolve(), { once: true });
        });
      }
      return signal.aborted ? undefined : letters.shift();
    },
  };
}
