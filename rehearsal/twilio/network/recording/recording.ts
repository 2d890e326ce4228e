import { Attached } from "../call/attached.ts";
import type { Sound } from "../call/caller.ts";
import { wholeSeconds } from "../call/duration.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { StatusCallbacks } from "../call/status-callbacks.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { RecordingFields } from "../records.ts";
import { absolute } from "../twiml/step.ts";
import { wav } from "./wav.ts";

export interface RecordingOptions {
  readonly source: RecordingFields["source"];
  readonly channels?: 1 | 2;
  readonly track?: RecordingFields["track"];
  readonly conferenceSid?: string;
  readonly callback?: string | undefined;
  readonly callbackMethod?: string | undefined;
  /** Space-separated events for the callback: `in-progress`, `completed`, `absent`. @default completed */
  readonly callbackEvents?: string | undefined;
}

/** A finished recording, with the values of an action's parameters. */
export interface Recorded {
  readonly sid: string;
  readonly url: string;
  /** Length in whole seconds. */
  readonly seconds: number;
}

/** Returns the parameters for a finished recording in an action or status callback; an empty object without a recording. */
export const recordedParameters = (recorded: Recorded | undefined): Record<string, string> =>
  recorded
    ? { RecordingUrl: recorded.url, RecordingSid: recorded.sid, RecordingDuration: String(recorded.seconds) }
    : {};

/** Reads a recording's status callback from a verb's attributes; `url`, the document's, resolves a relative one. */
export const recordingCallback = (attributes: Readonly<Record<string, string>>, url: string) => ({
  callback: attributes.recordingStatusCallback && absolute(attributes.recordingStatusCallback, url),
  callbackMethod: attributes.recordingStatusCallbackMethod,
  callbackEvents: attributes.recordingStatusCallbackEvent,
});

/** Each network's recordings in progress, by SID. */
export const RECORDINGS = new Attached<Switchboard, Map<string, Recording>>(() => new Map());

/** A recording of a call, which begins when the object is constructed. https://www.twilio.com/docs/voice/api/recording */
export class Recording {
  readonly sid: string;
  readonly url: string;
  readonly #call: LiveCall;
  readonly #options: RecordingOptions;
  readonly #callbacks: StatusCallbacks | undefined;
  readonly #startedAt: Date;
  readonly #tap = (sound: Sound): void => {
    this.#heardMs += sound.ms;
  };
  #runningSince: number | undefined;
  #elapsedMs = 0;
  #heardMs = 0;
  #over = false;
  #recorded: Recorded | undefined;

  constructor(call: LiveCall, options: RecordingOptions) {
    const { exchange, clock } = call.network;
    this.#call = call;
    this.#options = options;
    this.#startedAt = clock.now();
    const { accountSid } = call.account;
    this.sid = exchange.createRecording({
      account_sid: accountSid,
      call_sid: options.conferenceSid === undefined ? call.sid : null,
      conference_sid: options.conferenceSid ?? null,
      source: options.source,
      status: "in-progress",
      channels: options.channels ?? 1,
      track: options.track ?? "both",
      start_time: this.#startedAt,
    }).sid;
    this.url = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${this.sid}`;
    this.#callbacks = options.callback ? call.statusCallbacks(options.callback, options.callbackMethod, "") : undefined;
    call.taps.add(this.#tap);
    RECORDINGS.of(call.network).set(this.sid, this);
    this.#runningSince = clock.elapsed();
    this.#notify("in-progress");
  }

  /** Length so far in milliseconds. At pace 0, where nothing takes time, it is the natural length of the recorded sounds. */
  get ms(): number {
    const since = this.#runningSince === undefined ? 0 : this.#call.network.clock.elapsed() - this.#runningSince;
    return this.#call.pace > 0 ? this.#elapsedMs + since : this.#heardMs;
  }

  /** https://www.twilio.com/docs/voice/api/recording#update-a-recording-resource */
  pause(): void {
    if (this.#runningSince === undefined) return;
    this.#elapsedMs += this.#call.network.clock.elapsed() - this.#runningSince;
    this.#runningSince = undefined;
    this.#call.taps.delete(this.#tap);
    this.#call.network.exchange.updateRecording(this.sid, { status: "paused" });
  }

  resume(): void {
    if (this.#runningSince !== undefined || this.#over) return;
    this.#runningSince = this.#call.network.clock.elapsed();
    this.#call.taps.add(this.#tap);
    this.#call.network.exchange.updateRecording(this.sid, { status: "in-progress" });
  }

  /** Ends the recording without a file, as `absent`: nothing was said. */
  discard(): void {
    if (this.#over) return;
    this.#over = true;
    RECORDINGS.of(this.#call.network).delete(this.sid);
    this.#call.taps.delete(this.#tap);
    this.#call.network.exchange.updateRecording(this.sid, { status: "absent", duration: "0" });
    this.#notify("absent", 0);
  }

  /** Ends the recording and creates its file; undefined when nothing was recorded. */
  stop(): Recorded | undefined {
    if (this.#over) return this.#recorded;
    const seconds = wholeSeconds(this.ms / 1000);
    if (seconds === 0) {
      this.discard();
      return undefined;
    }
    this.#over = true;
    RECORDINGS.of(this.#call.network).delete(this.sid);
    this.#call.taps.delete(this.#tap);
    const { exchange } = this.#call.network;
    this.#recorded = { sid: this.sid, url: this.url, seconds };
    const media = wav(seconds, this.#options.channels ?? 1);
    exchange.updateRecording(this.sid, { status: "completed", duration: String(seconds), media });
    this.#notify("completed", seconds);
    return this.#recorded;
  }

  /** https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback */
  #notify(status: "in-progress" | "completed" | "absent", seconds?: number): void {
    const { callbackEvents = "completed", source, channels = 1, track = "both", conferenceSid } = this.#options;
    if (!callbackEvents.split(/\s+/).includes(status)) return;
    this.#callbacks?.send({
      AccountSid: this.#call.account.accountSid,
      ...(conferenceSid === undefined ? { CallSid: this.#call.sid } : { ConferenceSid: conferenceSid }),
      RecordingSid: this.sid,
      RecordingUrl: this.url,
      RecordingStatus: status,
      RecordingChannels: String(channels),
      RecordingStartTime: this.#startedAt.toUTCString().replace("GMT", "+0000"),
      RecordingSource: source,
      RecordingTrack: track,
      ...(seconds === undefined ? {} : { RecordingDuration: String(seconds) }),
      ...(status === "absent" ? { ErrorCode: "0" } : {}),
    });
  }
}
