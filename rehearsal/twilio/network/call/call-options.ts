import type { Account, VoiceSettings } from "../exchange.ts";
import type { Caller } from "./caller.ts";
import type { LiveCall } from "./live-call.ts";
import type { CallEvent } from "./result.ts";
import type { Switchboard } from "./switchboard.ts";

/** What a call is made from. */
export interface CallOptions {
  readonly network: Switchboard;
  readonly sid: string;
  readonly account: Account;
  readonly from: string;
  readonly to: string;
  readonly direction: "inbound" | "outbound-api" | "outbound-dial";
  /** The end that isn't ours. */
  readonly caller: Caller;
  /** Name of whoever that is. */
  readonly name?: string;
  readonly voice: VoiceSettings;
  readonly parentCallSid?: string;
  /** The call that dialled it: it shows this one's errors too, and isn't done before it. */
  readonly parent?: LiveCall;
  readonly phoneNumberSid?: string;
  readonly forwardedFrom?: string;
  readonly callerName?: string;
  readonly stirVerstat?: string;
  readonly pace: number;
  readonly onEvent?: (event: CallEvent) => void;
  readonly timeLimitMs?: number;
}
