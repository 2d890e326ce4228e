import type { CallStatus, Notification } from "../exchange.ts";
import type { Invite } from "../leg/telephone.ts";
import type { Attempt } from "../webhook/webhook.ts";
import type { Caller, Cue } from "./caller.ts";

/** Who is heard. `network` is Twilio's own voice: `<Say>` and recorded announcements. */
export type Speaker = "caller" | "agent" | "network" | "phone";

export interface Line {
  readonly who: Speaker;
  readonly text: string;
}

/** One connection of the call: the caller's own, an agent's session, or a telephone that was dialled. */
export interface Leg {
  readonly kind: "caller" | "agent" | "phone";
  /** CA for a call, VX for an agent's session. */
  readonly sid: string;
  /** E.164, or the agent's address. */
  readonly to: string;
  /** Of a session: `completed` (the caller hung up), `ended` (the agent ended it) or `failed`. */
  readonly status: CallStatus | "ended";
  /** From its answer to its end, in seconds; 0 when nobody answered. */
  readonly seconds: number;
}

/** What became of a call. */
export interface CallResult {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly status: "completed" | "busy" | "no-answer" | "failed" | "canceled";
  /** Whether the caller reached anyone or anything beyond the network's own announcements. */
  readonly answered: boolean;
  /** The agent when its session held, else the telephone that was reached, else the TwiML's own words. */
  readonly answeredBy: "agent" | "phone" | "twiml" | undefined;
  readonly legs: readonly Leg[];
  readonly webhooks: readonly Attempt[];
  /** Milliseconds of the first voice webhook; undefined when none was requested. */
  readonly webhookMs: number | undefined;
  readonly transcript: readonly Line[];
  /** Documents in the order in which they were run. */
  readonly twiml: readonly string[];
  /** What Twilio would write to the account's error log. */
  readonly errors: readonly Notification[];
  readonly seconds: number;
}

/** What happens during a call, as it happens. `atMs` counts from the moment of dialling. */
export type CallEvent = { readonly atMs: number } & (
  | { readonly type: "ringing"; readonly sid: string; readonly from: string; readonly to: string }
  | ({ readonly type: "webhook" } & Attempt)
  | { readonly type: "twiml"; readonly twiml: string }
  | ({ readonly type: "line"; readonly name?: string } & Line)
  /** `from` is what whoever is dialled sees. */
  | { readonly type: "dialling"; readonly from: string; readonly to: string; readonly name?: string }
  | ({ readonly type: "leg" } & Leg)
  | ({ readonly type: "log" } & Notification)
  | { readonly type: "ended"; readonly status: CallResult["status"]; readonly seconds: number }
);

type Untimed<E> = E extends unknown ? Omit<E, "atMs"> : never;
/** A call event before its time is put on it. */
export type UntimedEvent = Untimed<CallEvent>;

/** A call that is placed from outside. */
export interface CallRequest {
  /** E.164 of the caller, or what his carrier sends in its place: `anonymous`, `sip:bob@pbx.example`, nothing. */
  readonly from: string;
  /** E.164 that is dialled. */
  readonly to: string;
  /** What the caller does, one sentence or act at each turn; then he hangs up. */
  readonly says?: readonly Cue[];
  /** The caller himself, in place of a script: a person at a terminal, say. */
  readonly caller?: Caller;
  readonly onEvent?: (event: CallEvent) => void;
  /** 1 lets speech, pauses and ringing take their natural time, 0 (the default) none. */
  readonly pace?: number;
  readonly callerName?: string;
  readonly forwardedFrom?: string;
  /** STIR/SHAKEN result; by default passed with attestation A for numbers of the North American plan. */
  readonly stirVerstat?: string;
}

/** A telephone, SIP device or client outside that calls can reach. */
export interface SimulatedPhone {
  readonly name: string;
  /** False: it rings until the caller gives up. `rejects` declines at once, `failed` can't be reached, `machine` and `fax` pick up. */
  readonly answers: boolean | "busy" | "machine" | "fax" | "rejects" | "failed";
  /** How long it rings before it is picked up, in milliseconds. @default 3000 */
  readonly ringsMs?: number;
  /** What whoever picks up does at his turns; a machine's is its greeting. */
  readonly says?: readonly Cue[];
  /** Who picks up, in place of a script: called once for each call. */
  readonly person?: () => Caller;
  /** Hangs up so many milliseconds after it was picked up. */
  readonly hangsUpAfterMs?: number;
  /** Machine detection can't tell who it is: he says nothing at first. */
  readonly silent?: boolean;
  /** Told of each SIP invitation. */
  readonly invited?: (invite: Invite) => void;
  /** Answers a REFER with a SIP status. @default 202, accepted */
  readonly referred?: (target: string) => number;
  /** SIP credentials that it asks for. */
  readonly credentials?: { readonly username: string; readonly password: string };
}
