import type { Speaker } from "./result.ts";

/** What one end of a call hears. */
export interface Sound {
  readonly kind: "speech" | "audio" | "digits" | "tone";
  readonly who: Speaker;
  /** The words, or what is heard in brackets: `(plays https://...)`, `(beep)`. */
  readonly text: string;
  /** Name of the person who speaks, where the network knows it. */
  readonly name?: string;
  readonly ms: number;
}

/** What one end of a call does. */
export type Act =
  /** `partials` are what recognition hears before the sentence is over; with `more` the floor isn't given up. */
  | { readonly speech: string; readonly partials?: readonly string[]; readonly more?: boolean }
  /** Keys: 0-9, * and #; `w` is half a second's pause. */
  | { readonly digits: string }
  /** A SIP device asks to be transferred: the target of its REFER. */
  | { readonly refer: string }
  | { readonly hangUp: true };

/** Why the network listens to an end of the call. */
export interface Asked {
  /** `gather` and `record` are TwiML's own; `agent` is a WebSocket; `person` is the other end of a bridge or a conference. */
  readonly by: "gather" | "record" | "agent" | "person";
  /** False while somebody else speaks: what is said now interrupts him. */
  readonly floor: boolean;
}

/** The network's side of a call, for an end that acts by itself: a person at a terminal may hang up at any time. */
export interface Handset {
  readonly callSid: string;
  /** Ends the call from this end; nothing when it is over. */
  hangUp(): void;
}

/**
 * One end of a call: a script, a person at a terminal, a simulated telephone. The network asks for one act at a time; nothing
 * that an end does while nobody asks reaches anyone (as with speech during a plain `<Say>`).
 */
export interface Caller {
  /** The call has begun; for an end that was called: it has been picked up. */
  connected?(handset: Handset): void;
  hears?(sound: Sound): void;
  /**
   * The network listens. Resolves to what this end does, or to undefined where it stays silent for as long as it is listened to.
   * When the signal aborts nobody listens any longer: what it resolves to afterwards is lost.
   */
  turn(asked: Asked, signal: AbortSignal): Act | undefined | Promise<Act | undefined>;
  /** The call is over. */
  ended?(): void;
  /** True where a person types: the network's time limits for input don't run while it waits for this end. */
  readonly unhurried?: boolean;
}

/** One line of a script: a sentence, or an act. One that `interrupts` is done while somebody else speaks. */
export type Cue = string | (Act & { readonly interrupts?: boolean });

/** An end of a call that follows a script: one act at each of its turns; then it hangs up on an agent and is silent otherwise. */
export function scripted(cues: readonly Cue[]): Caller {
  const left = [...cues];
  return {
    turn({ by, floor }) {
      const next = left[0];
      if (next === undefined) return floor && by === "agent" ? { hangUp: true } : undefined;
      if (!floor && (typeof next === "string" || !next.interrupts)) return undefined;
      left.shift();
      return typeof next === "string" ? { speech: next } : next;
    },
  };
}
