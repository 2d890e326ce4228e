import type { Bag } from "../../../../providers/kit/handler.ts";
import type { Call, Resource } from "../resource.ts";
import { tagList, tagMap } from "../resource.ts";

/** Inputs of an alarm on one metric. An alarm on an expression must not have them. */
const OF_ONE_METRIC = ["dimensions", "extendedStatistic", "metricName", "namespace", "period", "statistic"];

/** An alarm on one metric or on an expression; its id is its name. */
export const metricAlarm: Resource = {
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",

  mistakes(inputs) {
    const { statistic, extendedStatistic, metricQueries } = inputs;
    const required = ["comparisonOperator", "evaluationPeriods", "threshold"];
    const onMetric = metricQueries === undefined ? ["metricName", "namespace", "period"] : [];
    const wrong = [...required, ...onMetric]
      .filter((property) => inputs[property] === undefined)
      .map((property) => ({
        property,
        reason: "is required: rehearsals support alarms on a metric or on an expression only",
      }));
    if (metricQueries !== undefined) {
      const reason = "conflicts with metricQueries: set it in the query's metric";
      const given = OF_ONE_METRIC.filter((property) => inputs[property] !== undefined);
      return [...wrong, ...given.map((property) => ({ property, reason })), ...queryMistakes(metricQueries)];
    }
    if ((statistic === undefined) === (extendedStatistic === undefined))
      wrong.push({ property: "statistic", reason: "set exactly one of statistic and extendedStatistic" });
    return wrong;
  },

  async create(call, inputs, tags) {
    await put(call, inputs, tags);
    return inputs.name;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.cloudwatch();
    const { MetricAlarms } = await client.send(
      new sdk.DescribeAlarmsCommand({ AlarmNames: [id], AlarmTypes: ["MetricAlarm"] }),
    );
    const alarm = MetricAlarms?.[0];
    if (!alarm) return undefined;
    const { Tags } = await client.send(new sdk.ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn }));
    // MiniStack stores no queries of an alarm on an expression, and returns defaults for the single-metric fields.
    const onMetric = alarm.MetricName !== undefined && alarm.MetricName !== null;
    return {
      properties: {
        arn: alarm.AlarmArn,
        name: alarm.AlarmName,
        actionsEnabled: alarm.ActionsEnabled,
        alarmActions: alarm.AlarmActions,
        alarmDescription: alarm.AlarmDescription ?? "",
        comparisonOperator: alarm.ComparisonOperator,
        datapointsToAlarm: alarm.DatapointsToAlarm,
        dimensions: Object.fromEntries((alarm.Dimensions ?? []).map((d) => [d.Name!, d.Value!])),
        evaluateLowSampleCountPercentiles: alarm.EvaluateLowSampleCountPercentile ?? "",
        evaluationPeriods: alarm.EvaluationPeriods,
        extendedStatistic: alarm.ExtendedStatistic ?? "",
        insufficientDataActions: alarm.InsufficientDataActions,
        metricName: alarm.MetricName ?? undefined,
        namespace: alarm.Namespace ?? undefined,
        okActions: alarm.OKActions,
        period: onMetric ? alarm.Period : undefined,
        // For an alarm on a percentile, MiniStack also returns statistic Average; AWS returns only the percentile.
        statistic: onMetric && !alarm.ExtendedStatistic ? (alarm.Statistic ?? "") : "",
        threshold: alarm.Threshold,
        treatMissingData: alarm.TreatMissingData ?? "missing",
        unit: alarm.Unit ?? "",
      },
      tags: tagMap(Tags),
    };
  },

  /** Replaces the alarm by PutMetricAlarm, then updates the tags separately: for an existing alarm, PutMetricAlarm ignores them. */
  async update(call, { news, oldState, tags, goneTags }) {
    const { client, sdk } = await call.aws.cloudwatch();
    await put(call, news, undefined);
    const ResourceARN = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ ResourceARN, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ ResourceARN, Tags: tagList(tags) }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.cloudwatch();
    await client.send(new sdk.DeleteAlarmsCommand({ AlarmNames: [id] }));
  },
};

async function put({ aws }: Call, i: Bag, tags: Readonly<Record<string, string>> | undefined): Promise<void> {
  const { client, sdk } = await aws.cloudwatch();
  await client.send(
    new sdk.PutMetricAlarmCommand({
      AlarmName: i.name,
      ActionsEnabled: i.actionsEnabled,
      AlarmActions: i.alarmActions,
      AlarmDescription: i.alarmDescription,
      ComparisonOperator: i.comparisonOperator,
      DatapointsToAlarm: i.datapointsToAlarm,
      Dimensions: i.metricQueries ? undefined : dimensionList(i.dimensions),
      EvaluateLowSampleCountPercentile: i.evaluateLowSampleCountPercentiles || undefined,
      EvaluationPeriods: i.evaluationPeriods,
      ExtendedStatistic: i.extendedStatistic,
      InsufficientDataActions: i.insufficientDataActions,
      MetricName: i.metricName,
      Metrics: i.metricQueries?.map((query: Bag) => ({
        Id: query.id,
        Expression: query.expression,
        Label: query.label,
        MetricStat: query.metric && {
          Metric: {
            Namespace: query.metric.namespace,
            MetricName: query.metric.metricName,
            Dimensions: dimensionList(query.metric.dimensions),
          },
          Period: query.metric.period,
          Stat: query.metric.stat,
          Unit: query.metric.unit,
        },
        ReturnData: query.returnData ?? false,
      })),
      Namespace: i.namespace,
      OKActions: i.okActions,
      Period: i.period,
      Statistic: i.statistic,
      Threshold: i.threshold,
      TreatMissingData: i.treatMissingData,
      Unit: i.unit,
      ...(tags && { Tags: tagList(tags) }),
    }),
  );
}

function dimensionList(dimensions: Bag | undefined): { Name: string; Value: string }[] {
  return Object.entries(dimensions ?? {}).map(([Name, Value]) => ({ Name, Value: Value as string }));
}

/** Checks an alarm's queries. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
function queryMistakes(queries: readonly Bag[]): { property: string; reason: string }[] {
  const mistakes = queries.flatMap(({ id, expression, metric }, i) => {
    const property = `metricQueries[${i}]`;
    return [
      ...(/^[a-z]\w*$/.test(id) ? [] : [{ property: `${property}.id`, reason: "must start with a lowercase letter" }]),
      ...((expression === undefined) === (metric === undefined)
        ? [{ property, reason: "set exactly one of expression and metric" }]
        : []),
    ];
  });
  if (queries.filter(({ returnData }) => returnData).length !== 1)
    mistakes.push({ property: "metricQueries", reason: "exactly one query must have returnData: true" });
  return mistakes;
}
