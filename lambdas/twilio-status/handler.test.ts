import { describe, expect, test } from "vitest";
import { fromAttributes } from "../tables/attributes.ts";
import {
  ACME,
  ACME_NUMBER,
  ACME_TOKEN,
  bed,
  CALL,
  CALLER,
  GLOBEX,
  GLOBEX_NUMBER,
  GLOBEX_TOKEN,
} from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid, webhook } from "../testbed/sender.ts";
import { statusHandler } from "./handler.ts";

const output = captureOutput();
const FORM = {
  CallSid: CALL,
  AccountSid: ACME,
  From: CALLER,
  To: ACME_NUMBER,
  CallStatus: "completed",
  CallDuration: "42",
  SipResponseCode: "200",
  Timestamp: "Mon, 23 Nov 2026 10:00:42 +0000",
};
const status = (change: Record<string, string> = {}, token = ACME_TOKEN) =>
  webhook("/twilio/status", { ...FORM, ...change }, token);
const DONE = {
  statusCode: 204,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: "",
};

test("the end of a call is recorded", async () => {
  const { deps, db } = bed();
  expect(await statusHandler({ ...deps, now: () => new Date("2026-11-23T10:00:43Z") })(status())).toEqual(DONE);
  expect(fromAttributes(db.item("calls", CALL)!)).toEqual({
    callSid: CALL,
    accountSid: ACME,
    tenant: "acme",
    connection: "own",
    number: ACME_NUMBER,
    from: CALLER,
    status: "completed",
    statusRank: 8,
    durationSeconds: 42,
    sipResponseCode: 200,
    endedAt: "2026-11-23T10:00:42.000Z",
    billing: "acme#2026-11#1",
    expiresAt: Date.parse("2026-12-24T00:00:00Z") / 1000,
  });
});

test("a late `ringing` leaves `completed`, and a repeat writes nothing", async () => {
  const { deps, db } = bed();
  const handle = statusHandler(deps);
  await handle(status());
  const before = structuredClone(db.item("calls", CALL));
  for (const late of ["ringing", "in-progress", "initiated", "completed"])
    expect(await handle(status({ CallStatus: late }))).toEqual(DONE);
  expect(db.item("calls", CALL)).toEqual(before);
  expect(db.writes).toBe(1);
});

describe("refused, with nothing written", () => {
  test.each([
    ["no signature", webhook("/twilio/status", FORM, undefined), 403],
    ["a bad signature", status({}, "wrong-token"), 403],
    ["another tenant's number", status({ To: GLOBEX_NUMBER }), 403],
    ["a status that isn't one", status({ CallStatus: "exploded" }), 400],
    ["no status", webhook("/twilio/status", { CallSid: CALL, AccountSid: ACME, To: ACME_NUMBER }, ACME_TOKEN), 400],
    ["another path", webhook("/twilio/voice", FORM, ACME_TOKEN), 404],
    ["a body over 64 KB", status({ Pad: "x".repeat(65_536) }), 413],
  ])("%s", async (name, event, statusCode) => {
    const { deps, db } = bed();
    expect((await statusHandler(deps)(event)).statusCode).toBe(statusCode);
    expect(db.writes).toBe(0);
    const signature = name === "a bad signature" ? { SignatureRefused: 1 } : {};
    expect(output.metrics().counts).toEqual({ WebhookRefused: 1, ...signature, Latency: 1 });
    expect(output.logs()).toMatchObject([{ level: "INFO", status: statusCode }]);
  });

  test("an account in two tenants' stacks, with an error that says so", async () => {
    const b = bed();
    b.addToken(ACME, "another-token", { tenant: "globex" });
    expect((await statusHandler(b.deps)(status())).statusCode).toBe(403);
    expect(b.db.writes).toBe(0);
    expect(output.logs()).toMatchObject([
      { level: "ERROR", refusal: "account-contested", error: { name: "AccountError" } },
      { level: "INFO", refusal: "account-contested", status: 403 },
    ]);
  });

  test("another account's call", async () => {
    const { deps, db } = bed();
    const handle = statusHandler(deps);
    await handle(status({ CallStatus: "in-progress" }));
    const before = structuredClone(db.item("calls", CALL));
    expect((await handle(status({ AccountSid: GLOBEX, To: GLOBEX_NUMBER }, GLOBEX_TOKEN))).statusCode).toBe(403);
    expect(db.item("calls", CALL)).toEqual(before);
  });
});

test("the status of a call to a number that has no route any more is recorded under the account's tenant", async () => {
  const { deps, db } = bed();
  expect(await statusHandler(deps)(status({ To: "+14155550177" }))).toEqual(DONE);
  expect(db.item("calls", CALL)).toMatchObject({ tenant: { S: "acme" }, number: { S: "+14155550177" } });
});

describe.each(["throws", "hangs"] as const)("a table that %s", (mood) => {
  test("the verified status is queued, and Twilio gets 204", async () => {
    const { deps, db, queue } = bed();
    const handle = statusHandler(deps);
    await handle(status({ CallSid: sid("CA", 2) }));
    db.mood = mood;
    expect(await handle(status())).toEqual(DONE);
    expect(queue.messages.map((message) => JSON.parse(message))).toMatchObject([
      { schema: 1, kind: "contribution", contribution: { callSid: CALL, accountSid: ACME, once: { rank: 8 } } },
    ]);
    expect(output.metrics().counts).toMatchObject({ RecordLate: 1 });
  });

  test("a status whose signature can't be checked now is queued with the parts that verify it, and no others", async () => {
    const { deps, db, queue } = bed();
    db.mood = mood;
    const event = status();
    expect(await statusHandler({ ...deps, now: () => new Date("2026-11-23T10:00:43Z") })(event)).toEqual(DONE);
    expect(queue.messages.map((message) => JSON.parse(message))).toEqual([
      {
        schema: 1,
        kind: "unverified",
        at: "2026-11-23T10:00:43.000Z",
        request: {
          rawPath: "/twilio/status",
          rawQueryString: "",
          headers: {
            "content-type": event.headers!["content-type"],
            "x-twilio-signature": event.headers!["x-twilio-signature"],
          },
          body: event.body,
          isBase64Encoded: true,
          requestContext: { http: { method: "POST" } },
        },
      },
    ]);
  });

  test.each([
    ["no signature", webhook("/twilio/status", FORM, undefined), 403],
    ["another path", webhook("/twilio/voice", FORM, ACME_TOKEN), 404],
    ["a body over 64 KB", status({ Pad: "x".repeat(65_536) }), 413],
  ])("what can be refused is refused, and nothing is stored: %s", async (_, event, statusCode) => {
    const { deps, db, queue } = bed();
    db.mood = mood;
    expect((await statusHandler(deps)(event)).statusCode).toBe(statusCode);
    expect(queue.messages).toEqual([]);
  });

  test("a bad signature is refused where the tokens are known, and nothing is stored", async () => {
    const { deps, db, queue } = bed();
    const handle = statusHandler(deps);
    await handle(status({ CallSid: sid("CA", 2) }));
    db.mood = mood;
    expect((await handle(status({}, "wrong-token"))).statusCode).toBe(403);
    expect(queue.messages).toEqual([]);
  });

  test("a queue that is slow, as in a new execution environment, still gets the status", async () => {
    const { deps, db, queue } = bed();
    db.mood = mood;
    const { send } = queue;
    queue.send = async (command) => {
      await new Promise((done) => setTimeout(done, 1_500));
      return send(command);
    };
    expect(await statusHandler(deps)(status())).toEqual(DONE);
    expect(queue.messages).toHaveLength(1);
  });

  test("a queue that fails too: 503, and the loss is counted", async () => {
    const { deps, db, queue } = bed();
    db.mood = mood;
    queue.mood = mood;
    expect((await statusHandler(deps)(status())).statusCode).toBe(503);
    expect(output.metrics().counts).toMatchObject({ RecordLost: 1 });
  });
});
