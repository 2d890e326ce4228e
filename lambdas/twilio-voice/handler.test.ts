import { afterEach, describe, expect, test, vi } from "vitest";
import { fromAttributes } from "../tables/attributes.ts";
import {
  ACME,
  ACME_NEXT_TOKEN,
  ACME_NUMBER,
  ACME_TOKEN,
  type Bed,
  bed,
  CALL,
  CALLER,
  GLOBEX,
  GLOBEX_NUMBER,
  GLOBEX_TOKEN,
  ROUTE,
} from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid, webhook } from "../testbed/sender.ts";
import type { HttpEvent } from "../webhook/request.ts";
import { voiceHandler } from "./handler.ts";

const output = captureOutput();
afterEach(() => {
  vi.useRealTimers();
});

const CALL_IN = {
  CallSid: CALL,
  AccountSid: ACME,
  From: CALLER,
  To: ACME_NUMBER,
  CallStatus: "ringing",
  Direction: "inbound",
};
const call = (change: Record<string, string> = {}, token = ACME_TOKEN) =>
  webhook("/twilio/voice", { ...CALL_IN, ...change }, token);
const later = (params: Record<string, string>, path = "/twilio/after") =>
  webhook(path, { ...CALL_IN, CallStatus: "in-progress", ...params }, ACME_TOKEN);

const record = ({ db }: Bed, callSid = CALL) => {
  const item = db.item("calls", callSid);
  return item && fromAttributes(item);
};
const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const STATIC = `${XML}<Response><Say language="en-US">Please call again later.</Say><Hangup/></Response>`;

/** A region with a desk that takes calls when nothing else is known. */
const DESK = JSON.stringify({ say: "Please call again later.", dial: "+14155550100" });

describe("a call comes in", () => {
  test("the route's agent takes it, and the record says so", async () => {
    const b = bed();
    const handle = voiceHandler({ ...b.world, now: () => new Date("2026-11-23T10:00:00Z") });
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
      expiresAt: Date.parse("2026-12-24T00:00:00Z") / 1000,
      answer_incoming: reply.body,
    });
    expect(b.db.reads).toEqual([`routes account#${ACME} tokens`, `routes number#${ACME_NUMBER} route`]);
    expect(b.db.writes).toBe(1);
  });

  test("its log line names the call and masks the caller; its metrics carry no call", async () => {
    await voiceHandler(bed().world)(call());
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
    const reply = await voiceHandler(bed().world)({
      ...event,
      body: Buffer.from(event.body!, "base64").toString(),
      isBase64Encoded: false,
    });
    expect(reply.statusCode).toBe(200);
  });

  test("an unknown number hears an apology and is counted", async () => {
    const b = bed();
    const reply = await voiceHandler(b.world)(call({ To: "+14155550177" }));
    expect(reply).toMatchObject({
      statusCode: 200,
      body: `${XML}<Response><Say language="en-US">This number is not in service.</Say><Hangup/></Response>`,
    });
    expect(output.metrics().counts).toEqual({ UnknownNumber: 1, Latency: 1 });
    expect(record(b)).toMatchObject({ outcome: "apology", answered: false, tenant: "acme", number: "+14155550177" });
  });

  test("a number that was unknown a moment ago is looked up again", async () => {
    const b = bed();
    const handle = voiceHandler(b.world);
    await handle(call({ To: "+14155550177" }));
    b.setRoute({ ...ROUTE, number: "+14155550177" });
    expect((await handle(call({ To: "+14155550177", CallSid: sid("CA", 2) }))).body).toContain("<ConversationRelay");
  });

  test("a route is read again once its cache is old, and a new agent takes the next call", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const b = bed();
    const handle = voiceHandler(b.world);
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
    const handle = voiceHandler(b.world);
    await handle(call());
    const reply = await handle(later({ SessionStatus: "failed", SessionDuration: "0", ErrorCode: "64102" }));
    expect(reply.body).toBe(
      `${XML}<Response><Say language="en-US">One moment please.</Say><Dial action="https://voice.us.aybiza.example/twilio/after?leg=fallback" method="POST"><Number>+14155550199</Number></Dial></Response>`,
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
    const handle = voiceHandler(b.world);
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
    const handle = voiceHandler(bed().world);
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
    const handle = voiceHandler(b.world);
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
    const reply = await voiceHandler(b.world)(
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
    const handle = voiceHandler(bed().world);
    expect((await handle(later({ SessionStatus: "exploded" }))).body).toContain("<Number>");
    expect((await handle(later({ CallSid: sid("CA", 3) }))).body).toContain("<Number>");
    expect((await handle(later({ CallSid: sid("CA", 4), DialCallStatus: "exploded" }))).body).toBe(STATIC);
  });
});

describe("a repeat", () => {
  test("gets the same answer, byte for byte, and writes nothing, though the route has changed", async () => {
    const b = bed({ ROUTE_CACHE_MS: "0" });
    const handle = voiceHandler(b.world);
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
    const handle = voiceHandler(b.world);
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
    const handle = voiceHandler(b.world);
    const replies = await Promise.all(Array.from({ length: 8 }, () => handle(call())));
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
    expect(b.db.writes).toBe(1);
  });
});

describe("refused, with nothing written", () => {
  const accountOnly = [`routes account#${ACME} tokens`];

  test.each<[string, HttpEvent, number, readonly string[]]>([
    ["no signature: not even the account is read", webhook("/twilio/voice", CALL_IN, undefined), 403, []],
    ["a bad signature: the account is read, no route", call({}, "wrong-token"), 403, accountOnly],
    ["another tenant's token", call({}, GLOBEX_TOKEN), 403, accountOnly],
    [
      "an account that isn't ours",
      call({ AccountSid: sid("AC", 0xbad) }),
      403,
      [`routes account#${sid("AC", 0xbad)} tokens`],
    ],
    [
      "a signature over another origin",
      webhook("/twilio/voice", CALL_IN, ACME_TOKEN, "https://evil.example"),
      403,
      accountOnly,
    ],
    ["a signature over another path", { ...call(), rawPath: "/twilio/fallback" }, 403, accountOnly],
    [
      "another tenant's number, truly signed",
      call({ To: GLOBEX_NUMBER }),
      403,
      [...accountOnly, `routes number#${GLOBEX_NUMBER} route`],
    ],
    ["a form that isn't one", { ...call(), body: "%", isBase64Encoded: false }, 400, []],
    ["no CallSid", webhook("/twilio/voice", { AccountSid: ACME, To: ACME_NUMBER }, ACME_TOKEN), 400, []],
    ["no body", { ...call(), body: undefined }, 400, []],
    ["a body over 64 KB", call({ Pad: "x".repeat(65_536) }), 413, []],
    ["a GET", { ...call(), requestContext: { http: { method: "GET" } } }, 405, []],
    [
      "another path, truly signed",
      webhook("/twilio/other", CALL_IN, ACME_TOKEN),
      404,
      [...accountOnly, `routes number#${ACME_NUMBER} route`],
    ],
  ])("%s", async (_, event, status, reads) => {
    const b = bed();
    const before = structuredClone([...b.db.items]);
    const reply = await voiceHandler(b.world)(event);
    expect(reply.statusCode).toBe(status);
    expect(reply.body).toMatch(/^(Forbidden|Bad request|Payload too large|Method not allowed|Not found)$/);
    expect(b.db.reads).toEqual(reads);
    expect([...b.db.items]).toEqual(before);
    expect(b.db.writes).toBe(0);
    expect(output.metrics().counts).toEqual({ WebhookRefused: 1, Latency: 1 });
  });

  test("a Host header decides nothing", async () => {
    const event = webhook("/twilio/voice", CALL_IN, ACME_TOKEN, "https://evil.example");
    const spoofed = {
      ...event,
      headers: { ...event.headers, host: "evil.example", "x-forwarded-host": "evil.example" },
    };
    expect((await voiceHandler(bed().world)(spoofed)).statusCode).toBe(403);
    const true_ = call();
    expect(
      (await voiceHandler(bed().world)({ ...true_, headers: { ...true_.headers, host: "evil.example" } })).statusCode,
    ).toBe(200);
  });

  test("another account's call: its answer isn't told, its record isn't touched", async () => {
    const b = bed();
    const handle = voiceHandler(b.world);
    await handle(call());
    const before = structuredClone(b.db.item("calls", CALL));
    const globex = { ...CALL_IN, AccountSid: GLOBEX, To: GLOBEX_NUMBER };
    for (const event of [
      webhook("/twilio/voice", globex, GLOBEX_TOKEN),
      webhook("/twilio/after", { ...globex, SessionStatus: "failed" }, GLOBEX_TOKEN),
    ]) {
      expect(await handle(event)).toMatchObject({ statusCode: 403, body: "Forbidden" });
    }
    expect(b.db.item("calls", CALL)).toEqual(before);
  });
});

describe("a token is rotated", () => {
  test("the new one verifies within 10 s though the old one is cached for five minutes, and both do while both are stored", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const b = bed();
    const handle = voiceHandler(b.world);
    expect((await handle(call())).statusCode).toBe(200);
    b.setAccount(ACME, "acme", [ACME_NEXT_TOKEN, ACME_TOKEN]);
    expect((await handle(call({ CallSid: sid("CA", 2) }, ACME_NEXT_TOKEN))).statusCode).toBe(403);
    vi.advanceTimersByTime(10_001);
    expect((await handle(call({ CallSid: sid("CA", 2) }, ACME_NEXT_TOKEN))).statusCode).toBe(200);
    expect((await handle(call({ CallSid: sid("CA", 3) }))).statusCode).toBe(200);
    expect(b.kms.opened).toBe(2);
  });

  test("a stranger's signatures cause one read of the account in 10 s, not one each", async () => {
    const b = bed();
    const handle = voiceHandler(b.world);
    for (let i = 0; i < 20; i++) await handle(call({}, "wrong-token"));
    expect(b.db.reads).toHaveLength(1);
  });

  test("a ciphertext that can't be opened leaves the other; a signature that it might verify isn't refused but gets the notice", async () => {
    const b = bed();
    b.setAccount(ACME, "acme", [ACME_TOKEN]);
    const key = `account#${ACME} tokens`;
    const item = b.db.item("routes", key)!;
    b.db.put("routes", key, {
      ...item,
      tokens: { L: [{ S: Buffer.from('{"context":"other","token":"x"}').toString("base64") }, ...item.tokens!.L!] },
    });
    const handle = voiceHandler(b.world);
    expect((await handle(call())).body).toContain("<ConversationRelay");
    expect((await handle(call({ CallSid: sid("CA", 2) }, ACME_NEXT_TOKEN))).body).toBe(STATIC);
  });
});

describe("the table or the key can't be reached", () => {
  const moods = ["throws", "hangs"] as const;

  test.each(moods)(
    "a table that %s before anything was read: the region's notice, and nothing of a tenant",
    async (mood) => {
      const b = bed();
      b.db.mood = mood;
      const reply = await voiceHandler(b.world)(call());
      expect(reply).toMatchObject({ statusCode: 200, body: STATIC });
      expect(output.metrics().counts).toEqual({ StaleRead: 1, StaticFallback: 1, Latency: 1 });
      expect(b.db.writes).toBe(0);
    },
  );

  test.each(moods)("a key that %s: the region's notice, no route is read, nothing is written", async (mood) => {
    const b = bed({ FALLBACK: DESK });
    b.kms.mood = mood;
    expect(await voiceHandler(b.world)(call())).toMatchObject({ statusCode: 200, body: STATIC });
    expect(b.db.reads).toEqual([`routes account#${ACME} tokens`]);
    expect(b.db.writes).toBe(0);
  });

  test.each(moods)("a table that %s after a first call: the last known route, however old", async (mood) => {
    const b = bed({ ROUTE_CACHE_MS: "0", TOKEN_CACHE_MS: "0" });
    const handle = voiceHandler(b.world);
    await handle(call());
    b.db.mood = mood;
    b.kms.mood = mood;
    const start = performance.now();
    const reply = await handle(call({ CallSid: sid("CA", 2) }));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(reply.body).toContain('value="reception"');
    expect(output.metrics().counts).toEqual({ StaleRead: 1, RecordLost: 1, Latency: 2 });
  });

  test.each(moods)(
    "a route's table that %s, the sender being known: the region's notice, and the record says why",
    async (mood) => {
      const b = bed();
      const handle = voiceHandler(b.world);
      await handle(call({ To: "+14155550177", CallSid: sid("CA", 2) }));
      b.db.mood = (operation) => (operation === "GetItemCommand" ? mood : "well");
      expect((await handle(call())).body).toBe(STATIC);
      expect(record(b)).toMatchObject({ outcome: "fallback", fallbackReason: "routes-unreadable", answered: false });
      expect(output.metrics().counts).toMatchObject({ StaleRead: 1, StaticFallback: 1, FallbackServed: 1 });
    },
  );

  test.each(moods)("a table of calls that %s: the caller is answered all the same", async (mood) => {
    const b = bed();
    b.db.mood = (_, table) => (table === "calls" ? mood : "well");
    const handle = voiceHandler(b.world);
    for (const event of [call(), later({ SessionStatus: "failed" }), later({ DialCallStatus: "busy" })]) {
      expect((await handle(event)).statusCode).toBe(200);
    }
    expect(output.metrics().counts).toMatchObject({ RecordLost: 3 });
  });

  test("during an outage a signature that the last known tokens don't verify gets the notice, for the token may be new", async () => {
    const b = bed({ TOKEN_CACHE_MS: "0" });
    const handle = voiceHandler(b.world);
    await handle(call());
    b.db.mood = "throws";
    expect(await handle(call({ CallSid: sid("CA", 2) }, "wrong-token"))).toMatchObject({
      statusCode: 200,
      body: STATIC,
    });
    expect(b.db.item("calls", sid("CA", 2))).toBeUndefined();
  });

  test("a route or an account that was taken away is forgotten: no outage brings it back", async () => {
    const b = bed({ ROUTE_CACHE_MS: "0", TOKEN_CACHE_MS: "0" });
    const handle = voiceHandler(b.world);
    await handle(call());
    b.db.items.delete(`routes number#${ACME_NUMBER} route`);
    expect((await handle(call({ CallSid: sid("CA", 2) }))).body).toContain("not in service");
    b.db.mood = "throws";
    expect((await handle(call({ CallSid: sid("CA", 3) }))).body).toBe(STATIC);

    b.db.mood = "well";
    b.setRoute(ROUTE);
    expect((await handle(call({ CallSid: sid("CA", 6) }))).body).toContain("<ConversationRelay");
    b.db.items.delete(`routes account#${ACME} tokens`);
    expect((await handle(call({ CallSid: sid("CA", 4) }))).statusCode).toBe(403);
    b.db.mood = "throws";
    expect((await handle(call({ CallSid: sid("CA", 5) }))).body).toBe(STATIC);
  });

  test("a stored route that this code can't use: the region's notice, and the log says what is wrong with it", async () => {
    const b = bed();
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, url: "http://agents.example" } });
    expect((await voiceHandler(b.world)(call())).body).toBe(STATIC);
    expect(output.logs()[0]).toMatchObject({
      level: "ERROR",
      error: {
        name: "RouteError",
        message: `the route of ${ACME_NUMBER} has an agent without a wss: address: deploy the tenant's stack again`,
      },
    });
  });

  test("a handler that fails in a way nobody thought of speaks the region's notice, and tells the caller nothing else", async () => {
    const { world } = bed();
    const calls = { add: () => Promise.reject(new TypeError("boom")) } as unknown as typeof world.calls;
    expect(await voiceHandler({ ...world, calls })(call())).toMatchObject({ statusCode: 200, body: STATIC });
    expect(output.metrics().counts).toEqual({ HandlerError: 1, StaticFallback: 1, Latency: 1 });
    expect(output.logs()[0]).toMatchObject({ level: "ERROR", error: { name: "TypeError", message: "boom" } });
  });
});

test("no token, signature, body or caller is ever printed, whatever goes wrong", async () => {
  const b = bed({ ROUTE_CACHE_MS: "0", TOKEN_CACHE_MS: "0" });
  b.setAccount(ACME, "acme", [ACME_TOKEN, ACME_NEXT_TOKEN]);
  const handle = voiceHandler(b.world);
  const events = [
    call(),
    call({}, "wrong-token"),
    call({ To: GLOBEX_NUMBER }),
    later({ SessionStatus: "ended", HandoffData: "a-private-matter" }),
    { ...call(), body: "%" },
  ];
  for (const mood of ["well", "throws", "hangs"] as const) {
    b.db.mood = mood;
    b.kms.mood = mood;
    for (const event of events) await handle(event);
  }
  const secrets = [
    ACME_TOKEN,
    ACME_NEXT_TOKEN,
    "a-private-matter",
    CALLER,
    CALLER.slice(1),
    call().headers!["x-twilio-signature"]!,
    call().body!,
    "One moment please",
    "Acme Dental",
  ];
  for (const token of [ACME_TOKEN, ACME_NEXT_TOKEN]) secrets.push(Buffer.from(token).toString("base64"));
  expect(output.text().length).toBeGreaterThan(5_000);
  for (const secret of secrets) expect(output.text()).not.toContain(secret);
});
