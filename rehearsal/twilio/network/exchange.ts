import type { ConferenceRecord, QueueRecord, RecordingFields } from "./records.ts";

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
  /** A new SID: CA is a call, VX a ConversationRelay session, MZ a media stream. Two capitals and 32 lower-case hexadecimal digits. */
  mintSid(prefix: "CA" | "VX" | "MZ"): string;
  /** What an account may do at a time. @default as much as it likes */
  voiceLimits?(accountSid: string): VoiceLimits;
  /** An account that may place calls; undefined when it isn't active. */
  account(accountSid: string): Account | undefined;
  /** Whether an account holds a number, or has verified it as a caller ID. */
  mayCallFrom(accountSid: string, e164: string): boolean;
  /** The webhooks of an account's application; undefined when it has none of that SID. */
  application(accountSid: string, applicationSid: string): VoiceSettings | undefined;
  /** Records a recording that begins. */
  createRecording(fields: RecordingFields): { readonly sid: string };
  updateRecording(sid: string, fields: Partial<RecordingFields>): void;
  /** Records a conference that somebody enters for the first time. Its record lives on in the store and is changed in place. */
  createConference(fields: Pick<ConferenceRecord, "account_sid" | "friendly_name">): ConferenceRecord;
  /** The account's queue of that name or SID. A name that isn't there is made where `make` says so. */
  queue(accountSid: string, nameOrSid: string, make: boolean): QueueRecord | undefined;
}

/** What Twilio lets an account do. */
export interface VoiceLimits {
  /** Calls at a time; one more to its numbers is rejected (10004), as an account without a Primary Customer Profile sees it. @default any number */
  readonly calls?: number;
  /** ConversationRelay sessions at a time; more are rejected (64109). @default any number */
  readonly relaySessions?: number;
  /** Whether the addendum that ConversationRelay needs was accepted in the account's Console. @default true */
  readonly conversationRelay?: boolean;
}

/** Who pays for a call, and signs its webhooks. */
export interface Account {
  readonly accountSid: string;
  /** The account's primary auth token: what its webhooks are signed with. */
  readonly authToken: string;
}

/** A number that answers to the network. */
export interface Subscriber extends Account {
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
  /** The number's own, where it hears of the end beside the application's. */
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

/** Who picked an outbound call up. https://www.twilio.com/docs/voice/answering-machine-detection */
export type AnsweredBy =
  | "human"
  | "machine_start"
  | "machine_end_beep"
  | "machine_end_silence"
  | "machine_end_other"
  | "fax"
  | "unknown";

/** The fields of a call record that the network decides. Dates as Date; the store writes them the way the API shows them. */
export interface CallFields {
  /** Minted by the exchange when left out. */
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
