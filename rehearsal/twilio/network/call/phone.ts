import type { Caller, Cue } from "./caller.ts";

/** A telephone, SIP device or client outside the network that calls can reach. */
export interface SimulatedPhone {
  readonly name: string;
  /** False: it rings until the caller gives up. `rejects` declines at once, `failed` is unreachable, `machine` and `fax` pick up. */
  readonly answers: boolean | "busy" | "machine" | "fax" | "rejects" | "failed";
  /** How long it rings before it is picked up, in milliseconds. @default 3000 */
  readonly ringsMs?: number;
  /** What the person who picks up does at each turn; of a machine, its greeting. */
  readonly says?: readonly Cue[];
  /** The person who picks up, in place of a script: called once for each call. */
  readonly person?: () => Caller;
  /** Hangs up this many milliseconds after it was picked up. */
  readonly hangsUpAfterMs?: number;
  /** The person who picks up says nothing at first, so that machine detection gives up. */
  readonly silent?: boolean;
  /** Called with each SIP invitation. */
  readonly invited?: (invite: Invite) => void;
  /** Answers a REFER with a SIP status. @default 202, accepted */
  readonly referred?: (target: string) => number;
  /** SIP credentials that it demands. */
  readonly credentials?: { readonly username: string; readonly password: string };
}

/** A SIP INVITE, as the device that is called sees it. */
export interface Invite {
  readonly uri: string;
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secure: boolean;
  readonly username?: string;
  readonly password?: string;
}
