import { expect, it } from "vitest";
import { MovableClock } from "./clock.ts";
import { createExchange } from "./exchange.ts";
import { createNetwork } from "./network/index.ts";
import { seed } from "./seed.ts";
import { Store } from "./store.ts";
import { ACME, ZENITH } from "./testing/world.ts";

function world() {
  const clock = new MovableClock();
  const store = new Store(() => clock.now());
  const application = { sid: `AP${"a9".repeat(16)}`, voiceUrl: "https://voice.us.aybiza.example/app" };
  seed(store, [{ ...ACME, applications: [application] }, ZENITH]);
  return { clock, store, application, exchange: createExchange(store, []) };
}

it("an account places calls while it is active, with its own applications", () => {
  const { store, exchange, application } = world();
  expect(exchange.account(ACME.sid)).toEqual({ accountSid: ACME.sid, authToken: ACME.authToken });
  expect(exchange.application(ACME.sid, application.sid)).toMatchObject({
    url: application.voiceUrl,
    applicationSid: application.sid,
  });
  expect(exchange.application(ZENITH.sid, application.sid)).toBeUndefined();
  const account = store.accounts.get(ACME.sid);
  if (account) account.status = "suspended";
  expect([exchange.account(ACME.sid), exchange.account("AC0")]).toEqual([undefined, undefined]);
});

it("a recording is in the store, and changes with its dates", async () => {
  const { clock, store, exchange } = world();
  const { sid } = exchange.createRecording({
    ...{ account_sid: ACME.sid, call_sid: "CA1", conference_sid: null, source: "RecordVerb", status: "in-progress" },
    ...{ channels: 1, track: "both", start_time: clock.now() },
  });
  await clock.advance(5_000);
  exchange.updateRecording(sid, { status: "completed", duration: "5" });
  expect(store.recordings.get(sid)).toMatchObject({
    ...{ sid, status: "completed", duration: "5", call_sid: "CA1" },
    ...{ date_created: new Date("2026-03-02T09:00:00Z"), date_updated: new Date("2026-03-02T09:00:05Z") },
  });
  expect(sid).toMatch(/^RE[0-9a-f]{32}$/);
});

it("a queue is found by name or SID in its own account, and made where it is to be", () => {
  const { store, exchange } = world();
  expect(exchange.queue(ACME.sid, "support", false)).toBeUndefined();
  const made = exchange.queue(ACME.sid, "support", true);
  expect(exchange.queue(ACME.sid, "support", true)).toBe(made);
  expect(exchange.queue(ACME.sid, made?.sid ?? "", false)).toBe(made);
  expect(exchange.queue(ZENITH.sid, made?.sid ?? "", false)).toBeUndefined();
  expect(exchange.queue(ZENITH.sid, "support", true)).not.toBe(made);
  expect([...store.queues.values()].map((one) => one.max_size)).toEqual([1000, 1000]);
});

it("a conference and an outbound call are in the store", async () => {
  const { clock, store, exchange } = world();
  const network = createNetwork({
    ...{ exchange, clock, resolve: async () => undefined },
    phones: new Map([["+14155550190", { name: "Ann", answers: true }]]),
  });
  const twiml = "<Response><Dial><Conference>daily</Conference></Dial></Response>";
  const { sid } = await network.originate({ accountSid: ACME.sid, from: "+14155550101", to: "+14155550190", twiml });
  expect(store.calls.get(sid)).toMatchObject({ status: "queued", direction: "outbound-api", account_sid: ACME.sid });
  await clock.advance(4_000);
  expect([...store.conferences.values()]).toMatchObject([
    { status: "in-progress", friendly_name: "daily", region: "us1", participants: [{ call_sid: sid }] },
  ]);
  await network.update(sid, { status: "completed" });
  await clock.runUntil(network.finished(sid));
  expect([...store.conferences.values()]).toMatchObject([
    { status: "completed", reason_conference_ended: "last-participant-left", participants: [] },
  ]);
  expect(store.calls.get(sid)).toMatchObject({ status: "completed", duration: 1, answered_by: null });
});
