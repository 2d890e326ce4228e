import { beforeAll, describe, expect, it, test } from "vitest";
import { captureOutput } from "../../lambdas/testbed/output.ts";
import { definitionOf } from "./testing/cloudwatch/definition.ts";
import { DRIVES, type Drive, wellMinute } from "./testing/cloudwatch/drives.ts";
import { type Definition, evaluate, type Open, type State } from "./testing/cloudwatch/evaluate.ts";
import { assertDocumented } from "./testing/cloudwatch/metrics.ts";
import { RegionMetrics } from "./testing/cloudwatch/region-metrics.ts";
import { type Declared, declareRegion } from "./testing/declared.ts";

const output = captureOutput();
let declared: Declared[];
/** The alarms by id. */
let alarms: Map<string, Definition>;

beforeAll(async () => {
  declared = await declareRegion();
  alarms = new Map(
    declared
      .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
      .map(({ name, inputs }) => [name.replace("aybiza-us-", ""), definitionOf(inputs)]),
  );
});

/** Every combination of CloudWatch behaviours on which its documentation is silent or contradicts itself. */
const OPEN: readonly Open[] = [1, 2, 10].flatMap((lookBack) =>
  [0, 1].flatMap((delayMinutes) =>
    [true, false].map((dynamoDbIgnoresMissing) => ({ lookBack, delayMinutes, dynamoDbIgnoresMissing })),
  ),
);
const WELL_MINUTES = 20;
const AFTER_MINUTES = 90;

/** Returns an alarm's states in order: without the fault, during it, and afterwards, when calls are normal or absent. */
async function lead(drive: Drive, then: "calls" | "silence") {
  const region = new RegionMetrics(declared, output.text);
  for (let i = 0; i < WELL_MINUTES; i++, region.next()) await wellMinute(region);
  for (let i = 0; i < drive.minutes; i++, region.next()) await drive.bad(region, i);
  region.late = "written";
  region.deadLetters.receive(region.minute, true);
  for (let i = 0; i < AFTER_MINUTES; i++, region.next()) if (then === "calls") await wellMinute(region);
  return (alarm: Definition, open: Open): State[] => {
    const states: State[] = ["INSUFFICIENT_DATA"];
    for (let minute = 0; minute < region.minute; minute++) {
      const state = evaluate(alarm, region.metrics, minute, states.at(-1)!, open);
      if (state !== states.at(-1)) states.push(state);
    }
    return states;
  };
}

test("each alarm has a fault that raises it, and each fault raises an alarm of the region", () => {
  expect(Object.keys(DRIVES).sort()).toEqual([...alarms.keys()].sort());
  for (const drives of Object.values(DRIVES)) expect(drives.length).toBeGreaterThan(0);
});

test("each alarm is on metrics that AWS documents, or that our handlers or the access log publish", () => {
  for (const { metrics } of alarms.values())
    for (const metric of Object.values(metrics)) {
      assertDocumented(metric);
      expect(metric.namespace).toMatch(/^(AWS\/\w+|aybiza|aybiza-us)$/);
    }
});

const cases = Object.entries(DRIVES).flatMap(([id, drives]) => drives.map((drive) => ({ id, ...drive })));
describe.each(["calls", "silence"] as const)("with %s afterwards", (then) => {
  test.each(cases)("$id: $cause", async (drive) => {
    const statesOf = await lead(drive, then);
    for (const open of OPEN)
      expect({ open, states: statesOf(alarms.get(drive.id)!, open) }).toEqual({
        open,
        states: ["INSUFFICIENT_DATA", "OK", "ALARM", "OK"],
      });
  });
});

describe("an alarm stays quiet", () => {
  const quiet = async (id: string, minutes: number, bad: Drive["bad"]) => {
    const statesOf = await lead({ cause: "", minutes, bad }, "calls");
    for (const open of OPEN) expect(statesOf(alarms.get(id)!, open)).toEqual(["INSUFFICIENT_DATA", "OK"]);
  };
  it("when a single answer is slow", () =>
    quiet("voice-latency", 1, (r) => r.invoked("aybiza-us-twilio-voice", { ms: 4_000 })));
  it("when an event waits for eight minutes", () =>
    quiet("late-events-old", 8, (r, at) => {
      r.late = "tried";
      if (at === 0) r.lateEvents.send(r.minute);
    }));
  it("when forged requests are refused, or AWS throttles another table", async () => {
    await quiet("webhooks-throttled", 5, (r) => r.answered(403));
    await quiet("routes-throttled", 5, (r) => r.throttled("ReadThrottleEvents", "another"));
    await quiet("calls-throttled", 5, (r) => r.throttled("WriteThrottleEvents", "aybiza-us-calls", "billing"));
  });
});

describe("earlier definitions, which never fired or never recovered", () => {
  const drive = (id: string, cause: string) => DRIVES[id]!.find((d) => d.cause === cause)!;

  it("a p99 that ignores few samples: a usual region has fewer than 1,000 answers a minute", async () => {
    const old = { periodMinutes: 1, evaluationPeriods: 3, datapointsToAlarm: 2, fewSamples: "ignore" } as const;
    const alarm = { ...alarms.get("voice-latency")!, ...old };
    for (const { cause } of DRIVES["voice-latency"]!) {
      const statesOf = await lead(drive("voice-latency", cause), "calls");
      for (const open of OPEN) expect(statesOf(alarm, open)).not.toContain("ALARM");
    }
  });

  it("the age of the oldest message: SQS ignores messages that were received three times", async () => {
    const alarm: Definition = {
      metrics: {
        age: {
          namespace: "AWS/SQS",
          metricName: "ApproximateAgeOfOldestMessage",
          dimensions: { QueueName: "aybiza-us-late-events" },
          statistic: "Maximum",
        },
      },
      expression: undefined,
      periodMinutes: 1,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      threshold: 900,
      treatMissingData: "notBreaching",
      fewSamples: "evaluate",
    };
    const statesOf = await lead(drive("late-events-old", "the handler fails again and again"), "calls");
    for (const open of OPEN) expect(statesOf(alarm, open)).toEqual(["INSUFFICIENT_DATA", "OK"]);
  });

  it("throttles without `neverMissing`: they never return to OK where AWS ignores missing data", async () => {
    const alarm = { ...alarms.get("calls-throttled")!, expression: undefined };
    const statesOf = await lead(drive("calls-throttled", "writes are throttled"), "calls");
    expect(statesOf(alarm, { lookBack: 2, delayMinutes: 0, dynamoDbIgnoresMissing: true }).at(-1)).toBe("ALARM");
  });

  it("one minute of a `neverMissing` metric: published late, its last minute is always 0", async () => {
    const alarm = { ...alarms.get("calls-throttled")!, evaluationPeriods: 1, datapointsToAlarm: 1 };
    const statesOf = await lead(drive("calls-throttled", "writes are throttled"), "calls");
    expect(statesOf(alarm, { lookBack: 2, delayMinutes: 1, dynamoDbIgnoresMissing: true })).not.toContain("ALARM");
  });

  it("throttles of an index under its table's name alone", async () => {
    const statesOf = await lead(drive("calls-index-throttled", "the index is throttled"), "calls");
    for (const open of OPEN) expect(statesOf(alarms.get("calls-throttled")!, open)).not.toContain("ALARM");
  });

  it("a throttled webhook among the API's own errors", async () => {
    const statesOf = await lead(drive("webhooks-throttled", "more webhooks come than the limit"), "calls");
    for (const open of OPEN) expect(statesOf(alarms.get("webhooks-5xx")!, open)).not.toContain("ALARM");
  });
});
