import type { Act, Caller, Handset } from "../call/caller.ts";

/**
 * Links a leg to the second call that it causes at another number of this network: the leg hears what the second call's TwiML
 * says, and the second call hears the leg. `near` is the leg's other party, `far` the second call's.
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
      // The second call listens: give the leg the floor.
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

/** Queues acts for one reader. `yield` queues an undefined, which ends the writer's turn: the reader gets the floor. */
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
