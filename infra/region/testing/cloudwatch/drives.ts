import { Telemetry } from "../../../../lambdas/telemetry/telemetry.ts";
import { CALL_IN, call } from "../../../../lambdas/testbed/calls.ts";
import { loggedError } from "../../../../lambdas/testbed/events.ts";
import {
  ACME,
  ACME_NUMBER,
  ACME_TOKEN,
  type Bed,
  bed,
  CALL,
  CALLER,
  ROUTE,
} from "../../../../lambdas/testbed/fixture.ts";
import { jsonWebhook, webhook } from "../../../../lambdas/testbed/sender.ts";
import { statusHandler } from "../../../../lambdas/twilio-status/handler.ts";
import { voiceHandler } from "../../../../lambdas/twilio-voice/handler.ts";
import type { RegionMetrics } from "./region-metrics.ts";

/** A fault that raises an alarm. */
export interface Drive {
  /** Cause of the fault, for the test's name. */
  readonly cause: string;
  /** Duration in minutes. */
  readonly minutes: number;
  /** Simulates one minute of the fault. */
  readonly bad: (region: RegionMetrics, at: number) => void | Promise<void>;
}

const VOICE = "aybiza-us-twilio-voice";
const STATUS = "aybiza-us-twilio-status";
const LATE = "aybiza-us-late-events";

/** Simulates a minute without faults. */
export async function wellMinute(region: RegionMetrics): Promise<void> {
  for (let i = 0; i < 3; i++) {
    region.invoked(VOICE);
    region.invoked(STATUS);
    region.answered(200);
    region.answered(204);
  }
  region.answered(403);
  // Run the real handlers only every tenth minute, since they are slow.
  if (region.minute % 10 !== 0) return;
  await voiceHandler(bed().deps)(call());
  await statusHandler(statusBed().deps)(status());
}

/** Faults by the alarm that they raise. Each alarm needs at least one, which proves that it can fire. */
export const DRIVES: Readonly<Record<string, readonly Drive[]>> = {
  "voice-errors": [{ cause: "an invocation fails", minutes: 1, bad: (r) => r.invoked(VOICE, { failed: true }) }],
  "voice-throttles": [{ cause: "no execution is left", minutes: 1, bad: (r) => r.notInvoked(VOICE) }],
  "voice-latency": latency((r, ms) => r.invoked(VOICE, { ms })),
  "status-errors": [{ cause: "an invocation fails", minutes: 1, bad: (r) => r.invoked(STATUS, { failed: true }) }],
  "status-throttles": [{ cause: "no execution is left", minutes: 1, bad: (r) => r.notInvoked(STATUS) }],
  "status-latency": latency((r, ms) => r.invoked(STATUS, { ms })),
  "late-events-errors": [{ cause: "an invocation fails", minutes: 1, bad: (r) => r.invoked(LATE, { failed: true }) }],
  "late-events-throttles": [{ cause: "no execution is left", minutes: 5, bad: (r) => r.notInvoked(LATE) }],
  "documents-expiring": [
    {
      cause: "a number is called whose documents have expired",
      minutes: 1,
      async bad() {
        const b = bed();
        b.setRoute({ ...ROUTE, documentsUntil: "2020-01-31" });
        await voiceHandler(b.deps)(call());
      },
    },
  ],
  "alarms-undelivered": [{ cause: "the on-call service refuses a message", minutes: 1, bad: (r) => r.undelivered() }],
  "webhooks-5xx": [{ cause: "a handler can't be called", minutes: 1, bad: (r) => r.answered(500) }],
  "webhooks-throttled": [{ cause: "more webhooks come than the limit", minutes: 1, bad: (r) => r.answered(429) }],
  "webhooks-latency": latency((r, ms) => r.answered(200, ms)),
  "routes-throttled": [
    { cause: "reads are throttled", minutes: 1, bad: (r) => r.throttled("ReadThrottleEvents", "aybiza-us-routes") },
  ],
  "calls-throttled": [
    { cause: "writes are throttled", minutes: 1, bad: (r) => r.throttled("WriteThrottleEvents", "aybiza-us-calls") },
  ],
  "calls-index-throttled": [
    {
      cause: "the index is throttled",
      minutes: 1,
      bad: (r) => r.throttled("WriteThrottleEvents", "aybiza-us-calls", "billing"),
    },
  ],
  "reads-failing": [{ cause: "the routes table fails", minutes: 2, bad: () => times(3, outage) }],
  "callers-without-route": [{ cause: "the routes table fails at a first call", minutes: 1, bad: outage }],
  "signatures-refused": [
    {
      cause: "a call is signed with a newly promoted token",
      minutes: 1,
      async bad() {
        const handle = voiceHandler(bed().deps);
        await handle(call({}, "promoted-since"));
        await handle(webhook("/twilio/fallback", CALL_IN, "promoted-since"));
      },
    },
  ],
  "status-signatures-refused": [
    {
      cause: "a status callback is signed with a newly promoted token",
      minutes: 1,
      bad: () => statusHandler(statusBed().deps)(status("promoted-since")).then(() => {}),
    },
    {
      cause: "an error-log event is signed with one",
      minutes: 1,
      bad: () => statusHandler(statusBed().deps)(errorEvent([loggedError(10004)], "promoted-since")).then(() => {}),
    },
  ],
  "twilio-refused": [
    twilioError("an account without a Primary Customer Profile has too many calls", 10004),
    twilioError("an account has too many ConversationRelay sessions", 64109),
  ],
  "twilio-unreachable": [twilioError("a webhook can't be fetched", 11200)],
  "twilio-unusable": [
    twilioError("a call is passed on without a usable caller ID", 13214),
    twilioError("a voice isn't one of its provider's", 64106),
    twilioError("an answer isn't TwiML", 12100),
  ],
  "voice-records-lost": [
    {
      cause: "table and queue fail together",
      minutes: 1,
      async bad() {
        await voiceHandler(broken(bed()).deps)(call());
      },
    },
  ],
  "status-records-lost": [
    {
      cause: "table and queue fail together",
      minutes: 1,
      async bad() {
        await statusHandler(broken(statusBed()).deps)(status());
      },
    },
  ],
  "late-events-old": [
    waits("the handler fails again and again", (r) => {
      r.late = "tried";
    }),
    waits("the handler isn't let run", (r) => {
      r.late = "not-received";
    }),
  ],
  "dead-letters": [
    { cause: "an event goes to the dead-letter queue", minutes: 1, bad: (r) => r.deadLetters.send(r.minute) },
  ],
};

/** Faults with slow answers, with many and with few calls. */
function latency(answer: (region: RegionMetrics, ms: number) => void): readonly Drive[] {
  return [
    {
      cause: "two answers in a hundred are slow",
      minutes: 10,
      bad(r) {
        for (let i = 0; i < 200; i++) answer(r, i % 50 === 0 ? 4_000 : 40);
      },
    },
    { cause: "a call a minute, all slow", minutes: 10, bad: (r) => answer(r, 4_000) },
    { cause: "a call in six minutes, all slow", minutes: 13, bad: (r, at) => at % 6 === 0 && answer(r, 4_000) },
  ] as readonly Drive[];
}

const errorEvent = (events: unknown, token = ACME_TOKEN) =>
  jsonWebhook("/twilio/events", JSON.stringify(events), token);

/** Fault: Event Streams delivers an error-log entry, among others that raise no alarm. */
function twilioError(cause: string, code: number): Drive {
  return {
    cause,
    minutes: 1,
    async bad() {
      await statusHandler(statusBed().deps)(errorEvent([loggedError(30007), loggedError(64102), loggedError(code)]));
    },
  };
}

function waits(cause: string, start: (region: RegionMetrics) => void): Drive {
  return {
    cause,
    minutes: 16,
    bad(r, at) {
      if (at > 0) return;
      start(r);
      r.lateEvents.send(r.minute);
    },
  };
}

async function outage(): Promise<void> {
  const b = bed();
  b.db.mood = "throws";
  await voiceHandler(b.deps)(call());
}

function broken(b: Bed): Bed {
  b.db.mood = (_, table) => (table === "calls" ? "throws" : "well");
  b.queue.mood = "throws";
  return b;
}

function statusBed(): Bed {
  const b = bed();
  return { ...b, deps: { ...b.deps, telemetry: new Telemetry("twilio-status", "us") } };
}

const status = (token = ACME_TOKEN) =>
  webhook(
    "/twilio/status",
    { CallSid: CALL, AccountSid: ACME, From: CALLER, To: ACME_NUMBER, CallStatus: "completed" },
    token,
  );

async function times(n: number, action: () => Promise<void>): Promise<void> {
  for (let i = 0; i < n; i++) await action();
}
