/**
 * What the network keeps in the store beside calls, in the API's own words. The store adds `sid` and its dates; the network
 * writes through `Exchange.create`, `change` and `remove`.
 */
export interface Records {
  /** https://www.twilio.com/docs/voice/api/recording */
  recordings: RecordingFields;
  /** https://www.twilio.com/docs/voice/api/conference-resource */
  conferences: ConferenceFields;
  /** https://www.twilio.com/docs/voice/api/conference-participant-resource (its SID is the store's own: the API shows the call's) */
  participants: ParticipantFields;
  /** https://www.twilio.com/docs/voice/api/queue-resource */
  queues: QueueFields;
  /** https://www.twilio.com/docs/voice/api/member-resource (its SID is the store's own: the API shows the call's) */
  members: MemberFields;
}

export interface RecordingFields {
  readonly account_sid: string;
  readonly call_sid: string | null;
  readonly conference_sid: string | null;
  readonly source: "DialVerb" | "Conference" | "OutboundAPI" | "RecordVerb" | "StartCallRecordingAPI";
  readonly status: "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent";
  readonly channels: 1 | 2;
  readonly track: "inbound" | "outbound" | "both";
  readonly start_time: Date;
  /** Whole seconds as text; set when it is completed. */
  readonly duration?: string;
  /** The WAV file: 8 kHz, 16 bits; set when it is completed. */
  readonly media?: Buffer;
}

export interface ConferenceFields {
  readonly account_sid: string;
  readonly friendly_name: string;
  readonly status: "init" | "in-progress" | "completed";
  readonly region: string;
  readonly reason_conference_ended?:
    | "conference-ended-via-api"
    | "last-participant-left"
    | "participant-with-end-conference-on-exit-left"
    | null;
  readonly call_sid_ending_conference?: string | null;
}

export interface ParticipantFields {
  readonly account_sid: string;
  readonly conference_sid: string;
  readonly call_sid: string;
  readonly label: string | null;
  readonly muted: boolean;
  readonly hold: boolean;
  readonly coaching: boolean;
  readonly call_sid_to_coach: string | null;
  readonly start_conference_on_enter: boolean;
  readonly end_conference_on_exit: boolean;
  readonly status: "queued" | "connecting" | "ringing" | "connected" | "complete" | "failed";
}

export interface QueueFields {
  readonly account_sid: string;
  readonly friendly_name: string;
  readonly max_size: number;
  readonly current_size: number;
  /** Seconds. */
  readonly average_wait_time: number;
}

export interface MemberFields {
  readonly account_sid: string;
  readonly queue_sid: string;
  readonly call_sid: string;
  readonly date_enqueued: Date;
}
