import type { Account, Notification, VoiceSettings } from "../exchange.ts";
import type { Caller } from "./caller.ts";
import type { CallEvent, UntimedEvent } from "./result.ts";
import type { Switchboard } from "./switchboard.ts";

/** Parameters of a new call in the phone network. */
export interface CallOptions {
  readonly network: Switchboard;
  readonly sid: string;
  readonly account: Account;
  readonly from: string;
  readonly to: string;
  readonly direction: "inbound" | "outbound-api" | "outbound-dial";
  /** The party outside the network: the caller of an inbound call, the called party of an outbound call. */
  readonly caller: Caller;
  /** Name of the person outside the network. */
  readonly name?: string;
  readonly voice: VoiceSettings;
  readonly parentCallSid?: string;
  readonly parent?: ParentCall;
  readonly phoneNumberSid?: string;
  readonly forwardedFrom?: string;
  readonly callerName?: string;
  readonly stirVerstat?: string;
  readonly pace: number;
  readonly onEvent?: (event: CallEvent) => void;
  readonly timeLimitMs?: number;
}

/** A call that dialled a child call: its result includes the child's errors and waits for the child's callbacks. */
export interface ParentCall {
  readonly errors: Notification[];
  readonly children: { callbacksDone(): Promise<void> }[];
  event(event: UntimedEvent): void;
}
