import { describe, expect, it, test } from "vitest";
import { type Definition, evaluate, type State, stateOf } from "./evaluate.ts";
import { evaluateExpression } from "./expression.ts";
import { Metrics } from "./metrics.ts";

const TREATMENTS = ["missing", "ignore", "breaching", "notBreaching"] as const;
const KEPT: State = "INSUFFICIENT_DATA";

describe("the tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html", () => {
  // As in AWS's tables, the oldest value is first. `kept` means "Retain current state".
  const tables = [
    { m: 3, row: "0 - X - X", states: "OK OK OK OK" },
    { m: 3, row: "0 - - - -", states: "OK OK OK OK" },
    { m: 3, row: "- - - - -", states: "INSUFFICIENT_DATA kept ALARM OK" },
    { m: 3, row: "0 X X - X", states: "ALARM ALARM ALARM ALARM" },
    { m: 3, row: "- - X - -", states: "ALARM kept ALARM OK" },
    { m: 2, row: "0 - X - X", states: "ALARM ALARM ALARM ALARM" },
    { m: 2, row: "0 0 X 0 X", states: "ALARM ALARM ALARM ALARM" },
    { m: 2, row: "0 - X - -", states: "OK OK ALARM OK" },
    { m: 2, row: "- - - - 0", states: "OK OK ALARM OK" },
    { m: 2, row: "- - - X -", states: "ALARM kept ALARM OK" },
  ];
  test.each(tables)("$m of 3: $row", ({ m, row, states }) => {
    const values = row
      .split(" ")
      .map((letter) => ({ X: 1, "0": 0, "-": undefined })[letter])
      .reverse();
    const found = TREATMENTS.map((treatMissingData) =>
      stateOf(values, { evaluationPeriods: 3, datapointsToAlarm: m, threshold: 1, treatMissingData }, KEPT),
    );
    expect(found).toEqual(states.split(" ").map((state) => (state === "kept" ? KEPT : state)));
  });
});

const OPEN = { lookBack: 2, delayMinutes: 0, dynamoDbIgnoresMissing: true };
const LATENCY = { namespace: "test", metricName: "Latency", dimensions: { of: "a" }, statistic: "p99" };
const alarm = (change: Partial<Definition> = {}): Definition => ({
  metrics: { latency: LATENCY },
  expression: undefined,
  periodMinutes: 1,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 100,
  treatMissingData: "notBreaching",
  fewSamples: "evaluate",
  ...change,
});

describe("few samples of a percentile", () => {
  const of = (samples: number) => {
    const metrics = new Metrics();
    for (let i = 0; i < samples; i++) metrics.put({ ...LATENCY, value: 500, minute: 0 });
    return metrics;
  };
  it("keep the state where the alarm ignores them: below 1,000 for p99", () => {
    expect(evaluate(alarm({ fewSamples: "ignore" }), of(999), 0, "OK", OPEN)).toBe("OK");
    expect(evaluate(alarm({ fewSamples: "ignore" }), of(1_000), 0, "OK", OPEN)).toBe("ALARM");
  });
  it("are evaluated otherwise", () => expect(evaluate(alarm(), of(1), 0, "OK", OPEN)).toBe("ALARM"));
});

test("a metric with other dimensions is another metric", () => {
  const metrics = new Metrics();
  metrics.put({ ...LATENCY, value: 500, minute: 0, dimensions: { of: "b" } });
  metrics.put({ ...LATENCY, value: 500, minute: 0, dimensions: { of: "a", and: "more" } });
  metrics.put({ ...LATENCY, value: 500, minute: 0, dimensions: {} });
  expect(evaluate(alarm(), metrics, 0, "OK", OPEN)).toBe("OK");
});

test("what AWS doesn't document is never a metric", () => {
  const put = (change: object) => () =>
    new Metrics().put({
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "q" },
      value: 1,
      minute: 0,
      ...change,
    });
  expect(put({})).not.toThrow();
  expect(put({ metricName: "Waiting" })).toThrow(
    "AWS/SQS documents no metric Waiting with the dimensions QueueName: see https://docs",
  );
  expect(put({ dimensions: { Queue: "q" } })).toThrow("with the dimensions Queue:");
  expect(put({ namespace: "AWS/SNS" })).toThrow("AWS/SNS documents no metric");
});

test("sums take missing values as 0, and are missing where all are", () => {
  expect(evaluateExpression("a + b", { a: [1, undefined, undefined], b: [2, 3, undefined] }, 3)).toEqual([
    3,
    3,
    undefined,
  ]);
  expect(evaluateExpression("a + TIME_SERIES(0)", { a: [1, undefined] }, 2)).toEqual([1, 0]);
  expect(() => evaluateExpression("FILL(a, 0)", { a: [1] }, 1)).toThrow("the evaluator doesn't know `FILL(a, 0)`");
});
