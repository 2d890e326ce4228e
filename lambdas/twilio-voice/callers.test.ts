import { describe, expect, test } from "vitest";
import { lateEventsHandler } from "../late-events/handler.ts";
import { CALL_IN, DESK, record, XML } from "../testbed/calls.ts";
import { ACME_NUMBER, ACME_TOKEN, bed, CALL, CALLER, GLOBEX_NUMBER, ROUTE } from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { webhook } from "../testbed/sender.ts";
import { statusHandler } from "../twilio-status/handler.ts";
import { voiceHandler } from "./handler.ts";

const output = captureOutput();

/** Values of `From`, the caller ID that the dialled person sees, and the recorded caller (by default `From`). */
const CALLERS: [from: string | undefined, callerId: string, kept?: string][] = [
  [CALLER, CALLER],
  ["+442079460123", "+442079460123"],
  ["anonymous", ACME_NUMBER],
  ["Restricted", ACME_NUMBER],
  ["unknown", ACME_NUMBER],
  ["unavailable", ACME_NUMBER],
  ["+266696687", ACME_NUMBER],
  ["+7378742833", ACME_NUMBER],
  ["+86282452253", ACME_NUMBER],
  ["", ACME_NUMBER],
  [undefined, ACME_NUMBER, ""],
  ["+1", ACME_NUMBER],
  ["12125550123", ACME_NUMBER],
  ["client:bob", ACME_NUMBER],
  ["sip:bob@pbx.example;transport=tls", ACME_NUMBER],
  ["sip:+12125550123@pbx.example", ACME_NUMBER],
  ["whatsapp:+12125550123", ACME_NUMBER],
  ["sip:\u001b]0;x\u0007\r\n\u202e@x", ACME_NUMBER, "sip:\\u{1b}]0;x\\u{7}\\u{d}\\u{a}\\u{202e}@x"],
  ['"><Dial>+19005550100</Dial>', ACME_NUMBER],
  ["9".repeat(50_000), ACME_NUMBER, `${"9".repeat(256)}…`],
];

/** Hostile values for the other fields that the caller or a carrier in between controls. */
const HOSTILE = {
  CallerName: "\u0000\u202e<Say>",
  Caller: "anonymous",
  ForwardedFrom: "sip:\r\nX",
  FromCity: "\ud83d",
  FromCountry: "",
  StirVerstat: "TN-Validation-Failed-C\n",
  "SipHeader_X-Note": "</Response>",
};

const sent = (from: string | undefined, path: string, params: Record<string, string> = {}) => {
  const { From: _, ...rest } = CALL_IN;
  return webhook(path, { ...rest, ...HOSTILE, ...(from !== undefined && { From: from }), ...params }, ACME_TOKEN);
};

const dialled = (callerId: string, number: string) =>
  `<Dial callerId="${callerId}" action="https://voice.us.aybiza.example/twilio/after?leg=fallback" method="POST"><Number>${number}</Number></Dial></Response>`;

describe.each<(typeof CALLERS)[number]>(CALLERS)("From %j", (from, callerId, kept = from) => {
  test("the agent takes the call, and the record keeps who called", async () => {
    const b = bed();
    const reply = await voiceHandler(b.deps)(sent(from, "/twilio/voice"));
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('<ConversationRelay url="wss://agents.us.aybiza.example/acme/reception"');
    expect(record(b)).toMatchObject({ from: kept, number: ACME_NUMBER, outcome: "agent" });
    expect(output.metrics().counts).toEqual({ Latency: 1 });
  });

  test("the agent is down, or hands over, or our answer failed: the fallback's person is dialled with a caller ID", async () => {
    const handle = voiceHandler(bed().deps);
    for (const event of [
      sent(from, "/twilio/after", { SessionStatus: "failed" }),
      sent(from, "/twilio/after", { SessionStatus: "ended", HandoffData: "{}", CallSid: CALL.replace("ca11", "ca12") }),
      sent(from, "/twilio/fallback", { ErrorCode: "11200" }),
    ])
      expect(await handle(event)).toMatchObject({
        statusCode: 200,
        body: `${XML}<Response><Say language="en-US">One moment please.</Say>${dialled(callerId, "+14155550199")}`,
      });
  });

  test("the routes can't be read: the region's desk is dialled with a caller ID", async () => {
    const b = bed({ FALLBACK: DESK });
    b.db.mood = (operation) => (operation === "GetItemCommand" ? "throws" : "well");
    expect(await voiceHandler(b.deps)(sent(from, "/twilio/voice"))).toMatchObject({
      statusCode: 200,
      body: `${XML}<Response><Say language="en-US">Please call again later.</Say>${dialled(callerId, "+14155550100")}`,
    });
  });

  test("its status callbacks are recorded, late ones too", async () => {
    const b = bed();
    const end = sent(from, "/twilio/status", { CallStatus: "completed", CallDuration: "4" });
    expect((await statusHandler(b.deps)(end)).statusCode).toBe(204);
    expect(record(b)).toMatchObject({ from: kept, status: "completed" });

    const late = bed();
    late.db.mood = "throws";
    expect((await statusHandler(late.deps)(end)).statusCode).toBe(204);
    late.db.mood = "well";
    const Records = late.queue.messages.map((body, i) => ({ messageId: String(i), body }));
    expect(await lateEventsHandler(late.deps)({ Records })).toEqual({ batchItemFailures: [] });
    expect(record(late)).toMatchObject({ from: kept, status: "completed" });
  });
});

describe("what was called is odd", () => {
  const called = (To: string | undefined, path = "/twilio/voice", token = ACME_TOKEN) => {
    const { To: _, ...rest } = CALL_IN;
    return webhook(path, { ...rest, ...(To !== undefined && { To }) }, token);
  };

  test.each(["sip:+14155550101@acme.sip.twilio.com", "whatsapp:+14155550101"])(
    "%s: the agent of the number takes the call",
    async (to) => {
      const b = bed();
      expect((await voiceHandler(b.deps)(called(to))).body).toContain('name="agent" value="reception"');
      expect(record(b)).toMatchObject({ number: ACME_NUMBER });
    },
  );

  test.each([
    ["sip:desk\u001b@acme.sip.twilio.com", "sip:desk\\u{1b}@acme.sip.twilio.com"],
    ["client:bob", "client:bob"],
    ["14155550101", "14155550101"],
    ["", ""],
    [undefined, ""],
  ])("%j: the caller hears that the number isn't in service", async (to, kept) => {
    const b = bed();
    expect(await voiceHandler(b.deps)(called(to))).toMatchObject({
      statusCode: 200,
      body: `${XML}<Response><Say language="en-US">This number is not in service.</Say><Hangup/></Response>`,
    });
    expect(b.db.reads.filter((key) => key.includes("number#"))).toEqual([]);
    expect(record(b)).toMatchObject({ number: kept, outcome: "apology" });
  });

  test("unsigned, it is refused before anything is read or written", async () => {
    const b = bed();
    const reply = await voiceHandler(b.deps)(called("sip:desk@x", "/twilio/voice", "wrong-token"));
    expect([reply.statusCode, b.db.writes]).toEqual([403, 0]);
  });

  test("another tenant's number in an address is refused as that number is", async () => {
    const b = bed();
    const reply = await voiceHandler(b.deps)(called(`sip:${GLOBEX_NUMBER}@acme.sip.twilio.com`));
    expect([reply.statusCode, b.db.writes]).toEqual([403, 0]);
  });
});

describe("a route that an older version stored", () => {
  const sentence = "We are closed today. ";
  const spoken = sentence.repeat(142).trim();

  test("its texts are cut to what Twilio speaks, and the log says so", async () => {
    const b = bed();
    const long = sentence.repeat(4_000);
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, greeting: long }, fallback: { say: long } });
    const handle = voiceHandler(b.deps);
    expect((await handle(sent(CALLER, "/twilio/voice"))).body).toContain(`welcomeGreeting="${spoken}" language`);
    expect((await handle(sent(CALLER, "/twilio/after", { SessionStatus: "failed" }))).body).toBe(
      `${XML}<Response><Say language="en-US">${spoken}</Say><Hangup/></Response>`,
    );
    expect(output.logs().map(({ cut }) => cut)).toEqual([
      "the greeting has 84000 bytes; Twilio speaks at most 3000",
      "the notice has 84000 bytes; Twilio speaks at most 3000",
    ]);
    expect(output.metrics().counts).toMatchObject({ TextCut: 2 });
  });

  test("characters that XML can't hold are left out of its texts", async () => {
    const b = bed();
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, greeting: "Hello\u0000 \u001bthere\ud800." } });
    expect((await voiceHandler(b.deps)(sent(CALLER, "/twilio/voice"))).body).toContain(
      'welcomeGreeting="Hello there."',
    );
  });

  test("an address that no TwiML can hold: the region's desk takes the call", async () => {
    const b = bed({ FALLBACK: DESK });
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, url: `wss://agents.us.aybiza.example/${"a".repeat(70_000)}` } });
    expect((await voiceHandler(b.deps)(sent("anonymous", "/twilio/voice"))).body).toContain(
      dialled(ACME_NUMBER, "+14155550100"),
    );
    expect(output.logs()[0]).toMatchObject({
      level: "ERROR",
      error: {
        message:
          "the route of +14155550101 has names and a URL of more than 4096 characters: deploy the tenant's stack again",
      },
    });
  });
});
