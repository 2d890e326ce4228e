/** Source of a sound. `network` is Twilio's own voice: `<Say>` and recorded announcements. */
export type Speaker = "caller" | "agent" | "network" | "phone";

/** A sound that a party of a call hears. */
export interface Sound {
  readonly kind: "speech" | "audio" | "digits" | "tone";
  readonly who: Speaker;
  /** Spoken words, or another sound described in parentheses: `(plays https://...)`, `(beep)`. */
  readonly text: string;
  /** Name of the speaking person, where it is known. */
  readonly name?: string;
  readonly ms: number;
}

/** Something that a party of a call does: speaks, presses keys, hangs up or sends a REFER. */
export type Act =
  /** `partials` are the interim results of speech recognition. With `more`, the party keeps the floor: its turn isn't over. */
  | { readonly speech: string; readonly partials?: readonly string[]; readonly more?: boolean }
  /** Pressed keys: 0-9, * and #; `w` is a pause of half a second. */
  | { readonly digits: string }
  /** Target of a REFER, by which a SIP device requests a transfer. */
  | { readonly refer: string }
  | { readonly hangUp: true };

/** Why the network listens to a party of the call. */
export interface Asked {
  /** Listener: TwiML's `<Gather>` or `<Record>`, an `agent` behind a WebSocket, or another `person` in a bridge or conference. */
  readonly by: "gather" | "record" | "agent" | "person";
  /** Whether it is this party's turn. False while another party speaks: an act would interrupt it. */
  readonly floor: boolean;
}

/** Lets a party act without being asked, for example a person at a terminal who hangs up. */
export interface Handset {
  readonly callSid: string;
  /** Hangs up for this party. Does nothing when the call is over. */
  hangUp(): void;
}

/**
 * A party of a call: a script, a person at a terminal, or a simulated telephone. The network asks for one act at a time and drops
 * acts that it didn't ask for, as Twilio drops speech during a `<Say>` outside `<Gather>`.
 */
export interface Caller {
  /** Runs when the call begins; for a called party, when it picks up. */
  connected?(handset: Handset): void;
  hears?(sound: Sound): void;
  /**
   * Asks for the party's next act. Resolves to undefined when the party stays silent until the network stops listening.
   * The signal aborts when the network stops listening: later acts are dropped.
   */
  turn(asked: Asked, signal: AbortSignal): Act | undefined | Promise<Act | undefined>;
  /** Runs when the call is over. */
  ended?(): void;
  /** True for a person who types: the network's time limits for input don't apply. */
  readonly unhurried?: boolean;
}

/** One line of a script: a sentence or an act. With `interrupts`, it comes while another party speaks. */
export type Cue = string | (Act & { readonly interrupts?: boolean });

/** Returns a party that follows a script, one act per turn. After the last act it hangs up on an agent; with other listeners it stays silent. */
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
