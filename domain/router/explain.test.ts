import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INBOUND, ROUTE } from "../../lambdas/testbed/fixture.ts";
import type { RegionFallback } from "../contract/region-fallback.ts";
import type { Route } from "../contract/route.ts";
import { decide, type Step } from "./decide.ts";
import type { CallEvent, Lookup } from "./decision.ts";
import { EVENTS, type EventName, type Explained, explainCall } from "./explain.ts";
import { RULES } from "./rules.ts";

const US: RegionFallback = {
  name: "us",
  language: "en-US",
  say: "Call again later.",
  unknownNumber: "Not in service.",
};
const NOW = new Date("2026-12-01T09:00:00Z");

const names = RULES.map(({ name }) => name);
const explain = (event: EventName, route: Lookup, region = US) =>
  explainCall(event, { route, now: NOW, call: INBOUND, region });
const whyOf = ({ steps }: Explained, rule: string) => steps.find((step) => step.rule === rule);

const errorCode = fc.constantFrom(undefined, "11200", "64102");
const event: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.constant({ kind: "incoming" } as const),
  fc.record({
    kind: fc.constant("after-connect" as const),
    sessionStatus: fc.constantFrom("completed", "ended", "failed"),
    handoffData: fc.constantFrom(undefined, "", "{}"),
    errorCode,
  }),
  fc.record({
    kind: fc.constant("after-dial" as const),
    dialStatus: fc.constantFrom("completed", "answered", "busy", "no-answer", "failed", "canceled"),
  }),
  fc.record({
    kind: fc.constant("vendor-fallback" as const),
    failed: fc.constantFrom("incoming", "after-connect", "after-dial"),
    errorCode,
  }),
);
const fallback = fc.constantFrom<Route["fallback"]>({}, { say: "Hold on." }, { dial: "+14155550199" }, ROUTE.fallback);
const quarantined = fc.constantFrom(undefined, { notice: "Gone." }, { notice: "Weg.", language: "de-DE" });
const lookup: fc.Arbitrary<Lookup> = fc.oneof(
  fc.constantFrom("unknown", "unreadable"),
  fc.record({ fallback, quarantined }).map((more): Route => ({ ...ROUTE, ...more }) as Route),
);
const region = fc.constantFrom(US, { ...US, dial: "+14155550100" });

test("10,000 random events: the reasons change no decision, and exactly one rule decides", () => {
  const decided = new Set<string>();
  const property = fc.property(event, lookup, region, (event, route, region) => {
    const steps: Step[] = [];
    const decision = decide(event, route, NOW, INBOUND, region, steps);
    expect(decision).toEqual(decide(event, route, NOW, INBOUND, region));
    expect(steps.map(({ rule }) => rule)).toEqual(names);
    const [step, ...more] = steps.filter(({ decides }) => decides);
    expect(more).toEqual([]);
    expect(step!.why).toBe(decision.reason);
    for (const { why } of steps) expect(why).not.toBe("");
    decided.add(step!.rule);
  });
  fc.assert(property, { numRuns: 10_000, seed: Number(process.env.AYBIZA_SEED ?? 20_261_201) });
  expect([...decided].sort()).toEqual([...names].sort());
});

describe("an incoming call", () => {
  test("leads to the agent, and from there to each end", () => {
    const told = explain("incoming", ROUTE);
    const tree = ({ event, decision, next }: Explained): unknown => [event, decision.action, ...next.map(tree)];
    const dialled = [
      ["fallback-answered", "hang-up"],
      ["fallback-unanswered", "say"],
      ["caller-gone", "hang-up"],
    ];
    expect(tree(told)).toEqual([
      "incoming",
      "connect",
      ["agent-ended", "hang-up"],
      ["agent-failed", "dial", ...dialled],
      ["handed-over", "dial", ...dialled],
      ["answer-failed", "dial", ...dialled],
    ]);
  });

  test("says why not the others", () => {
    const told = explain("incoming", ROUTE);
    expect(whyOf(told, "no-route")).toEqual({ rule: "no-route", decides: false, why: "the number has a route" });
    expect(whyOf(told, "quarantine")?.why).toBe("the number is in service");
    expect(whyOf(told, "fallback")?.why).toBe("the agent hasn't failed, and hasn't handed over");
  });

  test("to a number in quarantine names the rule that comes first", () => {
    const told = explain("incoming", { ...ROUTE, quarantined: { notice: "Gone." } });
    expect(told.decision).toMatchObject({ action: "say", say: "Gone." });
    expect(whyOf(told, "agent")).toEqual({
      rule: "agent",
      decides: false,
      why: "would apply, but `quarantine` comes first",
    });
  });

  test("without a fallback of the route ends with the region's", () => {
    const failed = explain("incoming", { ...ROUTE, fallback: {} }).next.find(({ event }) => event === "agent-failed")!;
    expect(whyOf(failed, "fallback")?.why).toBe("the route has no fallback");
    expect(whyOf(failed, "region-fallback")?.decides).toBe(true);
    expect(failed.decision).toMatchObject({ action: "say", say: "Call again later." });
  });
});

test("every event is explained for every lookup", () => {
  for (const event of Object.keys(EVENTS) as EventName[])
    for (const route of [ROUTE, "unknown", "unreadable"] as const)
      expect(explain(event, route).steps.filter(({ decides }) => decides)).toHaveLength(1);
});

test("docs/explain.md lists the rules in their order", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/explain.md"), "utf8");
  const rows = [...page.slice(page.indexOf("## Rules")).matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(
    ([, name, says]) => ({ name, says }),
  );
  expect(rows).toEqual(RULES.map(({ name, says }) => ({ name, says })));
});
