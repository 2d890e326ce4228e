import type { CallStatus, Notification } from "../exchange.ts";
import type { Attempt } from "../webhook/webhook.ts";
import type { Caller, Cue, Speaker } from "./caller.ts";

/** A line of a call's transcript. */
export interface Line {
  readonly who: Speaker;
  readonly text: string;
}

/** One connection of the call: the caller's own, an agent's session, or a telephone that was dialled. */
export interface Leg {
  readonly kind: "caller" | "agent" | "phone";
  /** CA for a call, VX for an agent's session. */
  readonly sid: string;
  /** E.164, or the agent's URL. */
  readonly to: string;
  /** Of a session: `completed` (the caller hung up), `ended` (the agent ended it) or `failed`. */
  readonly status: CallStatus | "ended";
  /** From its answer to its end, in seconds; 0 when it wasn't answered. */
  readonly seconds: number;
}

/** How a call went, once it is over. */
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
  /** How long the first voice webhook took, in milliseconds; undefined when none was requested. */
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
  /** `from` is the caller ID that the dialled party sees. */
  | { readonly type: "dialling"; readonly from: string; readonly to: string; readonly name?: string }
  | ({ readonly type: "leg" } & Leg)
  | ({ readonly type: "log" } & Notification)
  | { readonly type: "ended"; readonly status: CallResult["status"]; readonly seconds: number }
);

type Untimed<E> = E extends unknown ? Omit<E, "atMs"> : never;
/** A call event without its time. */
export type UntimedEvent = Untimed<CallEvent>;

/** A call that is placed from outside. */
export interface CallRequest {
  /** E.164 of the caller, or what the carrier sends in its place: `anonymous`, `sip:bob@pbx.example`, nothing. */
  readonly from: string;
  /** E.164 that is dialled. */
  readonly to: string;
  /** What the caller does, one sentence or act a turn; then the caller hangs up. */
  readonly says?: readonly Cue[];
  /** The caller, in place of a script: a person at a terminal, for example. */
  readonly caller?: Caller;
  readonly onEvent?: (event: CallEvent) => void;
  /** 1: speech, pauses and ringing take their natural time. 0 (the default): they take none. */
  readonly pace?: number;
  readonly callerName?: string;
  readonly forwardedFrom?: string;
  /** STIR/SHAKEN result; by default passed with attestation A for numbers of the North American plan. */
  readonly stirVerstat?: string;
}
