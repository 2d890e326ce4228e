import type { ConferenceRecord, QueueRecord, RecordingFields } from "./records.ts";

/**
 * The phone network's interface to the API stand-in's store: who holds a number, and the records of calls.
 * The network never reads the store directly, so each can be tested without the other.
 */
export interface Exchange {
  /** Returns a number's holder and current webhooks; undefined when no account holds the number. */
  subscriber(e164: string): Promise<Subscriber | undefined> | Subscriber | undefined;
  /** Creates the record of a call, under a new SID unless the fields name one. */
  createCall(fields: CallFields): Promise<{ readonly sid: string }> | { readonly sid: string };
  /** Changes the record of a call. */
  updateCall(sid: string, fields: Partial<CallFields>): Promise<void> | void;
  /** Adds an entry to the account's error log. */
  notify?(sid: string, notification: Notification): Promise<void> | void;
  /** Returns a new SID: the prefix (CA call, VX ConversationRelay session, MZ media stream) and 32 lower-case hexadecimal digits. */
  mintSid(prefix: "CA" | "VX" | "MZ"): string;
  /** Returns the voice limits of an account. @default no limits */
  voiceLimits?(accountSid: string): VoiceLimits;
  /** Returns an active account, which may place calls; undefined when it isn't active. */
  account(accountSid: string): Account | undefined;
  /** Whether an account holds a number or has verified it as a caller ID. */
  mayCallFrom(accountSid: string, e164: string): boolean;
  /** Returns the webhooks of an account's application; undefined when the account has no application with that SID. */
  application(accountSid: string, applicationSid: string): VoiceSettings | undefined;
  /** Creates a recording's record when it begins. */
  createRecording(fields: RecordingFields): { readonly sid: string };
  updateRecording(sid: string, fields: Partial<RecordingFields>): void;
  /** Creates a conference's record when the first participant joins. The network changes the returned object in place. */
  createConference(fields: Pick<ConferenceRecord, "account_sid" | "friendly_name">): ConferenceRecord;
  /** Returns the account's queue with that name or SID. With `make`, creates a queue for an unknown name. */
  queue(accountSid: string, nameOrSid: string, make: boolean): QueueRecord | undefined;
}

/** Voice limits of an account. */
export interface VoiceLimits {
  /** Maximum concurrent calls: one more is rejected with 10004, as for an account without a Primary Customer Profile. @default unlimited */
  readonly calls?: number;
  /** Maximum concurrent ConversationRelay sessions: one more is rejected with 64109. @default unlimited */
  readonly relaySessions?: number;
  /** Whether the account has accepted ConversationRelay's addendum in the Console. @default true */
  readonly conversationRelay?: boolean;
}

/** The account that pays for a call and signs its webhooks. */
export interface Account {
  readonly accountSid: string;
  /** The account's primary auth token, which signs its webhooks. */
  readonly authToken: string;
}

/** The holder of a number, and the number's webhooks. */
export interface Subscriber extends Account {
  readonly phoneNumber: string;
  readonly phoneNumberSid: string;
  readonly friendlyName: string;
  /** Webhooks of the number's application where it has one, else the number's own. */
  readonly voice: VoiceSettings;
}

/** Webhooks of a number or an application. An empty string means "not set", like undefined. */
export interface VoiceSettings {
  readonly url?: string | null;
  readonly method?: string | null;
  readonly fallbackUrl?: string | null;
  readonly fallbackMethod?: string | null;
  readonly statusCallback?: string | null;
  readonly statusCallbackMethod?: string | null;
  /** The number's own status callback: it gets the call's end in addition to the application's callback. */
  readonly ownStatusCallback?: { readonly url: string; readonly method?: string | null | undefined };
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

/** Answering machine detection's result for an outbound call. https://www.twilio.com/docs/voice/answering-machine-detection */
export type AnsweredBy =
  | "human"
  | "machine_start"
  | "machine_end_beep"
  | "machine_end_silence"
  | "machine_end_other"
  | "fax"
  | "unknown";

/** Fields of a call record that the network sets. The store formats their dates for the API's answers. */
export interface CallFields {
  /** SID of the call. @default a new SID */
  readonly sid?: string;
  readonly accountSid: string;
  readonly parentCallSid?: string;
  readonly from: string;
  readonly to: string;
  readonly phoneNumberSid?: string;
  readonly direction: "inbound" | "outbound-api" | "outbound-dial";
  readonly status: CallStatus;
  readonly forwardedFrom?: string;
  readonly callerName?: string;
  readonly dateCreated?: Date;
  readonly startTime?: Date;
  readonly endTime?: Date;
  /** Duration in whole seconds, rounded up; set when the call has ended. */
  readonly duration?: number;
  readonly answeredBy?: AnsweredBy | null;
  readonly price?: null;
}

/** One entry of the account's error log. Codes: https://www.twilio.com/docs/api/errors */
export interface Notification {
  readonly code: number;
  readonly level: "error" | "warning";
  readonly message: string;
  readonly url?: string;
}
