import { wholeSeconds } from "../call/duration.ts";
import { aborted, Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import { type Member, ROOMS, Room } from "../conference/room.ts";
import { recordingCallback } from "../recording/recording.ts";
import { hold } from "../twiml/hold.ts";
import type { Verb } from "../twiml/parse.ts";
import type { VerbContext } from "../twiml/script.ts";
import { absolute, action, type Step, whole } from "../twiml/step.ts";

/** Maximum participants of a conference. https://www.twilio.com/docs/voice/twiml/conference#maxparticipants */
const MOST = 250;
const WAIT: ReadonlySet<string> = new Set(["Play", "Say", "Pause", "Redirect"]);

/** Puts the call into a conference. Its document continues when it leaves. https://www.twilio.com/docs/voice/twiml/conference */
export async function dialConference(call: LiveCall, verb: Verb, noun: Verb, context: VerbContext): Promise<Step> {
  const { url } = context;
  const { attributes } = noun;
  await call.answer();
  const room = roomOf(call, noun.text);
  if (room.members.length >= Math.min(MOST, whole(attributes.maxParticipants, MOST))) {
    await call.log("warning", 13247, `Dial->Conference: ${noun.text} is full`);
    return action(verb, { DialCallStatus: "failed", DialBridged: "false" });
  }
  const member: Member = {
    call,
    left: new AbortController(),
    beep: (attributes.beep ?? "true") as Member["beep"],
    record: {
      call_sid: call.sid,
      muted: attributes.muted === "true",
      hold: false,
      coaching: attributes.coach !== undefined,
      start_conference_on_enter: attributes.startConferenceOnEnter !== "false",
      end_conference_on_exit: attributes.endConferenceOnExit === "true",
      status: "connected",
      date_created: call.network.clock.now(),
      ...(attributes.participantLabel ? { label: attributes.participantLabel } : {}),
      ...(attributes.coach ? { call_sid_to_coach: attributes.coach } : {}),
    },
  };
  if (attributes.statusCallback && room.members.length === 0) {
    const events = new Set((attributes.statusCallbackEvent ?? "").split(/\s+/));
    const to = absolute(attributes.statusCallback, url);
    room.subscribe(call.statusCallbacks(to, attributes.statusCallbackMethod, ""), events);
  }
  const began = call.network.clock.elapsed();
  const leaves = (): void => room.leave(member);
  // A participant whose call ends must leave at once, even while it waits for something else.
  call.ended.addEventListener("abort", leaves, { once: true });
  // https://www.twilio.com/docs/voice/twiml/conference#record
  const records = attributes.record === "true" || attributes.record === "record-from-start";
  room.join(member, records ? recordingCallback(attributes, url) : undefined);
  try {
    await takePart(call, room, member, attributes, context);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  leaves();
  if (call.redirected) throw new Interrupted();
  const seconds = (call.network.clock.elapsed() - began) / 1000;
  call.leg({ kind: "phone", sid: room.record.sid, to: `conference:${noun.text}`, status: "completed", seconds });
  return action(verb, {
    DialCallStatus: "answered",
    DialBridged: "true",
    DialCallDuration: String(wholeSeconds(seconds)),
    ConferenceSid: room.record.sid,
  });
}

/** Returns the account's live conference with that name, or a new one. */
function roomOf(call: LiveCall, name: string): Room {
  const rooms = ROOMS.of(call.network);
  const key = `${call.account.accountSid} ${name}`;
  const fields = { account_sid: call.account.accountSid, friendly_name: name };
  return rooms.get(key) ?? new Room(call.network.exchange.createConference(fields), key, rooms);
}

/** Keeps the call in the conference: plays hold music while it is alone or the conference hasn't begun, and otherwise lets `Room` run. */
async function takePart(
  call: LiveCall,
  room: Room,
  member: Member,
  { waitUrl, waitMethod }: Readonly<Record<string, string>>,
  { url, script }: VerbContext,
): Promise<void> {
  const out = member.left.signal;
  while (!out.aborted) {
    if (room.live) {
      await call.until(Promise.race([aborted(out), aborted(room.changed)]));
      continue;
    }
    const music = waitUrl ? { script, url: absolute(waitUrl, url), method: waitMethod, verbs: WAIT } : undefined;
    await hold(call, AbortSignal.any([out, begins(room)]), music);
  }
}

/** Returns a signal that aborts when participants can hear each other or the conference is over. */
function begins(room: Room): AbortSignal {
  const begun = new AbortController();
  const look = (): void => {
    if (room.live || room.record.status === "completed") begun.abort();
    else room.changed.addEventListener("abort", look, { once: true });
  };
  look();
  return begun.signal;
}
