/** Fields of a recording, named as in the API. The store adds the SID and dates. https://www.twilio.com/docs/voice/api/recording */
export interface RecordingFields {
  readonly account_sid: string;
  readonly call_sid: string | null;
  readonly conference_sid: string | null;
  readonly source: "DialVerb" | "Conference" | "OutboundAPI" | "RecordVerb" | "StartCallRecordingAPI";
  readonly status: "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent";
  readonly channels: 1 | 2;
  readonly track: "inbound" | "outbound" | "both";
  readonly start_time: Date;
  /** Length in whole seconds, as text; set when the recording is completed. */
  readonly duration?: string;
  /** The WAV file (8 kHz, 16 bits); set when the recording is completed. */
  readonly media?: Buffer;
}

/** A conference. The network updates it as participants join and leave. https://www.twilio.com/docs/voice/api/conference-resource */
export interface ConferenceRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly friendly_name: string;
  status: "init" | "in-progress" | "completed";
  readonly region: string;
  reason_conference_ended?:
    | "conference-ended-via-api"
    | "last-participant-left"
    | "participant-with-end-conference-on-exit-left"
    | "participant-with-end-conference-on-exit-kicked"
    | "last-participant-kicked";
  call_sid_ending_conference?: string;
  /** Present participants, in the order in which they joined. */
  readonly participants: ParticipantRecord[];
}

/** https://www.twilio.com/docs/voice/api/conference-participant-resource */
export interface ParticipantRecord {
  readonly call_sid: string;
  readonly label?: string;
  muted: boolean;
  hold: boolean;
  coaching: boolean;
  call_sid_to_coach?: string;
  readonly start_conference_on_enter: boolean;
  end_conference_on_exit: boolean;
  readonly status: "connected";
  readonly date_created: Date;
}

/** A queue. The network adds calls to it and removes them. https://www.twilio.com/docs/voice/api/queue-resource */
export interface QueueRecord {
  readonly sid: string;
  readonly friendly_name: string;
  readonly max_size: number;
  /** Waiting calls, the front of the queue first. */
  readonly members: { readonly call_sid: string; readonly date_enqueued: Date }[];
}
