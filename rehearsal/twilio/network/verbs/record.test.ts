import { afterEach, expect, test } from "vitest";
import type { Cue } from "../index.ts";
import { wav } from "../recording/wav.ts";
import { ACCOUNT, closeWorlds, HOST, heard, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

async function record(attributes: string, says: readonly Cue[]) {
  const world = await startPhones({
    "/voice": twiml(`<Record action="/got" ${attributes}/><Say>Nothing.</Say>`),
    "/got": twiml("<Say>Thanks.</Say>"),
    "/recorded": twiml(""),
  });
  const result = await world.clock.runUntil(world.place({ says }));
  return { ...world, result, got: world.application.at("/got")[0], recording: [...world.recordings][0] };
}

test("a message up to a silence: the action has it, and the store a file that can be played", async () => {
  const { result, got, recording } = await record(`timeout="2" recordingStatusCallback="https://${HOST}/recorded"`, [
    "one two three four",
    "five six",
  ]);
  const [sid, fields] = recording ?? [];
  expect(heard(result)).toEqual([
    "network: (beep)",
    "caller: one two three four",
    "caller: five six",
    "network: Thanks.",
  ]);
  // 1.4 s and 0.7 s of speech, then 2 s of silence.
  expect(got).toMatchObject({
    RecordingSid: sid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Recordings/${sid}`,
    RecordingDuration: "5",
  });
  expect("Digits" in (got ?? {})).toBe(false);
  expect(fields).toMatchObject({
    status: "completed",
    source: "RecordVerb",
    channels: 1,
    duration: "5",
    call_sid: result.sid,
  });
  expect(fields?.media?.toString("latin1", 0, 4)).toBe("RIFF");
  expect(fields?.media?.length).toBe(44 + 5 * 8_000 * 2);
});

test.each<[string, string, readonly Cue[], object]>([
  ["a key ends it", "", ["Hello.", { digits: "#" }], { Digits: "#" }],
  ["another key doesn't", 'finishOnKey="#"', ["Hello.", { digits: "1" }, { digits: "#" }], { Digits: "#" }],
  [
    "its longest length ends it",
    'maxLength="2"',
    ["one two three four five six seven eight nine"],
    { RecordingDuration: "2" },
  ],
  ["the caller hangs up", "", ["Hello.", { hangUp: true }], { Digits: "hangup", CallStatus: "completed" }],
])("%s", async (_what, attributes, says, expected) => {
  expect((await record(attributes, says)).got).toMatchObject(expected);
});

test("nothing said: no action, and the recording is absent", async () => {
  const { result, got, recording, application } = await record(
    `playBeep="false" recordingStatusCallback="https://${HOST}/recorded" recordingStatusCallbackEvent="in-progress completed absent"`,
    [],
  );
  expect(got).toBeUndefined();
  expect(heard(result)).toEqual(["network: Nothing."]);
  expect(recording?.[1]).toMatchObject({ status: "absent" });
  expect(application.at("/recorded").map((one) => one.RecordingStatus)).toEqual(["in-progress", "absent"]);
});

test("the recording's callback has all that Twilio documents", async () => {
  const { application, recording } = await record(`recordingStatusCallback="https://${HOST}/recorded"`, ["Hello."]);
  expect(application.at("/recorded")[0]).toMatchObject({
    AccountSid: ACCOUNT,
    RecordingSid: recording?.[0],
    RecordingStatus: "completed",
    RecordingDuration: "6",
    RecordingChannels: "1",
    RecordingSource: "RecordVerb",
    RecordingTrack: "both",
    RecordingStartTime: "Mon, 02 Mar 2026 09:00:00 +0000",
  });
});

test("where nothing takes time a recording is as long as what was said", async () => {
  const world = await startPhones({ "/voice": twiml('<Record action="/got" playBeep="false"/>'), "/got": twiml("") });
  await world.clock.runUntil(world.place({ says: ["one two three four five six"], pace: 0 }));
  expect(world.application.at("/got")[0]?.RecordingDuration).toBe("3");
});

test("a conversation passed on is recorded from its answer, in two channels", async () => {
  const dial = `<Dial record="record-from-answer-dual" action="/got" recordingStatusCallback="https://${HOST}/recorded">+14155550188</Dial>`;
  const world = await startPhones({ "/voice": twiml(dial), "/got": twiml(""), "/recorded": twiml("") });
  const result = await world.clock.runUntil(world.place({ says: ["one two"] }));
  const [recording] = [...world.recordings.values()];
  expect(recording).toMatchObject({
    source: "DialVerb",
    channels: 2,
    status: "completed",
    duration: "2",
    call_sid: result.sid,
  });
  expect(world.application.at("/got")[0]).toMatchObject({ DialCallStatus: "completed", RecordingDuration: "2" });
  expect(world.application.at("/recorded")[0]).toMatchObject({ RecordingSource: "DialVerb", RecordingChannels: "2" });
  const never = await startPhones({ "/voice": twiml('<Dial record="true">+14155550177</Dial>') });
  await never.clock.runUntil(never.place());
  expect(never.recordings.size).toBe(0);
});

test("recording from the ringing on has the ringing too", async () => {
  const dial = '<Dial record="record-from-ringing">+14155550188</Dial>';
  const world = await startPhones({ "/voice": twiml(dial) });
  await world.clock.runUntil(world.place({ says: ["one two"] }));
  expect([...world.recordings.values()][0]?.duration).toBe("5");
});

test("a recording that the API began is paused, resumed and ended with its call", async () => {
  const world = await startPhones({ "/voice": twiml('<Pause length="1"/><Say>Hi</Say><Pause length="60"/>') });
  const placed = world.place();
  await world.clock.advance(2_000);
  const [sid = ""] = world.network.liveCalls.keys();
  const { sid: recording = "" } = world.network.startRecording(sid) ?? {};
  await world.clock.advance(10_000);
  expect(world.network.updateRecording(recording, { status: "paused" })).toBe(true);
  expect(world.recordings.get(recording)?.status).toBe("paused");
  await world.clock.advance(20_000);
  world.network.updateRecording(recording, { status: "in-progress" });
  await world.clock.advance(5_000);
  world.network.updateRecording(recording, { status: "stopped" });
  expect(world.recordings.get(recording)).toMatchObject({
    status: "completed",
    duration: "15",
    source: "StartCallRecordingAPI",
  });
  expect(world.network.updateRecording(recording, { status: "paused" })).toBe(false);
  await world.clock.runUntil(placed);
  expect(world.network.startRecording(sid)).toBeUndefined();
});

test("a WAV file says what it holds", () => {
  const file = wav(2, 2);
  expect([file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([2, 8_000, 16]);
  expect([file.length, file.readUInt32LE(40), file.readUInt32LE(4)]).toEqual([64_044, 64_000, 64_036]);
  expect(wav(3_600, 1).length).toBe(44 + 60 * 16_000);
});
