/**
 * What the phone network needs of the API stand-in's store: who a number belongs to, and where calls are recorded.
 * The network never reads the store itself, so both sides can be tested alone.
 */
export interface Exchange {
  /** The subscriber of a number, with the webhooks that are in force for it now; undefined when nobody holds the number. */
  subscriber(e164: string): Promise<Subscriber | undefined> | Subscriber | undefined;
  /** Records a call. The SID is minted unless the fields name one. */
  createCall(fields: CallFields): Promise<{ readonly sid: string }> | { readonly sid: string };
  /** Changes a recorded call. */
  updateCall(sid: string, fields: Partial<CallFields>): Promise<void> | void;
  /** Records what Twilio's error log would show for the call. */
  notify?(sid: string, notification: Notification): Promise<void> | void;
  /** A new SID: CA is a call, VX a ConversationRelay session. Two capitals and 32 lower-case hexadecimal digits. */
  mintSid(prefix: "CA" | "VX"): string;
}

/** A number that answers to the network. */
export interface Subscriber {
  readonly accountSid: string;
  /** The account's primary auth token: what its webhooks are signed with. */
  readonly authToken: string;
  readonly phoneNumber: string;
  readonly phoneNumberSid: string;
  readonly friendlyName: string;
  /** Taken from the number's application where it has one (the number's own settings are then ignored), else from the number. */
  readonly voice: VoiceSettings;
}

/** Webhooks of a number or an application. An empty string or undefined is "not set". */
export interface VoiceSettings {
  readonly url?: string | null;
  readonly method?: string | null;
  readonly fallbackUrl?: string | null;
  readonly fallbackMethod?: string | null;
  readonly statusCallback?: string | null;
  readonly statusCallbackMethod?: string | null;
  readonly applicationSid?: string | null;
}

/** Twilio's call states. https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
export type CallStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "no-answer"
  | "failed"
  | "canceled";

/** The fields of a call record that the network decides. Dates as Date; the store writes them the way the API shows them. */
export interface CallFields {
  /** Minted by the exchange when left out. */
  readonly sid?: string;
  readonly accountSid: string;
  readonly parentCallSid?: string;
  readonly from: string;
  readonly to: string;
  readonly phoneNumberSid?: string;
  readonly direction: "inbound" | "outbound-dial";
  readonly status: CallStatus;
  readonly forwardedFrom?: string;
  readonly callerName?: string;
  readonly dateCreated?: Date;
  readonly startTime?: Date;
  readonly endTime?: Date;
  /** Whole seconds, rounded up; set when the call has ended. */
  readonly duration?: number;
  readonly answeredBy?: null;
  readonly price?: null;
}

/** One entry of the account's error log. Codes: https://www.twilio.com/docs/api/errors */
export interface Notification {
  readonly code: number;
  readonly level: "error" | "warning";
  readonly message: string;
  readonly url?: string;
}
