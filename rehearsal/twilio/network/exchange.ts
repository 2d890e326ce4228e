import type { ConferenceRecord, QueueRecord, RecordingFields } from "./records.ts";

/**
 * What the phone network needs of the API stand-in's store: the holder of a number, and records of calls.
 * The network never reads the store itself, so that both can be tested alone.
 */
export interface Exchange {
  /** The subscriber of a number, with the number's present webhooks; undefined when no account holds the number. */
  subscriber(e164: string): Promise<Subscriber | undefined> | Subscriber | undefined;
  /** Records a call. The SID is minted unless the fields name one. */
  createCall(fields: CallFields): Promise<{ readonly sid: string }> | { readonly sid: string };
  /** Changes a recorded call. */
  updateCall(sid: string, fields: Partial<CallFields>): Promise<void> | void;
  /** Adds an entry to the account's error log. */
  notify?(sid: string, notification: Notification): Promise<void> | void;
  /** A new SID: CA is a call, VX a ConversationRelay session, MZ a media stream. Two capitals and 32 lower-case hexadecimal digits. */
  mintSid(prefix: "CA" | "VX" | "MZ"): string;
  /** The voice limits of an account. @default none */
  voiceLimits?(accountSid: string): VoiceLimits;
  /** An account that may place calls; undefined when it isn't active. */
  account(accountSid: string): Account | undefined;
  /** Whether an account holds a number or has verified it as a caller ID. */
  mayCallFrom(accountSid: string, e164: string): boolean;
  /** The webhooks of an account's application; undefined when it has none of that SID. */
  application(accountSid: string, applicationSid: string): VoiceSettings | undefined;
  /** Creates the record of a recording that begins. */
  createRecording(fields: RecordingFields): { readonly sid: string };
  updateRecording(sid: string, fields: Partial<RecordingFields>): void;
  /** Creates the record of a conference at its first participant. The network changes the record in place. */
  createConference(fields: Pick<ConferenceRecord, "account_sid" | "friendly_name">): ConferenceRecord;
  /** The account's queue of that name or SID. With `make`, a queue of a new name is created. */
  queue(accountSid: string, nameOrSid: string, make: boolean): QueueRecord | undefined;
}

/** Voice limits of an account. */
export interface VoiceLimits {
  /** Concurrent calls; a further one to its numbers is rejected with 10004, as for an account without a Primary Customer Profile. @default unlimited */
  readonly calls?: number;
  /** Concurrent ConversationRelay sessions; a further one is rejected with 64109. @default unlimited */
  readonly relaySessions?: number;
  /** Whether the account has accepted ConversationRelay's addendum in the Console. @default true */
  readonly conversationRelay?: boolean;
}

/** The account that pays for a call and signs its webhooks. */
export interface Account {
  readonly accountSid: string;
  /** The account's primary auth token: what its webhooks are signed with. */
  readonly authToken: string;
}

/** The holder of a number, and the number's webhooks. */
export interface Subscriber extends Account {
  readonly phoneNumber: string;
  readonly phoneNumberSid: string;
  readonly friendlyName: string;
  /** The settings of the number's application where it has one, else the number's own. */
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
  /** The number's own status callback, which gets the end beside the application's. */
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

/** The fields of a call record that the network sets. The store formats the dates as the API shows them. */
export interface CallFields {
  /** @default a new SID */
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
  /** Whole seconds, rounded up; set when the call has ended. */
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
