import type { Act, Caller, Handset } from "../call/caller.ts";

/**
 * Links a leg to the second call that it becomes at another number of this network: the leg hears what the second call's TwiML
 * says, and the other way round. `near` is the other end of the leg, `far` that of the second call.
 */
export function link(): { readonly near: Caller; readonly far: Caller } {
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
      // The leg ended while the second call was being picked up.
      if (over.signal.aborted) handset.hangUp();
    },
    hears: ({ text }) => toNear.put({ speech: text, more: true }),
    turn: ({ floor }, signal) => {
      // The second call listens now: the leg has the floor.
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

/** Acts in order, for one reader; an undefined between them gives the reader the floor. */
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
