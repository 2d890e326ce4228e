import { afterEach, expect, test } from "vitest";
import { CALLER, closeWorlds, HOST, heard, type Reply, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const SECOND = "+14155550124";
const THIRD = "+14155550125";
const ALL = "start end join leave mute hold modify";

/** Starts a world whose callers join one conference, each caller with the attributes given for its number. */
async function meeting(attributes: Record<string, string>, extra: Record<string, Reply> = {}) {
  return startPhones({
    "/voice": (seen, response) => {
      const own = attributes[seen.params.From ?? ""] ?? "";
      const verbs = `<Dial action="/left"><Conference ${/beep=/.test(own) ? own : `beep="false" ${own}`}>daily</Conference></Dial>`;
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));
    },
    "/left": twiml("<Say>Bye.</Say>"),
    "/events": twiml(""),
    ...extra,
  });
}

const callback = `statusCallback="https://${HOST}/events" statusCallbackEvent="${ALL}"`;
const patient = { turn: () => new Promise<undefined>(() => {}), unhurried: true };

test("three hear each other; the conference ends with the one who ends it", async () => {
  const waits = 'startConferenceOnEnter="false"';
  const chair = 'endConferenceOnExit="true" participantLabel="chair"';
  const world = await meeting({ [CALLER]: `${waits} ${callback}`, [SECOND]: waits, [THIRD]: chair });
  const first = world.place({ says: ["One."] });
  await world.clock.advance(1_000);
  const second = world.place({ from: SECOND, says: ["Two."] });
  await world.clock.advance(1_000);
  const third = world.place({ from: THIRD, says: ["Three.", { hangUp: true }] });
  const results = await world.clock.runUntil(Promise.all([first, second, third]));
  expect(results.map(heard)).toEqual([
    ["caller: One.", "caller: Two.", "caller: Three.", "network: Bye."],
    ["caller: One.", "caller: Two.", "caller: Three.", "network: Bye."],
    ["caller: One.", "caller: Two.", "caller: Three."],
  ]);
  const [conference] = [...world.conferences.values()];
  expect(conference).toMatchObject({
    status: "completed",
    friendly_name: "daily",
    reason_conference_ended: "participant-with-end-conference-on-exit-left",
    call_sid_ending_conference: results[2]?.sid,
    participants: [],
  });
  const events = world.application.at("/events");
  expect(events.map((one) => one.StatusCallbackEvent)).toEqual([
    "participant-join",
    "participant-join",
    "participant-join",
    "conference-start",
    "participant-leave",
    "participant-leave",
    "participant-leave",
    "conference-end",
  ]);
  expect(events.map((one) => one.SequenceNumber)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  expect(events[2]).toMatchObject({ ParticipantLabel: "chair", EndConferenceOnExit: "true", CallSid: results[2]?.sid });
  expect(events[7]).toMatchObject({
    ConferenceSid: conference?.sid,
    FriendlyName: "daily",
    CallSidEndingConference: results[2]?.sid,
  });
  expect(world.application.at("/left")[0]).toMatchObject({ DialCallStatus: "answered", DialBridged: "true" });
});

test("nobody hears anybody before one who starts it is in; the others wait with music", async () => {
  const waits = 'startConferenceOnEnter="false" waitUrl="/music"';
  const world = await meeting(
    { [CALLER]: waits, [SECOND]: waits, [THIRD]: "" },
    { "/music": twiml("<Say>la la</Say><Pause length='9'/>") },
  );
  const both = [world.place({ says: ["One."] }), world.place({ from: SECOND, says: ["Two."] })];
  await world.clock.advance(25_000);
  const [conference] = [...world.conferences.values()];
  expect([conference?.status, world.application.at("/music").length]).toEqual(["init", 6]);
  const results = await world.clock.runUntil(Promise.all([...both, world.place({ from: THIRD, says: ["Three."] })]));
  expect(heard(results[0] as never).filter((line) => line !== "network: la la")).toEqual([
    "caller: One.",
    "caller: Two.",
    "caller: Three.",
  ]);
});

test("muted participants hear and aren't heard; a full conference isn't entered", async () => {
  const world = await meeting({ [SECOND]: 'muted="true"', [THIRD]: 'maxParticipants="2"' });
  const both = [world.place({ says: ["One.", "Anybody?"] }), world.place({ from: SECOND, says: ["Two."] })];
  await world.clock.advance(100);
  const third = await world.clock.runUntil(world.place({ from: THIRD }));
  expect(heard(third)).toEqual(["network: Bye."]);
  const results = await world.clock.runUntil(Promise.all(both));
  expect(results.map(heard)).toEqual([
    ["caller: One.", "caller: Anybody?"],
    ["caller: One.", "caller: Anybody?"],
  ]);
});

test("the API mutes, holds, removes and ends; the callback hears of each", async () => {
  const world = await meeting({ [CALLER]: callback });
  const first = world.place({ caller: patient });
  await world.clock.advance(100);
  const second = world.place({ from: SECOND, caller: patient });
  await world.clock.advance(100);
  const [conference] = [...world.conferences.values()];
  const { sid = "", participants = [] } = conference ?? {};
  const member = participants[1]?.call_sid ?? "";
  expect(world.network.participant(sid, member, { muted: true })).toBe(true);
  expect(world.network.participant(sid, member, { muted: false, hold: true })).toBe(true);
  expect(participants[1]).toMatchObject({ muted: false, hold: true });
  expect(world.network.kick(sid, member)).toBe(true);
  expect(heard(await world.clock.runUntil(second))).toEqual(["network: Bye."]);
  expect(world.network.endConference(sid)).toBe(true);
  await world.clock.runUntil(first);
  expect(world.application.at("/events").map((one) => one.StatusCallbackEvent)).toEqual([
    "participant-join",
    "conference-start",
    "participant-join",
    "participant-mute",
    "participant-unmute",
    "participant-hold",
    "participant-leave",
    "participant-leave",
    "conference-end",
  ]);
  expect(world.application.at("/events").at(-1)?.ReasonConferenceEnded).toBe("conference-ended-via-api");
  expect(world.application.at("/events")[6]?.ReasonParticipantLeft).toBe("participant_kicked_via_api");
  expect([world.network.kick(sid, member), world.network.endConference(sid)]).toEqual([false, false]);
});

test("it is recorded, and the recording belongs to the conference", async () => {
  const record = `record="record-from-start" recordingStatusCallback="https://${HOST}/recorded"`;
  const world = await meeting({ [CALLER]: record }, { "/recorded": twiml("") });
  await world.clock.runUntil(Promise.all([world.place({ says: ["one two three"] }), world.place({ from: SECOND })]));
  const [conference] = [...world.conferences.values()];
  expect([...world.recordings.values()]).toMatchObject([
    { source: "Conference", status: "completed", conference_sid: conference?.sid, call_sid: null },
  ]);
  expect(world.application.at("/recorded")[0]).toMatchObject({
    ConferenceSid: conference?.sid,
    RecordingSource: "Conference",
  });
});

test("those who are in hear a beep when somebody comes and goes", async () => {
  const world = await meeting({ [SECOND]: 'beep="true"' });
  const first = world.place({ caller: patient });
  await world.clock.advance(100);
  const second = world.place({ from: SECOND, says: [{ hangUp: true, interrupts: true }] });
  await world.clock.advance(100);
  await world.clock.runUntil(second);
  for (const sid of world.network.liveCalls.keys()) await world.network.update(sid, { status: "completed" });
  expect(heard(await world.clock.runUntil(first))).toEqual(["network: (beep)", "network: (beep)"]);
});
