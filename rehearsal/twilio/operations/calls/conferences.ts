import { notFound, notModelled, refused } from "../../api/errors.ts";
import { fieldsOf } from "../../api/parameters.ts";
import type { Conference, Participant } from "../../store.ts";
import { datesOf } from "../dates.ts";
import { type ApiRequest, find, type Handler, type Shown, showOne, showPage } from "../request.ts";

/** Conferences and their participants. https://www.twilio.com/docs/voice/api/conference-resource */
export const conferences: Readonly<Record<string, Handler>> = {
  ListConference(request) {
    const { account, query, store } = request;
    const same = (parameter: string, value: unknown) => !query.get(parameter) || query.get(parameter) === value;
    const created = datesOf(query, "DateCreated");
    const updated = datesOf(query, "DateUpdated");
    return showPage(
      request,
      store.conferences.values(),
      (conference) =>
        conference.account_sid === account.sid &&
        same("FriendlyName", conference.friendly_name) &&
        same("Status", conference.status) &&
        created(conference.date_created) &&
        updated(conference.date_updated),
    );
  },

  FetchConference: (request) => showOne(request, find(request, request.store.conferences)),

  /** Ends a conference; does nothing when it is over. */
  UpdateConference(request) {
    const { network, operation, form } = request;
    const conference = find(request, request.store.conferences);
    const { status, announce_url } = fieldsOf(operation, form);
    if (announce_url !== undefined) throw notModelled("announcements to a conference");
    if (status === "completed") network.endConference(conference.sid);
    return showOne(request, conference);
  },

  /** https://www.twilio.com/docs/voice/api/conference-participant-resource */
  ListParticipant(request) {
    const { query } = request;
    const conference = conferenceOf(request);
    const same = (parameter: string, value: boolean) => !query.get(parameter) || query.get(parameter) === String(value);
    return showPage(
      request,
      conference.participants.map((participant) => shownOf(conference, participant)),
      (participant) =>
        same("Muted", participant.muted === true) &&
        same("Hold", participant.hold === true) &&
        same("Coaching", participant.coaching === true),
    );
  },

  FetchParticipant(request) {
    const conference = conferenceOf(request);
    return showOne(request, shownOf(conference, participantOf(request, conference)));
  },

  /** Sets a participant's Muted, Hold, Coaching and EndConferenceOnExit. */
  UpdateParticipant(request) {
    const conference = conferenceOf(request);
    const participant = participantOf(request, conference);
    const fields = fieldsOf(request.operation, request.form);
    for (const name of ["announce_url", "wait_url", "beep_on_exit"]) {
      if (fields[name] !== undefined) throw notModelled(`the parameter ${name} of a participant`);
    }
    const { muted, hold, coaching, end_conference_on_exit, call_sid_to_coach } = fields;
    const coached = call_sid_to_coach as string | undefined;
    if (coached !== undefined && !conference.participants.some((other) => other.call_sid === coached)) {
      throw refused(20422, `Invalid Parameter: CallSidToCoach ${coached} is not in the conference`);
    }
    if (coaching === true && (coached ?? participant.call_sid_to_coach) === undefined) {
      throw refused(20422, "Invalid Parameter: Coaching needs CallSidToCoach");
    }
    const change = Object.entries({
      muted,
      hold,
      coaching: coaching ?? (coached === undefined ? undefined : true),
      callSidToCoach: coached,
      endConferenceOnExit: end_conference_on_exit,
    }).filter(([, value]) => value !== undefined);
    const { call_sid } = participant;
    if (change.length > 0 && !request.network.participant(conference.sid, call_sid, Object.fromEntries(change))) {
      throw notFound(request.path);
    }
    return showOne(request, shownOf(conference, participant));
  },

  /** Removes a participant from the conference. Its call continues with the verb after its `<Dial>`. */
  DeleteParticipant(request) {
    const conference = conferenceOf(request);
    const { call_sid } = participantOf(request, conference);
    if (!request.network.kick(conference.sid, call_sid)) throw notFound(request.path);
    return undefined;
  },
};

const conferenceOf = (request: ApiRequest): Conference =>
  find(request, request.store.conferences, request.parameters.ConferenceSid);

/** Returns the participant that the path names by call SID or label. */
function participantOf({ parameters, path }: ApiRequest, { participants }: Conference): Participant {
  const { CallSid = "" } = parameters;
  const participant = participants.find((one) => one.call_sid === CallSid || isLabel(one.label, CallSid));
  if (!participant) throw notFound(path);
  return participant;
}

/** Whether `written`, from the path, is the label. "Non URL safe characters in a label must be percent encoded" (the OpenAPI file). */
function isLabel(label: string | undefined, written: string): boolean {
  try {
    return label !== undefined && decodeURIComponent(written) === label;
  } catch {
    return false;
  }
}

const shownOf = ({ sid, account_sid }: Conference, participant: Participant): Shown => ({
  sid: participant.call_sid,
  account_sid,
  conference_sid: sid,
  date_updated: participant.date_created,
  ...participant,
});
