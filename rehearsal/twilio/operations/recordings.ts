import { notFound, TwilioError } from "../errors.ts";
import type { Fields, Recording } from "../store.ts";
import { datesOf } from "./dates.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "./request.ts";

/**
 * Recordings of the account, of a call and of a conference. A deleted one stays in the list of those who ask for it
 * (`IncludeSoftDeleted`) without its sound. https://www.twilio.com/docs/voice/api/recording
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

function remove(request: ApiRequest): undefined {
  const recording = recordingOf(request);
  if (["in-progress", "paused", "processing"].includes(recording.status)) {
    throw new TwilioError(409, 20009, "Cannot delete this resource before it is complete");
  }
  recording.deleted = true;
  delete recording.media;
  recording.date_updated = request.store.clock();
}

function recordingOf(request: ApiRequest): Recording {
  const recording = find(request, request.store.recordings);
  if (!belongs(request, recording)) throw notFound(request.path);
  return recording;
}

/** It is the account's, of the call or conference that the path names, and not deleted unless that is asked for. */
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
