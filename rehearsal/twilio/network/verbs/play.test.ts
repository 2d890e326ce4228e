import { afterEach, expect, test } from "vitest";
import type { SimulatedPhone } from "../index.ts";
import { wav } from "../recording/wav.ts";
import { ACCOUNT, closeWorlds, codes, HOST, heard, NUMBER, type Reply, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const file =
  (type: string, body: Buffer | string): Reply =>
  (_seen, response) =>
    void response.writeHead(200, { "Content-Type": type }).end(body);

const replies = {
  "/hold.wav": file("audio/x-wav", wav(7, 1)),
  "/hold.mp3": file("audio/mpeg", "…"),
  "/page": file("text/html", "<p>"),
};

test.each<[string, string, string[], string[], number]>([
  [
    "a WAV file as long as its header says",
    "<Play>/hold.wav</Play>",
    [`network: (plays https://${HOST}/hold.wav)`],
    [],
    7,
  ],
  [
    "another file for three seconds",
    "<Play loop='2'>/hold.mp3</Play>",
    Array(2).fill(`network: (plays https://${HOST}/hold.mp3)`),
    [],
    6,
  ],
  ["digits", '<Play digits="1w2W#"/>', ["network: (plays the digits 1w2W#)"], [], 2.1],
  ["nothing that isn't audio", "<Play>/page</Play>", [], ["error 12300"], 0],
  ["nothing that can't be had", "<Play>/gone</Play>", [], ["error 11200"], 0],
  ["no wrong digits", '<Play digits="1x"/>', [], ["warning 13420"], 0],
  ["nothing at all", "<Play/>", [], ["warning 13420"], 0],
  [
    "SSML as its text, with its breaks",
    '<Say>one<break time="2s"/> two <break strength="strong"/></Say>',
    ["network: one two"],
    [],
    3.7,
  ],
  ["no empty <Say>", "<Say> </Say>", [], ["warning 13520"], 0],
])("plays %s", async (_what, verbs, lines, errors, seconds) => {
  const world = await startPhones({ "/voice": twiml(verbs), ...replies });
  const result = await world.clock.runUntil(world.place());
  expect([heard(result), codes(result)]).toEqual([lines, errors]);
  expect(result.seconds).toBeCloseTo(seconds, 2);
});

test("loop 0 goes on until the caller hangs up", async () => {
  const world = await startPhones({ "/voice": twiml('<Say loop="0">one two</Say><Say>Never.</Say>') });
  let hangUp = (): void => {};
  const caller = {
    connected: (handset: { hangUp(): void }) => {
      hangUp = () => handset.hangUp();
    },
    turn: () => undefined,
  };
  const placed = world.place({ caller });
  await world.clock.advance(6_900);
  hangUp();
  const result = await world.clock.runUntil(placed);
  expect([result.transcript.length, result.seconds, result.status]).toEqual([10, 6.9, "completed"]);
});

test.each([
  [202, { ReferCallStatus: "completed", ReferSipResponseCode: "202", NotifySipResponseCode: "200" }],
  [603, { ReferCallStatus: "failed", ReferSipResponseCode: "603" }],
])("a SIP call is referred: the device answers %i", async (status, told) => {
  const targets: string[] = [];
  const desk: SimulatedPhone = {
    ...{ name: "Desk", answers: true },
    referred: (target) => {
      targets.push(target);
      return status;
    },
  };
  const world = await startPhones(
    { "/out": twiml('<Refer action="/referred"><Sip>sip:lab@pbx.example</Sip></Refer>'), "/referred": twiml("") },
    { phones: { "sip:desk@pbx.example": desk } },
  );
  const { sid } = await world.network.originate({
    ...{ accountSid: ACCOUNT, from: NUMBER, to: "sip:desk@pbx.example", url: `https://${HOST}/out` },
  });
  await world.clock.runUntil(world.network.finished(sid));
  expect([targets, world.application.at("/referred")[0]]).toMatchObject([["sip:lab@pbx.example"], told]);
});

test("a person hears what is said to him, and hangs up before he is answered", async () => {
  const world = await startPhones({ "/voice": twiml('<Pause length="30"/><Say>Hello.</Say>') });
  const sounds: string[] = [];
  let ended = 0;
  const caller = {
    connected: (handset: { hangUp(): void }) => void world.clock.sleep(5_000).then(() => handset.hangUp()),
    hears: ({ text }: { text: string }) => void sounds.push(text),
    ended: () => {
      ended += 1;
    },
    turn: () => undefined,
  };
  const result = await world.clock.runUntil(world.place({ caller }));
  expect([result.status, result.seconds, sounds, ended]).toEqual(["no-answer", 0, [], 1]);
  const patient = { ...caller, connected: () => {} };
  await world.clock.runUntil(world.place({ caller: patient }));
  expect(sounds).toEqual(["Hello."]);
});
