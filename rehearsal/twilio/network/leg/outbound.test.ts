import { afterEach, expect, test } from "vitest";
import type { OutboundRequest, SimulatedPhone } from "../index.ts";
import { ACCOUNT, closeWorlds, HOST, heard, NUMBER, type Reply, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const TO = "+14155550190";
const EVENTS = ["initiated", "ringing", "answered", "completed"] as const;

async function originate(
  request: Partial<OutboundRequest> = {},
  phone: Partial<SimulatedPhone> = {},
  replies: Record<string, Reply> = {},
) {
  const world = await startPhones(
    { "/out": twiml("<Say>Your appointment is at ten.</Say>"), "/status": twiml(""), "/amd": twiml(""), ...replies },
    { phones: { [TO]: { name: "Ann", answers: true, ...phone } } },
  );
  const { sid } = await world.network.originate({
    ...{ accountSid: ACCOUNT, from: NUMBER, to: TO, url: `https://${HOST}/out` },
    ...{ statusCallback: `https://${HOST}/status`, statusCallbackEvent: EVENTS },
    ...request,
  });
  return { ...world, sid, done: world.network.finished(sid) };
}

async function outcome(...args: Parameters<typeof originate>) {
  const world = await originate(...args);
  expect(world.calls.get(world.sid)?.history).toEqual(["queued"]);
  const result = await world.clock.runUntil(world.done);
  if (!result) throw new Error("the call isn't known");
  return { ...world, result, told: world.application.at("/status"), record: world.calls.get(world.sid) };
}

test("a call is queued, rings, is answered and runs its instructions; its callbacks come in order", async () => {
  const { result, told, record, application } = await outcome();
  expect(heard(result)).toEqual(["network: Your appointment is at ten."]);
  expect(record).toMatchObject({
    ...{ direction: "outbound-api", from: NUMBER, to: TO, accountSid: ACCOUNT, duration: 2 },
    ...{ history: ["queued", "ringing", "in-progress", "completed"], at: [0, 0, 3_000, 4_750] },
  });
  expect(application.at("/out")[0]).toMatchObject({
    CallStatus: "in-progress",
    Direction: "outbound-api",
    CallSid: result.sid,
  });
  expect("AnsweredBy" in (application.at("/out")[0] ?? {})).toBe(false);
  expect(told.map((one) => [one.SequenceNumber, one.CallStatus, one.Timestamp])).toEqual([
    ["0", "initiated", "Mon, 02 Mar 2026 09:00:00 +0000"],
    ["1", "ringing", "Mon, 02 Mar 2026 09:00:00 +0000"],
    ["2", "in-progress", "Mon, 02 Mar 2026 09:00:03 +0000"],
    ["3", "completed", "Mon, 02 Mar 2026 09:00:04 +0000"],
  ]);
  expect(told[3]).toMatchObject({ CallDuration: "2", Duration: "1", CallbackSource: "call-progress-events" });
});

test.each<[string, Partial<SimulatedPhone>, Partial<OutboundRequest>, string, number]>([
  ["nobody answers", { answers: false }, {}, "no-answer", 60_000],
  ["nobody answers in time", { ringsMs: 30_000 }, { timeout: 20 }, "no-answer", 20_000],
  ["it is busy", { answers: "busy" }, {}, "busy", 1_000],
  ["it can't be reached", { answers: "failed" }, {}, "failed", 0],
])("%s", async (_what, phone, request, status, ms) => {
  const { record, told, application } = await outcome(request, phone);
  expect([record?.history.at(-1), record?.at.at(-1)]).toEqual([status, ms]);
  expect(told.at(-1)).toMatchObject({ CallStatus: status, CallDuration: "0" });
  expect(application.at("/out")).toEqual([]);
});

test.each<[string, Partial<SimulatedPhone>, Partial<OutboundRequest>, string, number]>([
  ["a person", {}, {}, "human", 5_000],
  ["a machine, at once", { answers: "machine", says: ["one two three four"] }, {}, "machine_start", 7_000],
  [
    "a machine, at the end of its greeting",
    { answers: "machine", says: [Array(20).fill("word").join(" ")] },
    { machineDetection: "DetectMessageEnd" },
    "machine_end_beep",
    10_500,
  ],
  ["a fax", { answers: "fax" }, {}, "fax", 6_000],
  ["silence", { silent: true }, {}, "unknown", 8_000],
  ["a machine that greets too long", { answers: "machine" }, { machineDetectionTimeout: 3 }, "unknown", 6_000],
])("who answered: %s", async (_what, phone, request, answeredBy, ms) => {
  let asked = 0;
  const world = await originate({ machineDetection: "Enable", ...request }, phone, {
    "/out": (_seen, response) => {
      asked = world.clock.elapsed();
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml("<Hangup/>"));
    },
  });
  await world.clock.runUntil(world.done);
  expect(world.application.at("/out")[0]?.AnsweredBy).toBe(answeredBy);
  expect([asked, world.calls.get(world.sid)?.answeredBy]).toEqual([ms, answeredBy]);
});

test("detection beside the call: the instructions run at once, a callback tells", async () => {
  const { application, result } = await outcome(
    { machineDetection: "Enable", asyncAmd: true, asyncAmdStatusCallback: `https://${HOST}/amd` },
    { answers: "machine" },
    { "/out": twiml('<Pause length="10"/>') },
  );
  expect("AnsweredBy" in (application.at("/out")[0] ?? {})).toBe(false);
  expect(application.at("/amd")[0]).toMatchObject({
    ...{ CallSid: result.sid, AccountSid: ACCOUNT, AnsweredBy: "machine_start", MachineDetectionDuration: "4000" },
  });
});

test("instructions as TwiML, digits first, a recording and a time limit", async () => {
  const { result, told, recordings } = await outcome({
    ...{
      url: undefined as never,
      twiml: twiml('<Pause length="60"/>'),
      sendDigits: "w12",
      record: true,
      timeLimit: 30,
    },
  });
  expect(heard(result)).toEqual(["network: (plays the digits w12)"]);
  expect(result.seconds).toBe(30);
  const [[sid, recording] = []] = [...recordings];
  expect(recording).toMatchObject({ source: "OutboundAPI", duration: "30", status: "completed" });
  expect(told.at(-1)).toMatchObject({ RecordingSid: sid, RecordingDuration: "30", CallDuration: "30" });
});

test("a call that is over at once has no recording to show", async () => {
  const { told, recordings } = await outcome({ record: true }, {}, { "/out": twiml("<Hangup/>") });
  expect([...recordings.values()]).toMatchObject([{ status: "absent", duration: "0" }]);
  expect("RecordingUrl" in (told.at(-1) ?? {})).toBe(false);
});

test("the called party and an agent's document speak", async () => {
  const { result, application } = await outcome(
    {},
    { says: ["Yes, please."] },
    {
      "/out": twiml('<Gather input="speech" action="/said"><Say>Shall we confirm?</Say></Gather>'),
      "/said": twiml("<Say>Confirmed.</Say>"),
    },
  );
  expect(heard(result)).toEqual(["network: Shall we confirm?", "phone: Yes, please.", "network: Confirmed."]);
  expect(application.at("/said")[0]?.SpeechResult).toBe("Yes, please.");
});

test("a call that isn't answered yet is canceled; one that is can't be, but is ended", async () => {
  const world = await originate();
  await world.clock.advance(1_000);
  expect(await world.network.update(world.sid, { twiml: twiml("<Hangup/>") })).toBe(false);
  expect(await world.network.update(world.sid, { status: "canceled" })).toBe(true);
  expect((await world.clock.runUntil(world.done))?.status).toBe("canceled");
  expect(world.application.at("/status").at(-1)?.CallStatus).toBe("canceled");
  expect(await world.network.update(world.sid, { status: "completed" })).toBe(false);

  const second = await originate({}, {}, { "/out": twiml('<Pause length="600"/>') });
  await second.clock.advance(10_000);
  expect(second.network.liveCalls.get(second.sid)?.status).toBe("in-progress");
  expect(await second.network.update(second.sid, { status: "canceled" })).toBe(false);
  expect(await second.network.update(second.sid, { status: "completed" })).toBe(true);
  expect(await second.clock.runUntil(second.done)).toMatchObject({ status: "completed", seconds: 7 });
});

test("a live call is redirected, by address and by TwiML, with another fallback", async () => {
  const world = await originate(
    {},
    {},
    {
      "/out": twiml('<Pause length="600"/>'),
      "/other": twiml('<Say>Other.</Say><Pause length="600"/>'),
      "/sorry": twiml("<Say>Sorry.</Say>"),
    },
  );
  await world.clock.advance(10_000);
  expect(await world.network.update(world.sid, { url: `https://${HOST}/other`, method: "GET" })).toBe(true);
  await world.clock.advance(10_000);
  const gone = { url: `https://${HOST}/gone`, fallbackUrl: `https://${HOST}/sorry` };
  await world.network.update(world.sid, { twiml: twiml("<Say>Inline.</Say><Pause length='600'/>") });
  await world.clock.advance(10_000);
  await world.network.update(world.sid, gone);
  const result = await world.clock.runUntil(world.done);
  expect(result && heard(result)).toEqual(["network: Other.", "network: Inline.", "network: Sorry."]);
  expect(world.application.seen.find((one) => one.path.startsWith("/other"))?.method).toBe("GET");
  expect(world.application.at("/sorry")[0]).toMatchObject({ ErrorCode: "11200", ErrorUrl: gone.url });
});

test("a call to a number of the exchange meets that number's webhooks", async () => {
  const { result } = await outcome(
    { to: NUMBER, from: TO, url: `https://${HOST}/out` },
    {},
    {
      "/voice": twiml('<Gather input="speech" action="/said"><Say>Front desk.</Say></Gather>'),
      "/said": twiml("<Hangup/>"),
      "/out": twiml('<Gather input="speech" action="/heard"/>'),
      "/heard": twiml("<Say>A reminder.</Say>"),
    },
  );
  expect(heard(result)).toEqual(["phone: Front desk.", "network: A reminder."]);
});

test("an account that isn't active places no calls", async () => {
  const { network } = await startPhones({});
  await expect(network.originate({ accountSid: "AC0", from: NUMBER, to: TO })).rejects.toThrow(
    "account AC0 doesn't exist or isn't active: it can't place calls",
  );
  expect(await network.finished("CA0")).toBeUndefined();
});
