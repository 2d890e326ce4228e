import type { CallStatus, Notification } from "../exchange.ts";
import type { Attempt } from "../webhook/webhook.ts";
import type { Caller, Cue, Speaker } from "./caller.ts";

/** A line of a call's transcript. */
export interface Line {
  readonly who: Speaker;
  readonly text: string;
}

/** A connection within the call: the caller's own, an agent's session, or a dialled telephone. */
export interface Leg {
  readonly kind: "caller" | "agent" | "phone";
  /** SID: CA... for a call, VX... for an agent's session. */
  readonly sid: string;
  /** Dialled number (E.164), SIP or client address, or the agent's URL. */
  readonly to: string;
  /** Call status; for an agent's session `completed` (the caller hung up), `ended` (the agent ended it) or `failed`. */
  readonly status: CallStatus | "ended";
  /** Seconds from the leg's answer to its end; 0 when it wasn't answered. */
  readonly seconds: number;
}

/** The result of a call that is over. */
export interface CallResult {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly status: "completed" | "busy" | "no-answer" | "failed" | "canceled";
  /** Whether the caller reached anyone or anything beyond the network's own announcements. */
  readonly answered: boolean;
  /** The agent unless its session failed, else a telephone that was reached, else TwiML that was heard. */
  readonly answeredBy: "agent" | "phone" | "twiml" | undefined;
  readonly legs: readonly Leg[];
  readonly webhooks: readonly Attempt[];
  /** How long the first voice webhook took, in milliseconds; undefined when none was requested. */
  readonly webhookMs: number | undefined;
  readonly transcript: readonly Line[];
  /** TwiML documents in the order in which they ran. */
  readonly twiml: readonly string[];
  /** What Twilio would write to the account's error log. */
  readonly errors: readonly Notification[];
  readonly seconds: number;
}

/** An event during a call, reported as it happens. `atMs` counts from the time of dialling. */
export type CallEvent = { readonly atMs: number } & (
  | { readonly type: "ringing"; readonly sid: string; readonly from: string; readonly to: string }
  | ({ readonly type: "webhook" } & Attempt)
  | { readonly type: "twiml"; readonly twiml: string }
  | ({ readonly type: "line"; readonly name?: string } & Line)
  /** `from` is the caller ID that the dialled party sees. */
  | { readonly type: "dialling"; readonly from: string; readonly to: string; readonly name?: string }
  | ({ readonly type: "leg" } & Leg)
  | ({ readonly type: "log" } & Notification)
  | { readonly type: "ended"; readonly status: CallResult["status"]; readonly seconds: number }
);

type Untimed<E> = E extends unknown ? Omit<E, "atMs"> : never;
/** A call event without `atMs`. */
export type UntimedEvent = Untimed<CallEvent>;

/** A call to the network, placed by a party outside it. */
export interface CallRequest {
  /** The caller's number (E.164), or what the carrier sends instead: `anonymous`, `sip:bob@pbx.example`, an empty string. */
  readonly from: string;
  /** Dialled number (E.164). */
  readonly to: string;
  /** The caller's script: one sentence or act per turn, then the caller hangs up. */
  readonly says?: readonly Cue[];
  /** The caller in place of the script in `says`, for example a person at a terminal. */
  readonly caller?: Caller;
  readonly onEvent?: (event: CallEvent) => void;
  /** Time scale: at 1, speech, pauses and ringing take their natural time; at 0 they take none. @default 0 */
  readonly pace?: number;
  readonly callerName?: string;
  readonly forwardedFrom?: string;
  /** STIR/SHAKEN result. @default passed with attestation A, for callers from the North American Numbering Plan */
  readonly stirVerstat?: string;
}
