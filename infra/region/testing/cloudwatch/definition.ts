import type { Definition } from "./evaluate.ts";
import type { Wanted } from "./metrics.ts";

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: Omit<Wanted, "statistic"> & { readonly period: number; readonly stat: string };
  readonly returnData?: boolean;
}

/** The alarm that the inputs of a MetricAlarm declare. */
// biome-ignore lint/suspicious/noExplicitAny: the engine's inputs are untyped
export function definitionOf(inputs: any): Definition {
  const shared = {
    evaluationPeriods: inputs.evaluationPeriods,
    datapointsToAlarm: inputs.datapointsToAlarm ?? inputs.evaluationPeriods,
    threshold: inputs.threshold,
    treatMissingData: inputs.treatMissingData ?? "missing",
    fewSamples: inputs.evaluateLowSampleCountPercentiles ?? "evaluate",
  };
  if (inputs.metricQueries === undefined) {
    const { namespace, metricName, dimensions = {}, period } = inputs;
    const statistic = inputs.extendedStatistic ?? inputs.statistic;
    const metric = { namespace, metricName, dimensions, statistic };
    return { ...shared, metrics: { metric }, expression: undefined, periodMinutes: period / 60 };
  }
  const queries = inputs.metricQueries as readonly Query[];
  const [result, ...others] = queries.filter(({ returnData }) => returnData);
  if (result?.expression === undefined || others.length > 0)
    throw new Error("exactly one query of an alarm, its expression, returns data");
  const asked = queries.flatMap(({ id, metric }) => (metric === undefined ? [] : [[id, metric] as const]));
  const periods = new Set(asked.map(([, { period }]) => period));
  if (periods.size !== 1) throw new Error("each metric of an expression must have the same period");
  return {
    ...shared,
    metrics: Object.fromEntries(
      asked.map(([id, { namespace, metricName, dimensions, stat }]) => [
        id,
        { namespace, metricName, dimensions: dimensions ?? {}, statistic: stat },
      ]),
    ),
    expression: result.expression,
    periodMinutes: [...periods][0]! / 60,
  };
}
