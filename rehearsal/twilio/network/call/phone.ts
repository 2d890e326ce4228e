import type { Caller, Cue } from "./caller.ts";

/** A simulated telephone, SIP device or client outside the network, which calls can reach. */
export interface SimulatedPhone {
  readonly name: string;
  /** True, `machine` and `fax` pick up; false rings until the caller gives up; `rejects` declines; `failed` is unreachable. */
  readonly answers: boolean | "busy" | "machine" | "fax" | "rejects" | "failed";
  /** How long the telephone rings before it is picked up, in milliseconds. @default 3000 */
  readonly ringsMs?: number;
  /** Script of the person who picks up, one act per turn; for a machine, its greeting. */
  readonly says?: readonly Cue[];
  /** Creates the person who picks up, in place of the script in `says`. Called once per call. */
  readonly person?: () => Caller;
  /** Milliseconds after the answer at which the telephone hangs up. */
  readonly hangsUpAfterMs?: number;
  /** Whether the person who picks up says nothing at first, so that machine detection gives up. */
  readonly silent?: boolean;
  /** Receives each SIP INVITE. */
  readonly invited?: (invite: Invite) => void;
  /** Returns the SIP status that answers a REFER. @default 202 (accepted) */
  readonly referred?: (target: string) => number;
  /** SIP credentials that the device requires. */
  readonly credentials?: { readonly username: string; readonly password: string };
}

/** A SIP INVITE as the called device receives it. */
export interface Invite {
  readonly uri: string;
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secure: boolean;
  readonly username?: string;
  readonly password?: string;
}
