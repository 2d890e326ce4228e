import type { CallEvent } from "../call/result.ts";

/**
 * A call that the account places, in the terms of the API's Calls create; durations in seconds.
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export interface OutboundRequest {
  readonly accountSid: string;
  /** E.164, `sip:...` or `client:...`. */
  readonly to: string;
  readonly from: string;
  /** The instructions are the application's, else `url`'s, else `twiml`. */
  readonly url?: string;
  readonly method?: string;
  readonly twiml?: string;
  readonly applicationSid?: string;
  readonly fallbackUrl?: string;
  readonly fallbackMethod?: string;
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: string;
  /** @default completed */
  readonly statusCallbackEvent?: readonly ("initiated" | "ringing" | "answered" | "completed")[];
  /** @default 60 */
  readonly timeout?: number;
  /** @default 14400 */
  readonly timeLimit?: number;
  readonly sendDigits?: string;
  readonly callerId?: string;
  readonly record?: boolean;
  readonly recordingChannels?: "mono" | "dual";
  readonly recordingTrack?: "inbound" | "outbound" | "both";
  readonly recordingStatusCallback?: string;
  readonly recordingStatusCallbackMethod?: string;
  readonly recordingStatusCallbackEvent?: readonly ("in-progress" | "completed" | "absent")[];
  readonly machineDetection?: "Enable" | "DetectMessageEnd";
  /** @default 30 */
  readonly machineDetectionTimeout?: number;
  readonly asyncAmd?: boolean;
  readonly asyncAmdStatusCallback?: string;
  readonly asyncAmdStatusCallbackMethod?: string;
  readonly sipAuthUsername?: string;
  readonly sipAuthPassword?: string;
  readonly onEvent?: (event: CallEvent) => void;
  /** @default the clock's natural pace */
  readonly pace?: number;
}

/**
 * A change of a live call: its end (`canceled` before the answer, `completed` at any time) or new instructions. https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
 */
export type CallChange =
  | { readonly status: "canceled" | "completed" }
  | { readonly url: string; readonly method?: string; readonly fallbackUrl?: string; readonly fallbackMethod?: string }
  | { readonly twiml: string };
