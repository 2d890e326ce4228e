import { evaluateExpression, type Series } from "./expression.ts";
import type { Metrics, Point, Wanted } from "./metrics.ts";

export type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** An alarm's definition, with PutMetricAlarm's parameters. */
export interface Definition {
  /** Metrics by id. An alarm on a single metric has one. */
  readonly metrics: Readonly<Record<string, Wanted>>;
  /** Metric math expression; undefined for an alarm on a single metric. */
  readonly expression: string | undefined;
  readonly periodMinutes: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly treatMissingData: "missing" | "ignore" | "breaching" | "notBreaching";
  readonly fewSamples: "evaluate" | "ignore";
}

/** CloudWatch behaviours that the documentation leaves open. An alarm must behave the same with each. */
export interface Open {
  /** Periods that CloudWatch looks back beyond those that it evaluates: "a higher number", 2 in its examples. */
  readonly lookBack: number;
  /** Minutes after which an AWS metric is published: "a slight delay, and the most recent minute never has data" (using-metric-math). */
  readonly delayMinutes: number;
  /** Alarms on AWS/DynamoDB ignore missing data always (API_PutMetricAlarm), or unless they say otherwise (alarms-and-missing-data). */
  readonly dynamoDbIgnoresMissing: boolean;
}

/**
 * Returns the state after the evaluation at the end of `minute`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: an alarm with periods of a minute or more is
 * evaluated every minute, over a window of its periods.
 */
export function evaluate(definition: Definition, metrics: Metrics, minute: number, state: State, open: Open): State {
  const { periodMinutes: length, evaluationPeriods, expression } = definition;
  const range = evaluationPeriods + open.lookBack;
  const pointsOf = (wanted: Wanted): (Point | undefined)[] => {
    const seen = wanted.namespace.startsWith("AWS/") ? minute - open.delayMinutes : minute;
    return Array.from({ length: range }, (_, i) => {
      const last = minute - i * length;
      return metrics.point(wanted, last - length + 1, Math.min(last, seen));
    });
  };
  const points = Object.fromEntries(Object.entries(definition.metrics).map(([id, wanted]) => [id, pointsOf(wanted)]));
  if (definition.fewSamples === "ignore" && hasFewSamples(definition, points)) return state;
  const series = Object.fromEntries(
    Object.entries(points).map(([id, found]) => [id, found.map((point) => point?.value)]),
  );
  const values = expression === undefined ? Object.values(series)[0]! : evaluateExpression(expression, series, range);
  const onDynamoDb = Object.values(definition.metrics).some(({ namespace }) => namespace === "AWS/DynamoDB");
  const treatMissingData = onDynamoDb && open.dynamoDbIgnoresMissing ? "ignore" : definition.treatMissingData;
  return stateOf(values, { ...definition, treatMissingData }, state);
}

/**
 * Computes the state from the values of the evaluation range, the newest first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, whose tables are this function's test.
 */
export function stateOf(
  values: Series,
  alarm: Pick<Definition, "evaluationPeriods" | "datapointsToAlarm" | "threshold" | "treatMissingData">,
  state: State,
): State {
  const { evaluationPeriods, datapointsToAlarm, threshold, treatMissingData } = alarm;
  const breaches = (value: number) => value >= threshold;
  const real = values.filter((value) => value !== undefined);
  const bad = real.slice(0, evaluationPeriods).filter(breaches).length;
  if (bad >= datapointsToAlarm) return "ALARM";
  if (real.length >= evaluationPeriods || treatMissingData === "notBreaching") return "OK";
  if (treatMissingData === "breaching")
    return bad + evaluationPeriods - real.length >= datapointsToAlarm ? "ALARM" : "OK";
  if (real.length === 0) return treatMissingData === "ignore" ? state : "INSUFFICIENT_DATA";
  // Premature transition: all datapoints are bad, and the oldest is as old as the datapoints needed for an alarm.
  const oldest = values.findLastIndex((value) => value !== undefined);
  if (bad < real.length || oldest + 1 < datapointsToAlarm) return "OK";
  return treatMissingData === "ignore" ? state : "ALARM";
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html */
function hasFewSamples(
  { metrics, evaluationPeriods }: Definition,
  points: Readonly<Record<string, readonly (Point | undefined)[]>>,
): boolean {
  return Object.entries(metrics).some(([id, { statistic }]) => {
    const percentile = /^p([\d.]+)$/.exec(statistic)?.[1];
    if (percentile === undefined) return false;
    const part = Number(percentile) / 100;
    const least = Math.round(10 / (part >= 0.5 ? 1 - part : part));
    const evaluated = points[id]!.filter((point) => point !== undefined).slice(0, evaluationPeriods);
    return evaluated.some(({ samples }) => samples < least);
  });
}
