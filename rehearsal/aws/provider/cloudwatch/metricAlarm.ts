import type { Bag } from "../../../../providers/kit/handler.ts";
import type { Call, Resource } from "../resource.ts";
import { tagList, tagMap } from "../resource.ts";

/** An alarm on one metric; its id is its name. */
export const metricAlarm: Resource = {
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",

  mistakes(inputs) {
    const { statistic, extendedStatistic } = inputs;
    const required = ["comparisonOperator", "evaluationPeriods", "metricName", "namespace", "period", "threshold"];
    const missing = required
      .filter((property) => inputs[property] === undefined)
      .map((property) => ({
        property,
        reason: "is required for an alarm on one metric, the only kind that is served",
      }));
    if ((statistic === undefined) === (extendedStatistic === undefined))
      missing.push({ property: "statistic", reason: "give either statistic or extendedStatistic" });
    return missing;
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
        metricName: alarm.MetricName,
        namespace: alarm.Namespace,
        okActions: alarm.OKActions,
        period: alarm.Period,
        // MiniStack says Average beside a percentile; AWS says the one that was given.
        statistic: alarm.ExtendedStatistic ? "" : (alarm.Statistic ?? ""),
        threshold: alarm.Threshold,
        treatMissingData: alarm.TreatMissingData ?? "missing",
        unit: alarm.Unit ?? "",
      },
      tags: tagMap(Tags),
    };
  },

  /** PutMetricAlarm writes the whole alarm, but of one that is there already it leaves the tags. */
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
      Dimensions: Object.entries(i.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value: Value as string })),
      EvaluateLowSampleCountPercentile: i.evaluateLowSampleCountPercentiles || undefined,
      EvaluationPeriods: i.evaluationPeriods,
      ExtendedStatistic: i.extendedStatistic,
      InsufficientDataActions: i.insufficientDataActions,
      MetricName: i.metricName,
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
