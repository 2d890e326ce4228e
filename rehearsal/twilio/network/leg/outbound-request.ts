import type { CallEvent } from "../call/result.ts";

/**
 * A call that an account places, with the parameters of the API's call creation. Durations are in seconds.
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export interface OutboundRequest {
  readonly accountSid: string;
  /** Called party: E.164, `sip:...` or `client:...`. */
  readonly to: string;
  readonly from: string;
  /** URL of the instructions. Overridden by `applicationSid`, overrides `twiml`. */
  readonly url?: string;
  readonly method?: string;
  readonly twiml?: string;
  readonly applicationSid?: string;
  readonly fallbackUrl?: string;
  readonly fallbackMethod?: string;
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: string;
  /** Events that are sent to the status callback. @default completed */
  readonly statusCallbackEvent?: readonly ("initiated" | "ringing" | "answered" | "completed")[];
  /** How long the call rings. @default 60 */
  readonly timeout?: number;
  /** Maximum length of the call. @default 14400 */
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
  /** How long machine detection may take. @default 30 */
  readonly machineDetectionTimeout?: number;
  readonly asyncAmd?: boolean;
  readonly asyncAmdStatusCallback?: string;
  readonly asyncAmdStatusCallbackMethod?: string;
  readonly sipAuthUsername?: string;
  readonly sipAuthPassword?: string;
  readonly onEvent?: (event: CallEvent) => void;
  /** Time scale: 1 is natural, 0 takes no time. @default the clock's natural pace */
  readonly pace?: number;
}

/**
 * A change of a live call: ending it (`canceled` only before the answer, `completed` at any time) or giving it new instructions.
 * https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
 */
export type CallChange =
  | { readonly status: "canceled" | "completed" }
  | { readonly url: string; readonly method?: string; readonly fallbackUrl?: string; readonly fallbackMethod?: string }
  | { readonly twiml: string };
