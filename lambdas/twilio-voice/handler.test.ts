import { afterEach, describe, expect, test, vi } from "vitest";
import { CALL_IN, call, later, record, STATIC, XML } from "../testbed/calls.ts";
import { ACME, ACME_NUMBER, ACME_TOKEN, bed, CALL, CALLER, ROUTE } from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid, webhook } from "../testbed/sender.ts";
import { voiceHandler } from "./handler.ts";

const output = captureOutput();
afterEach(() => {
  vi.useRealTimers();
});

describe("a call comes in", () => {
  test("the route's agent takes it, and the record says so", async () => {
    const b = bed();
    const handle = voiceHandler({ ...b.deps, now: () => new Date("2026-11-23T10:00:00Z") });
    const reply = await handle(call());
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toEqual({ "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" });
    expect(reply.body).toContain('<ConversationRelay url="wss://agents.us.aybiza.example/acme/reception"');
    expect(record(b)).toEqual({
      callSid: CALL,
      accountSid: ACME,
      tenant: "acme",
      connection: "own",
      number: ACME_NUMBER,
      from: CALLER,
      agent: "reception",
      version: "v-1f2e3d",
      outcome: "agent",
      answered: false,
      status: "ringing",
      startedAt: "2026-11-23T10:00:00.000Z",
      webhookMs: expect.any(Number),
      billing: "acme#2026-11#1",
      expiresAt: Date.parse("2026-12-24T00:00:00Z") / 1000,
      answer_incoming: reply.body,
    });
    expect(b.db.reads).toEqual([`routes account#${ACME} token#*`, `routes number#${ACME_NUMBER} route`]);
    expect(b.db.writes).toBe(1);
  });

  test("its log line names the call and masks the caller; its metrics carry no call", async () => {
    await voiceHandler(bed().deps)(call());
    expect(output.logs()).toHaveLength(1);
    expect(output.logs()[0]).toMatchObject({
      level: "INFO",
      message: "webhook",
      service: "twilio-voice",
      region: "us",
      requestId: "req-1",
      callSid: CALL,
      accountSid: ACME,
      tenant: "acme",
      number: ACME_NUMBER,
      from: "+12…23",
      event: "incoming",
      action: "connect",
      reason: "agent reception (v-1f2e3d) of acme takes calls to +14155550101",
      status: 200,
      written: "written",
      latencyMs: expect.any(Number),
    });
    expect(output.metrics()).toEqual({
      counts: { Latency: 1 },
      dimensions: { Namespace: "aybiza", service: "twilio-voice", region: "us" },
    });
  });

  test("a form in clear is served as one in base64", async () => {
    const event = call();
    const reply = await voiceHandler(bed().deps)({
      ...event,
      body: Buffer.from(event.body!, "base64").toString(),
      isBase64Encoded: false,
    });
    expect(reply.statusCode).toBe(200);
  });

  test("an unknown number hears an apology and is counted", async () => {
    const b = bed();
    const reply = await voiceHandler(b.deps)(call({ To: "+14155550177" }));
    expect(reply).toMatchObject({
      statusCode: 200,
      body: `${XML}<Response><Say language="en-US">This number is not in service.</Say><Hangup/></Response>`,
    });
    expect(output.metrics().counts).toEqual({ UnknownNumber: 1, Latency: 1 });
    expect(record(b)).toMatchObject({ outcome: "apology", answered: false, tenant: "acme", number: "+14155550177" });
  });

  test("a number that was unknown a moment ago is looked up again", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call({ To: "+14155550177" }));
    b.setRoute({ ...ROUTE, number: "+14155550177" });
    expect((await handle(call({ To: "+14155550177", CallSid: sid("CA", 2) }))).body).toContain("<ConversationRelay");
  });

  test("a route is read again once its cache is old, and a new agent takes the next call", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call());
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, name: "night" } });
    expect((await handle(call({ CallSid: sid("CA", 2) }))).body).toContain('name="agent" value="reception"');
    vi.advanceTimersByTime(5_001);
    expect((await handle(call({ CallSid: sid("CA", 3) }))).body).toContain('name="agent" value="night"');
    expect(b.db.reads.filter((key) => key.includes("number#"))).toHaveLength(2);
  });
});

describe("the agent is gone", () => {
  test("its session failed: the fallback is dialled after its notice, and the record says why", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call());
    const reply = await handle(later({ SessionStatus: "failed", SessionDuration: "0", ErrorCode: "64102" }));
    expect(reply.body).toBe(
      `${XML}<Response><Say language="en-US">One moment please.</Say><Dial callerId="+12125550123" action="https://voice.us.aybiza.example/twilio/after?leg=fallback" method="POST"><Number>+14155550199</Number></Dial></Response>`,
    );
    expect(record(b)).toMatchObject({
      outcome: "fallback",
      fallbackReason: "agent-failed",
      answered: false,
      sessionStatus: "failed",
      sessionError: "64102",
      agent: "reception",
    });
    expect(output.metrics().counts).toEqual({ FallbackServed: 1, Latency: 2 });
  });

  test("the fallback answered: the record says so", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call());
    await handle(later({ SessionStatus: "failed", ErrorCode: "64102" }));
    const reply = await handle(
      later(
        { DialCallStatus: "completed", DialCallSid: sid("CA", 9), DialCallDuration: "12" },
        "/twilio/after?leg=fallback",
      ),
    );
    expect(reply.body).toBe(`${XML}<Response><Hangup/></Response>`);
    expect(record(b)).toMatchObject({ outcome: "fallback", answered: true, dialStatus: "completed" });
  });

  test("the fallback didn't answer: a last notice, and nothing is dialled again", async () => {
    const handle = voiceHandler(bed().deps);
    expect((await handle(later({ DialCallStatus: "no-answer" }, "/twilio/after?leg=fallback"))).body).toBe(STATIC);
    expect(
      (
        await handle(
          webhook(
            "/twilio/fallback",
            { ...CALL_IN, ErrorCode: "11200", ErrorUrl: "https://voice.us.aybiza.example/twilio/after?leg=fallback" },
            ACME_TOKEN,
          ),
        )
      ).body,
    ).toBe(STATIC);
    expect(
      (
        await handle(
          webhook(
            "/twilio/fallback",
            {
              ...CALL_IN,
              CallSid: sid("CA", 7),
              ErrorCode: "11200",
              ErrorUrl: "https://voice.us.aybiza.example/twilio/fallback",
            },
            ACME_TOKEN,
          ),
        )
      ).body,
    ).toBe(STATIC);
  });

  test("the agent ended the call, or the caller did: nothing more", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call());
    expect((await handle(later({ SessionStatus: "completed", SessionDuration: "31" }))).body).toBe(
      `${XML}<Response><Hangup/></Response>`,
    );
    expect(record(b)).toMatchObject({
      outcome: "agent",
      answered: true,
      sessionStatus: "completed",
      sessionSeconds: 31,
    });
    expect(output.metrics().counts).toEqual({ Answered: 1, Latency: 2 });
  });

  test("Twilio couldn't use our answer: the fallback takes the call", async () => {
    const b = bed();
    const reply = await voiceHandler(b.deps)(
      webhook(
        "/twilio/fallback",
        { ...CALL_IN, ErrorCode: "11200", ErrorUrl: "https://voice.us.aybiza.example/twilio/voice" },
        ACME_TOKEN,
      ),
    );
    expect(reply.body).toContain("<Number>+14155550199</Number>");
    expect(record(b)).toMatchObject({
      outcome: "fallback",
      fallbackReason: "answer-failed",
      failure_incoming: "11200",
    });
  });

  test("a status that isn't known counts as failed: the caller isn't left in silence", async () => {
    const handle = voiceHandler(bed().deps);
    expect((await handle(later({ SessionStatus: "exploded" }))).body).toContain("<Number>");
    expect((await handle(later({ CallSid: sid("CA", 3) }))).body).toContain("<Number>");
    expect((await handle(later({ CallSid: sid("CA", 4), DialCallStatus: "exploded" }))).body).toBe(STATIC);
  });
});

describe("a repeat", () => {
  test("gets the same answer, byte for byte, and writes nothing, though the route has changed", async () => {
    const b = bed({ ROUTE_CACHE_MS: "0" });
    const handle = voiceHandler(b.deps);
    const first = await handle(call());
    const before = structuredClone(b.db.item("calls", CALL));
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, name: "night" } });
    const again = call();
    const repeats = [again, { ...again, headers: { ...again.headers, "i-twilio-idempotency-token": "5f3c" } }];
    for (const repeat of repeats) expect(await handle(repeat)).toEqual(first);
    expect(b.db.item("calls", CALL)).toEqual(before);
    expect(b.db.writes).toBe(1);
    expect(output.metrics().counts).toEqual({ Repeat: 2, Latency: 3 });
  });

  test("of each event of a call, and two events are no repeats of each other", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    const events = [
      call(),
      later({ SessionStatus: "failed" }),
      later({ DialCallStatus: "busy" }, "/twilio/after?leg=fallback"),
    ];
    const answers = [];
    for (const event of events) answers.push((await handle(event)).body);
    expect(new Set(answers).size).toBe(3);
    expect(b.db.writes).toBe(3);
    for (const [i, event] of events.entries()) expect((await handle(event)).body).toBe(answers[i]);
    expect(b.db.writes).toBe(3);
  });

  test("that comes at the same moment gets the same answer too", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    const replies = await Promise.all(Array.from({ length: 8 }, () => handle(call())));
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
    expect(b.db.writes).toBe(1);
  });
});
