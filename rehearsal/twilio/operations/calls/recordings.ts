import { notFound, refused, TwilioError } from "../../api/errors.ts";
import { fieldsOf } from "../../api/parameters.ts";
import type { Fields, Recording } from "../../store.ts";
import { datesOf } from "../dates.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";
import { CALL_CODES } from "./place-call.ts";

/**
 * Recordings of the account, of a call and of a conference. A list with `IncludeSoftDeleted` includes deleted recordings, without
 * their audio. https://www.twilio.com/docs/voice/api/recording
 */
export const recordings: Readonly<Record<string, Handler>> = {
  ListRecording: list,
  ListCallRecording(request) {
    find(request, request.store.calls, request.parameters.CallSid);
    return list(request);
  },
  ListConferenceRecording(request) {
    find(request, request.store.conferences, request.parameters.ConferenceSid);
    return list(request);
  },
  /** Starts to record an answered call. */
  CreateCallRecording(request) {
    const { network, operation, form, store } = request;
    const call = find(request, store.calls, request.parameters.CallSid);
    const fields = fieldsOf(operation, form, CALL_CODES);
    const events = fields.recording_status_callback_event as readonly string[] | undefined;
    const started = network.startRecording(call.sid, {
      channels: fields.recording_channels === "mono" ? 1 : 2,
      track: trackOf(fields.recording_track),
      callback: fields.recording_status_callback as string | undefined,
      callbackMethod: fields.recording_status_callback_method as string | undefined,
      callbackEvents: events?.join(" "),
    });
    const recording = store.recordings.get(started?.sid ?? "");
    if (!recording) throw refused(21220, "Requested resource is not eligible for recording");
    return showOne(request, recording, shown(recording));
  },
  UpdateCallRecording: change,
  UpdateConferenceRecording: change,
  FetchRecording: fetch,
  FetchCallRecording: fetch,
  FetchConferenceRecording: fetch,
  DeleteRecording: remove,
  DeleteCallRecording: remove,
  DeleteConferenceRecording: remove,
};

function list(request: ApiRequest) {
  const { store, query } = request;
  const same = (parameter: string, value: unknown) => !query.get(parameter) || query.get(parameter) === value;
  const created = datesOf(query, "DateCreated");
  return showPage(
    request,
    store.recordings.values(),
    (recording) =>
      belongs(request, recording) &&
      same("CallSid", recording.call_sid) &&
      same("ConferenceSid", recording.conference_sid) &&
      created(recording.date_created),
    shown,
  );
}

function fetch(request: ApiRequest) {
  const recording = recordingOf(request);
  return showOne(request, recording, shown(recording));
}

/** Pauses, resumes or ends a live recording. */
function change(request: ApiRequest) {
  const { network, operation, form } = request;
  const recording = recordingOf(request);
  const { status } = fieldsOf(operation, form);
  if (status !== "paused" && status !== "in-progress" && status !== "stopped") {
    throw refused(20422, "Invalid Parameter: Status must be one of paused, in-progress, stopped");
  }
  if (!network.updateRecording(recording.sid, { status })) {
    throw refused(21220, "Invalid recording state. The recording is not in progress.");
  }
  return showOne(request, recording, shown(recording));
}

function trackOf(given: unknown): Recording["track"] {
  if (given === undefined || given === "both") return "both";
  if (given === "inbound" || given === "outbound") return given;
  throw refused(20422, `Invalid Parameter: RecordingTrack must be one of inbound, outbound, both, not ${given}`);
}

function remove(request: ApiRequest): undefined {
  const recording = recordingOf(request);
  if (["in-progress", "paused", "processing"].includes(recording.status)) {
    throw new TwilioError(409, 20009, "Cannot delete this resource before it is complete");
  }
  recording.deleted = true;
  delete recording.media;
  recording.date_updated = request.store.clock();
}

/** Returns the recording that the path names; `Twilio.CURRENT` names the recording in progress. */
function recordingOf(request: ApiRequest): Recording {
  const { store, parameters } = request;
  const running = (recording: Recording) =>
    belongs(request, recording) && ["in-progress", "paused"].includes(recording.status);
  const current = parameters.Sid === "Twilio.CURRENT" && [...store.recordings.values()].findLast(running);
  const recording = current || find(request, store.recordings);
  if (!belongs(request, recording)) throw notFound(request.path);
  return recording;
}

/**
 * Whether a recording belongs to the account and to the path's call or conference. Deleted recordings count only with
 * `IncludeSoftDeleted`.
 */
function belongs({ account, parameters, query }: ApiRequest, recording: Recording): boolean {
  const { CallSid, ConferenceSid } = parameters;
  return (
    recording.account_sid === account.sid &&
    (CallSid === undefined || recording.call_sid === CallSid) &&
    (ConferenceSid === undefined || recording.conference_sid === ConferenceSid) &&
    (recording.deleted !== true || query.get("IncludeSoftDeleted") === "true")
  );
}

const shown = ({ sid, account_sid, deleted, status }: Recording): Fields => ({
  status: deleted ? "deleted" : status,
  media_url: `https://api.twilio.com/2010-04-01/Accounts/${account_sid}/Recordings/${sid}`,
});
