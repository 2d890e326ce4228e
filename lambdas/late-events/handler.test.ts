import { expect, test } from "vitest";
import { CALL_IN, call, later, record } from "../testbed/calls.ts";
import {
  ACME,
  ACME_NUMBER,
  ACME_TOKEN,
  type Bed,
  bed,
  CALL,
  CALLER,
  GLOBEX,
  GLOBEX_TOKEN,
} from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid, webhook } from "../testbed/sender.ts";
import { statusHandler } from "../twilio-status/handler.ts";
import { voiceHandler } from "../twilio-voice/handler.ts";
import { lateEventsHandler } from "./handler.ts";

const output = captureOutput();
const NOON = () => new Date("2026-11-23T12:00:00Z");
const LATER = () => new Date("2026-11-23T18:00:00Z");

const FORM = { CallSid: CALL, AccountSid: ACME, From: CALLER, To: ACME_NUMBER };
const status = (CallStatus: string, token = ACME_TOKEN) =>
  webhook("/twilio/status", { ...FORM, CallStatus, CallDuration: "42" }, token);

/** The requests of a whole call in order, ending with its last status. */
const aCall = [
  { handler: voiceHandler, event: call() },
  { handler: statusHandler, event: status("in-progress") },
  { handler: voiceHandler, event: later({ SessionStatus: "failed", ErrorCode: "64102" }) },
  { handler: voiceHandler, event: later({ DialCallStatus: "completed" }, "/twilio/after?leg=fallback") },
  { handler: statusHandler, event: status("completed") },
];

/** Serves the whole call; the clock is fixed at noon. */
async function take(b: Bed): Promise<void> {
  for (const { handler, event } of aCall) {
    const { statusCode } = await handler({ ...b.deps, now: NOON })(event);
    expect([200, 204]).toContain(statusCode);
  }
}

/** Returns the call's record without `webhookMs`, which varies. */
const recorded = (b: Bed) => {
  const { webhookMs: _, ...rest } = record(b) ?? {};
  return rest;
};

test("a call during an outage of the calls table has, once it is over, the record that it would have had", async () => {
  const well = bed();
  await take(well);

  const b = bed();
  b.db.mood = (_, table) => (table === "calls" ? "throws" : "well");
  await take(b);
  expect(record(b)).toBeUndefined();
  expect(b.queue.messages).toHaveLength(5);

  b.db.mood = "well";
  const write = lateEventsHandler({ ...b.deps, now: LATER });
  // Deliver the messages in reverse order, then again in order.
  const { Records } = b.queue.batch();
  expect(await write({ Records: Records.toReversed() })).toEqual({ batchItemFailures: [] });
  expect(recorded(b)).toEqual(recorded(well));
  const { writes } = b.db;
  await write({ Records });
  expect(b.db.writes).toBe(writes);
  expect(recorded(b)).toEqual(recorded(well));
});

test("a webhook that couldn't be verified is verified later, and written as of when it came and as it was answered", async () => {
  const b = bed();
  b.db.mood = "throws";
  await voiceHandler({ ...b.deps, now: NOON })(call());
  await statusHandler({ ...b.deps, now: NOON })(status("completed"));
  b.db.mood = "well";
  const write = lateEventsHandler({ ...b.deps, now: LATER });
  expect(await write(b.queue.batch())).toEqual({ batchItemFailures: [] });
  expect(record(b)).toMatchObject({
    callSid: CALL,
    tenant: "acme",
    connection: "own",
    startedAt: "2026-11-23T12:00:00.000Z",
    status: "completed",
    outcome: "fallback",
    fallbackReason: "routes-unreadable",
    answered: false,
    durationSeconds: 42,
  });
  expect(output.metrics().counts).toMatchObject({ LateWritten: 2 });
});

test("what turns out to be forged, another account's or none of ours is never written, and leaves the queue", async () => {
  const b = bed();
  b.db.mood = "throws";
  const handle = statusHandler(b.deps);
  await handle(status("completed", "wrong-token"));
  await handle(webhook("/twilio/status", { ...FORM, AccountSid: sid("AC", 9), CallStatus: "busy" }, "unknown"));
  await handle(webhook("/twilio/status", { ...FORM, CallStatus: "exploded" }, ACME_TOKEN));
  b.db.mood = "well";
  expect(await lateEventsHandler(b.deps)(b.queue.batch())).toEqual({ batchItemFailures: [] });
  expect(b.db.writes).toBe(0);
  expect(output.metrics().counts).toMatchObject({ WebhookRefused: 3 });

  // Acme's call, then a status of the same call that Globex signed.
  await voiceHandler(b.deps)(call());
  const before = record(b);
  b.db.mood = (_, table) => (table === "calls" ? "throws" : "well");
  await handle(webhook("/twilio/status", { ...CALL_IN, AccountSid: GLOBEX, To: "+14155550177" }, GLOBEX_TOKEN));
  expect(b.queue.messages).toHaveLength(4);
  b.db.mood = "well";
  expect(await lateEventsHandler(b.deps)({ Records: b.queue.batch().Records.slice(3) })).toEqual({
    batchItemFailures: [],
  });
  expect(record(b)).toEqual(before);
});

test("what is refused for a fault of ours stays in the queue: the account's items can be mended", async () => {
  const b = bed();
  b.db.mood = "throws";
  await statusHandler(b.deps)(status("completed"));
  b.db.mood = "well";
  b.addToken(ACME, "another-token", { tenant: "globex" });
  const { batchItemFailures } = await lateEventsHandler(b.deps)(b.queue.batch());
  expect(batchItemFailures).toHaveLength(1);
  expect(b.db.writes).toBe(0);
});

test.each(["throws", "hangs"] as const)(
  "while the table %s, all messages stay, and only the first is tried",
  async (mood) => {
    const b = bed();
    b.db.mood = (_, table) => (table === "calls" ? "throws" : "well");
    await take(b);
    let asked = 0;
    b.db.mood = () => {
      asked++;
      return mood;
    };
    const messages = b.queue.batch();
    expect(await lateEventsHandler(b.deps)(messages)).toEqual({
      batchItemFailures: messages.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
    expect(asked).toBe(1);
  },
);

test.each([
  ["text", "hello"],
  ["another schema", '{"schema":2}'],
  ["a list", "[]"],
  ["a contribution that lacks its account", '{"schema":1,"kind":"contribution","contribution":{"callSid":"CA1"}}'],
  ["a webhook that lacks its request", '{"schema":1,"kind":"unverified","at":"2026-11-23T12:00:00Z"}'],
])("a message that we never write, %s, ends in the dead-letter queue and blocks no other", async (_, body) => {
  const b = bed();
  b.db.mood = (_operation, table) => (table === "calls" ? "throws" : "well");
  await statusHandler(b.deps)(status("completed"));
  b.db.mood = "well";
  const Records = [{ messageId: "strange", body }, ...b.queue.batch().Records];
  expect(await lateEventsHandler(b.deps)({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "strange" }] });
  expect(record(b)).toMatchObject({ status: "completed" });
  expect(output.metrics().counts).toMatchObject({ HandlerError: 1, LateWritten: 1 });
});

test("no caller, greeting or token is printed", async () => {
  const b = bed();
  b.db.mood = "throws";
  await voiceHandler(b.deps)(call());
  b.db.mood = "well";
  await lateEventsHandler(b.deps)(b.queue.batch());
  for (const secret of [CALLER.slice(1), ACME_TOKEN, "how can I help"]) expect(output.text()).not.toContain(secret);
});
