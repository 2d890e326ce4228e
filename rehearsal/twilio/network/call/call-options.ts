import type { Account, Notification, VoiceSettings } from "../exchange.ts";
import type { Caller } from "./caller.ts";
import type { CallEvent, UntimedEvent } from "./result.ts";
import type { Switchboard } from "./switchboard.ts";

/** What a call is made from. */
export interface CallOptions {
  readonly network: Switchboard;
  readonly sid: string;
  readonly account: Account;
  readonly from: string;
  readonly to: string;
  readonly direction: "inbound" | "outbound-api" | "outbound-dial";
  /** The end outside the network: who calls an inbound call, who is called by an outbound one. */
  readonly caller: Caller;
  /** Name of the person at that end. */
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

/** The call that dialled another: it also shows the other's errors, and is done only after the other's callbacks. */
export interface ParentCall {
  readonly errors: Notification[];
  readonly children: { callbacksDone(): Promise<void> }[];
  event(event: UntimedEvent): void;
}
