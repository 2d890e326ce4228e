import twilio from "twilio";
import { afterEach, expect, test } from "vitest";
import type { CallEvent } from "../index.ts";
import { closeWorlds, codes, HOST, heard, place, TOKEN, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

test("a number that nobody holds isn't in service: no webhook, nothing recorded", async () => {
  const { application, calls, result } = await place({}, {}, { to: "+14155550199" });
  expect(result).toMatchObject({ status: "failed", answered: false, webhooks: [], legs: [] });
  expect(heard(result)).toEqual(["network: The number you have dialed is not in service."]);
  expect([application.seen.length, calls.size]).toEqual([0, 0]);
});

test("a number without a voice URL fails the call", async () => {
  const { result } = await place({}, { url: "" });
  expect(result).toMatchObject({ status: "failed", answered: false, webhooks: [] });
});

test("events tell the call as it happens, in order", async () => {
  const events: CallEvent[] = [];
  await place(
    { "/voice": twiml("<Say>Hi</Say><Dial>+14155550188</Dial>") },
    {},
    { onEvent: (event) => void events.push(event) },
  );
  expect(events.map((event) => event.type)).toEqual([
    "ringing",
    "webhook",
    "twiml",
    "line",
    "dialling",
    "line",
    "line",
    "leg",
    "leg",
    "ended",
  ]);
  expect(events.filter((event) => event.type === "line").map((event) => [event.who, event.name])).toEqual([
    ["network", undefined],
    ["phone", "Dr. Ames"],
    ["phone", "Dr. Ames"],
  ]);
  expect(events.every((event, i) => i === 0 || event.atMs >= (events[i - 1]?.atMs ?? 0))).toBe(true);
});

test("pace lets speech take time", async () => {
  const { result } = await place({ "/voice": twiml("<Say>one two three four</Say>") }, {}, { pace: 0.1 });
  expect(result.seconds).toBeGreaterThan(0.13);
});

const status = `https://${HOST}/status`;

test("the number's status callback hears of the end once, signed, with the duration and the time", async () => {
  const { application, result } = await place(
    { "/voice": twiml("<Say>Hi</Say>"), "/status": (_seen, response) => void response.writeHead(204).end() },
    { statusCallback: status, statusCallbackMethod: "POST" },
  );
  const seen = application.seen.filter((one) => one.path === "/status");
  expect(seen.length).toBe(1);
  const { headers = {}, params = {} } = seen[0] ?? {};
  expect(params).toMatchObject({
    CallSid: result.sid,
    CallStatus: "completed",
    CallDuration: "1",
    Duration: "1",
    SequenceNumber: "0",
    CallbackSource: "call-progress-events",
    Timestamp: expect.stringMatching(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/),
  });
  expect(
    twilio.validateRequest(TOKEN, (headers as Record<string, string>)["x-twilio-signature"] ?? "", status, params),
  ).toBe(true);
});

test("the number's status callback tells busy and no-answer as they are", async () => {
  const { application } = await place(
    { "/voice": twiml('<Reject reason="busy"/>'), "/status": (_seen, response) => void response.end() },
    { statusCallback: status },
  );
  expect(application.at("/status")[0]).toMatchObject({ CallStatus: "busy", CallDuration: "0", Duration: "0" });
});

test("the number's status callback its failure is logged and changes nothing of the call", async () => {
  const { result } = await place({ "/voice": twiml("<Say>Hi</Say>") }, { statusCallback: "https://nowhere.example/" });
  expect(result).toMatchObject({ status: "completed", answered: true });
  expect(codes(result)).toEqual(["error 11210"]);
  expect(result.webhooks.map(({ purpose, attempt }) => [purpose, attempt])).toEqual([
    ["voice", 1],
    ["status", 1],
    ["status", 2],
  ]);
});
