import { describe, expect, test } from "vitest";
import { CALLER, INBOUND, ROUTE } from "../../lambdas/testbed/fixture.ts";
import type { RegionFallback } from "../contract/region-fallback.ts";
import { regionNotice } from "./answers.ts";
import { decide } from "./decide.ts";
import type { CallEvent, Lookup } from "./decision.ts";

const US: RegionFallback = {
  name: "us",
  language: "en-US",
  say: "Please call again later.",
  unknownNumber: "This number is not in service.",
};

const NOW = new Date("2026-11-23T10:00:00Z");

const incoming: CallEvent = { kind: "incoming" };
const failed: CallEvent = { kind: "after-connect", sessionStatus: "failed", errorCode: "64102" };
const handedOver: CallEvent = {
  kind: "after-connect",
  sessionStatus: "ended",
  handoffData: '{"reason":"asked for a person"}',
};

describe("a call comes in", () => {
  test("the route's agent takes it", () => {
    expect(decide(incoming, ROUTE, NOW, INBOUND, US)).toEqual({
      action: "connect",
      route: ROUTE,
      outcome: "agent",
      reason: "agent reception (v-1f2e3d) of acme takes calls to +14155550101",
    });
  });

  test("a number without a route apologises in the region's words", () => {
    expect(decide(incoming, "unknown", NOW, INBOUND, US)).toEqual({
      action: "say",
      notice: "apology",
      say: "This number is not in service.",
      language: "en-US",
      outcome: "apology",
      answered: false,
      reason: "the number has no route",
    });
  });

  test("routes that can't be read leave the region's notice", () => {
    expect(decide(incoming, "unreadable", NOW, INBOUND, US)).toEqual({
      action: "say",
      notice: "static",
      say: "Please call again later.",
      language: "en-US",
      outcome: "fallback",
      fallbackReason: "routes-unreadable",
      reason: "the routes of us can't be read",
    });
  });
});

describe("a number in quarantine", () => {
  const resting = { ...ROUTE, quarantined: { notice: "This number is no longer in service." } };
  test.each([incoming, { kind: "vendor-fallback", failed: "incoming" }] as const)(
    "says its notice and hangs up: $kind",
    (event) => {
      expect(decide(event, resting, NOW, INBOUND, US)).toEqual({
        action: "say",
        notice: "quarantine",
        say: "This number is no longer in service.",
        language: "en-US",
        outcome: "quarantined",
        answered: false,
        reason: "+14155550101 of acme is in quarantine: its notice is spoken",
      });
    },
  );

  test("a call that began before goes on as it began", () => {
    for (const event of [failed, handedOver, { kind: "vendor-fallback", failed: "after-connect" } as const])
      expect(decide(event, resting, NOW, INBOUND, US)).toEqual(decide(event, ROUTE, NOW, INBOUND, US));
  });
});

test("a region with a desk passes the call on to it, except when the sender is unverified", () => {
  const desk = { ...US, dial: "+14155550100" };
  const expected = {
    language: "en-US",
    say: "Please call again later.",
    outcome: "fallback",
    fallbackReason: "routes-unreadable",
  };
  expect(decide(incoming, "unreadable", NOW, INBOUND, desk)).toEqual({
    action: "dial",
    notice: "static",
    number: "+14155550100",
    callerId: CALLER,
    ...expected,
    reason: "the routes of us can't be read",
  });
  expect(regionNotice("why", desk, undefined)).toEqual({ action: "say", notice: "static", ...expected, reason: "why" });
});

describe("the agent's session is over", () => {
  test.each(["completed", "ended"] as const)(
    "%s: the call ends, answered by the agent, whatever is known of the route",
    (sessionStatus) => {
      for (const found of [ROUTE, "unknown", "unreadable"] as const) {
        expect(decide({ kind: "after-connect", sessionStatus }, found, NOW, INBOUND, US)).toEqual({
          action: "hang-up",
          outcome: "agent",
          answered: true,
          reason: `the agent's session ${sessionStatus}`,
        });
      }
    },
  );

  test("failed: the fallback takes the call", () => {
    expect(decide(failed, ROUTE, NOW, INBOUND, US)).toEqual({
      action: "dial",
      say: "One moment please.",
      number: "+14155550199",
      callerId: CALLER,
      language: "en-US",
      outcome: "fallback",
      fallbackReason: "agent-failed",
      reason: "the session with agent reception failed (Twilio error 64102): +14155550199 is dialled",
    });
  });

  test("handed over: the fallback takes the call, which the agent had answered", () => {
    expect(decide(handedOver, { ...ROUTE, fallback: { dial: "+14155550199" } }, NOW, INBOUND, US)).toEqual({
      action: "dial",
      number: "+14155550199",
      callerId: CALLER,
      language: "en-US",
      outcome: "fallback",
      answered: true,
      fallbackReason: "handed-over",
      reason: "agent reception handed the caller over: +14155550199 is dialled",
    });
  });

  test("a fallback that only speaks, speaks", () => {
    expect(decide(failed, { ...ROUTE, fallback: { say: "We are closed." } }, NOW, INBOUND, US)).toMatchObject({
      action: "say",
      notice: "fallback",
      say: "We are closed.",
      outcome: "fallback",
    });
  });

  test("a route without a fallback leaves the region's notice, and the reason stays", () => {
    expect(decide(failed, { ...ROUTE, fallback: {} }, NOW, INBOUND, US)).toMatchObject({
      action: "say",
      notice: "static",
      say: "Please call again later.",
      fallbackReason: "agent-failed",
    });
  });
});

describe("the fallback was dialled", () => {
  test.each(["completed", "answered"] as const)("%s: a person took the call", (dialStatus) => {
    expect(decide({ kind: "after-dial", dialStatus }, ROUTE, NOW, INBOUND, US)).toEqual({
      action: "hang-up",
      outcome: "fallback",
      answered: true,
      reason: "the fallback took the call",
    });
  });

  test("canceled: the caller is gone", () => {
    expect(decide({ kind: "after-dial", dialStatus: "canceled" }, ROUTE, NOW, INBOUND, US)).toEqual({
      action: "hang-up",
      outcome: "fallback",
      reason: "the caller hung up while the fallback rang",
    });
  });

  test.each(["busy", "no-answer", "failed"] as const)("%s: a last notice", (dialStatus) => {
    expect(decide({ kind: "after-dial", dialStatus }, ROUTE, NOW, INBOUND, US)).toEqual({
      action: "say",
      notice: "last",
      say: "Please call again later.",
      language: "en-US",
      outcome: "fallback",
      reason: `the fallback didn't take the call (${dialStatus}) of +14155550101: a last notice, then the end`,
    });
  });
});

describe("Twilio asks the fallback URL", () => {
  test("our answer to the call failed: the fallback takes it", () => {
    expect(
      decide({ kind: "vendor-fallback", failed: "incoming", errorCode: "11200" }, ROUTE, NOW, INBOUND, US),
    ).toMatchObject({
      action: "dial",
      number: "+14155550199",
      callerId: CALLER,
      fallbackReason: "answer-failed",
      reason: "our answer to incoming failed (Twilio error 11200): +14155550199 is dialled",
    });
  });

  test("our answer after the fallback failed: a last notice", () => {
    expect(decide({ kind: "vendor-fallback", failed: "after-dial" }, ROUTE, NOW, INBOUND, US)).toMatchObject({
      action: "say",
      notice: "last",
    });
  });
});

const sessions = ["completed", "ended", "failed"] as const;
const dials = ["completed", "answered", "busy", "no-answer", "failed", "canceled"] as const;
const lookups: Lookup[] = [
  ROUTE,
  { ...ROUTE, fallback: { say: "Closed." } },
  { ...ROUTE, fallback: {} },
  { ...ROUTE, quarantined: { notice: "Gone." } },
  "unknown",
  "unreadable",
];

/** The `failed` value that Twilio would report if our answer to this event failed. None for the fallback URL's answer: Twilio then ends the call. */
function answerTo(event: CallEvent): CallEvent[] {
  return event.kind === "vendor-fallback" ? [] : [{ kind: "vendor-fallback", failed: event.kind }];
}

const afterConnect: CallEvent[] = [
  ...sessions.map((sessionStatus): CallEvent => ({ kind: "after-connect", sessionStatus })),
  handedOver,
];
const afterDial: CallEvent[] = dials.map((dialStatus) => ({ kind: "after-dial", dialStatus }));

test("no call loops: whatever happens, fails and is known meanwhile, it ends within six answers, of which one <Dial> at most was followed", () => {
  let ends = 0;
  const walk = (event: CallEvent, answers: number, dialled: number): void => {
    expect(answers).toBeLessThanOrEqual(6);
    expect(dialled).toBeLessThanOrEqual(1);
    for (const found of lookups) {
      const { action } = decide(event, found, NOW, INBOUND, US);
      for (const failure of answerTo(event)) walk(failure, answers + 1, dialled);
      if (action === "connect") for (const after of afterConnect) walk(after, answers + 1, dialled);
      else if (action === "dial") for (const after of afterDial) walk(after, answers + 1, dialled + 1);
      else ends++;
    }
  };
  walk(incoming, 1, 0);
  expect(ends).toBeGreaterThan(1000);
});

test("a decision takes 50 microseconds or less", () => {
  const events = [incoming, failed, handedOver, { kind: "after-dial", dialStatus: "busy" } as const];
  for (let i = 0; i < 20_000; i++) decide(events[i % 4]!, ROUTE, NOW, INBOUND, US);
  const rounds = 100_000;
  const start = performance.now();
  for (let i = 0; i < rounds; i++) decide(events[i % 4]!, lookups[i % 6]!, NOW, INBOUND, US);
  const microseconds = ((performance.now() - start) * 1000) / rounds;
  console.info(`router: ${microseconds.toFixed(2)} µs a decision`);
  expect(microseconds).toBeLessThan(50);
});

describe("the language of what is spoken", () => {
  const spoken = (route: Lookup, event: CallEvent = failed) => {
    const decision = decide(event, route, NOW, INBOUND, US);
    return "language" in decision ? decision.language : undefined;
  };
  const agent = { ...ROUTE.agent, language: "multi", sayLanguage: "de-DE" };

  test("is the agent's, its stand-in where no <Say> speaks that, or the one that the text names", () => {
    expect(spoken({ ...ROUTE, agent: { ...ROUTE.agent, language: "fr-FR" } })).toBe("fr-FR");
    expect(spoken({ ...ROUTE, agent })).toBe("de-DE");
    expect(spoken({ ...ROUTE, agent, fallback: { say: "Un instant.", language: "fr-FR" } })).toBe("fr-FR");
  });

  test("is the same in quarantine", () => {
    expect(spoken({ ...ROUTE, agent, quarantined: { notice: "Weg." } }, incoming)).toBe("de-DE");
    expect(spoken({ ...ROUTE, agent, quarantined: { notice: "Gone.", language: "en-US" } }, incoming)).toBe("en-US");
  });
});
