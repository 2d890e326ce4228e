/** Who is heard. `network` is Twilio's own voice: `<Say>` and recorded announcements. */
export type Speaker = "caller" | "agent" | "network" | "phone";

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
  /** `partials` are what recognition hears before the sentence is over; with `more` the end keeps the floor. */
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
  /** False while another end speaks: what is said now interrupts it. */
  readonly floor: boolean;
}

/** The network's side of a call, for an end that acts by itself: a person at a terminal can hang up at any time. */
export interface Handset {
  readonly callSid: string;
  /** Ends the call from this end; does nothing when the call is over. */
  hangUp(): void;
}

/**
 * One end of a call: a script, a person at a terminal, a simulated telephone. The network asks for one act at a time, and loses
 * what an end does unasked (as with speech during a plain `<Say>`).
 */
export interface Caller {
  /** The call has begun; at an end that was called, it has been picked up. */
  connected?(handset: Handset): void;
  hears?(sound: Sound): void;
  /**
   * The network listens. Resolves to what this end does, or to undefined when it stays silent until the network stops listening.
   * When the signal aborts the network has stopped listening: a later act is lost.
   */
  turn(asked: Asked, signal: AbortSignal): Act | undefined | Promise<Act | undefined>;
  /** The call is over. */
  ended?(): void;
  /** True where a person types: the network's time limits for input don't apply to this end. */
  readonly unhurried?: boolean;
}

/** One line of a script: a sentence, or an act. One that `interrupts` comes while another end speaks. */
export type Cue = string | (Act & { readonly interrupts?: boolean });

/** An end that follows a script, one act a turn. After the last act it hangs up on an agent, and is silent otherwise. */
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
