import { describe, expect, test } from "vitest";
import type { Route } from "../../domain/contract/route.ts";
import { call, DESK, later, record, STATIC } from "../testbed/calls.ts";
import {
  ACME,
  ACME_NEXT_TOKEN,
  ACME_NUMBER,
  ACME_TOKEN,
  bed,
  CALLER,
  GLOBEX_NUMBER,
  ROUTE,
  removeAccount,
} from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid } from "../testbed/sender.ts";
import { voiceHandler } from "./handler.ts";

const output = captureOutput();

describe("the table or the key can't be reached", () => {
  const moods = ["throws", "hangs"] as const;

  test.each(moods)(
    "a table that %s before anything was read: the region's notice, and nothing of a tenant",
    async (mood) => {
      const b = bed();
      b.db.mood = mood;
      const reply = await voiceHandler(b.deps)(call());
      expect(reply).toMatchObject({ statusCode: 200, body: STATIC });
      expect(output.metrics().counts).toEqual({ StaleRead: 1, StaticFallback: 1, RecordLate: 1, Latency: 1 });
      expect(b.db.writes).toBe(0);
      expect(b.queue.messages).toHaveLength(1);
    },
  );

  test.each(moods)("a key that %s: the region's notice, no route is read, nothing is written", async (mood) => {
    const b = bed({ FALLBACK: DESK });
    b.kms.mood = mood;
    expect(await voiceHandler(b.deps)(call())).toMatchObject({ statusCode: 200, body: STATIC });
    expect(b.db.reads).toEqual([`routes account#${ACME} token#*`]);
    expect(b.db.writes).toBe(0);
  });

  test.each(moods)("a table that %s after a first call: the last known route, however old", async (mood) => {
    const b = bed({ ROUTE_CACHE_MS: "0", TOKEN_CACHE_MS: "0" });
    const handle = voiceHandler(b.deps);
    await handle(call());
    b.db.mood = mood;
    b.kms.mood = mood;
    const start = performance.now();
    const reply = await handle(call({ CallSid: sid("CA", 2) }));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(reply.body).toContain('value="reception"');
    expect(output.metrics().counts).toEqual({ StaleRead: 1, RecordLate: 1, Latency: 2 });
  });

  test.each(moods)(
    "a route's table that %s, the sender being known: the region's notice, and the record says why",
    async (mood) => {
      const b = bed();
      const handle = voiceHandler(b.deps);
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
    const handle = voiceHandler(b.deps);
    for (const event of [call(), later({ SessionStatus: "failed" }), later({ DialCallStatus: "busy" })]) {
      expect((await handle(event)).statusCode).toBe(200);
    }
    expect(output.metrics().counts).toMatchObject({ RecordLate: 3 });
  });

  test.each(moods)("a queue that %s too: the caller is answered within 5 s, and the loss is counted", async (mood) => {
    const b = bed();
    b.db.mood = mood;
    b.queue.mood = mood;
    const start = performance.now();
    expect(await voiceHandler(b.deps)(call())).toMatchObject({ statusCode: 200, body: STATIC });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(output.metrics().counts).toEqual({ StaleRead: 1, StaticFallback: 1, RecordLost: 1, Latency: 1 });
  });

  test("during an outage a signature that the last known tokens don't verify gets the notice, for the token may be new", async () => {
    const b = bed({ TOKEN_CACHE_MS: "0" });
    const handle = voiceHandler(b.deps);
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
    const handle = voiceHandler(b.deps);
    await handle(call());
    b.db.items.delete(`routes number#${ACME_NUMBER} route`);
    expect((await handle(call({ CallSid: sid("CA", 2) }))).body).toContain("not in service");
    b.db.mood = "throws";
    expect((await handle(call({ CallSid: sid("CA", 3) }))).body).toBe(STATIC);

    b.db.mood = "well";
    b.setRoute(ROUTE);
    expect((await handle(call({ CallSid: sid("CA", 6) }))).body).toContain("<ConversationRelay");
    removeAccount(b.db, ACME);
    expect((await handle(call({ CallSid: sid("CA", 4) }))).statusCode).toBe(403);
    b.db.mood = "throws";
    expect((await handle(call({ CallSid: sid("CA", 5) }))).body).toBe(STATIC);
  });

  test("a stored route that this code can't use: the region's notice, and the log says what is wrong with it", async () => {
    const b = bed();
    b.setRoute({ ...ROUTE, agent: { ...ROUTE.agent, url: "http://agents.example" } });
    expect((await voiceHandler(b.deps)(call())).body).toBe(STATIC);
    expect(output.logs()[0]).toMatchObject({
      level: "ERROR",
      error: {
        name: "RouteError",
        message: `the route of ${ACME_NUMBER} has an agent without a wss: URL: deploy the tenant's stack again`,
      },
    });
  });

  test("a route of a newer schema: the last known route, and before there is one the region's notice; both are counted", async () => {
    const b = bed({ ROUTE_CACHE_MS: "0" });
    const handle = voiceHandler(b.deps);
    const newer = { ...ROUTE, schema: 2, agents: [{ ...ROUTE.agent, share: 100 }] } as unknown as Route;
    b.setRoute(newer);
    expect((await handle(call())).body).toBe(STATIC);
    expect(output.metrics().counts).toMatchObject({ RouteSchemaUnknown: 1, StaleRead: 1, StaticFallback: 1 });
    expect(output.logs()[0]).toMatchObject({
      level: "ERROR",
      error: {
        name: "RouteError",
        message: `the route of ${ACME_NUMBER} has schema 2, and this version reads schema 1: use the version that wrote it, or a later one`,
      },
    });

    b.setRoute(ROUTE);
    await handle(call({ CallSid: sid("CA", 2) }));
    b.setRoute(newer);
    expect((await handle(call({ CallSid: sid("CA", 3) }))).body).toContain(`url="${ROUTE.agent.url}"`);
    expect(output.metrics().counts).toMatchObject({ RouteSchemaUnknown: 2, StaleRead: 2, StaticFallback: 1 });
  });

  test("a handler that fails unexpectedly speaks the region's notice, and discloses nothing", async () => {
    const { deps } = bed();
    const calls = { add: () => Promise.reject(new TypeError("boom")) } as unknown as typeof deps.calls;
    expect(await voiceHandler({ ...deps, calls })(call())).toMatchObject({ statusCode: 200, body: STATIC });
    expect(output.metrics().counts).toEqual({ HandlerError: 1, StaticFallback: 1, Latency: 1 });
    expect(output.logs()[0]).toMatchObject({ level: "ERROR", error: { name: "TypeError", message: "boom" } });
  });
});

test("no token, signature, body or caller is ever printed, whatever goes wrong", async () => {
  const b = bed({ ROUTE_CACHE_MS: "0", TOKEN_CACHE_MS: "0" });
  b.setAccount(ACME, "acme", [ACME_TOKEN, ACME_NEXT_TOKEN]);
  const handle = voiceHandler(b.deps);
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
