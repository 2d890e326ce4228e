import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import * as pulumi from "@pulumi/pulumi";
import { alarmList, type Watched } from "./alarm-list.ts";
import { fromAlarms, type Place } from "./place.ts";

/** What is watched, and who is told. */
export interface AlarmsArgs {
  readonly place: Place;
  /** A key whose policy lets CloudWatch publish; not the tables', which may be what the alarm is about. */
  readonly keyArn: pulumi.Input<string>;
  readonly email: readonly string[];
  readonly watched: Watched;
}

/** Alarms, and the topic that tells people of them. docs/operate.md says what to do for each. */
export class Alarms extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Alarms", name, {}, opts);
    const child = { parent: this };
    const topic = new Topic(
      `${name}-alarms`,
      {
        name: `${name}-alarms`,
        displayName: `${name} alarms`,
        kmsMasterKeyId: args.keyArn,
        policy: topicPolicy(args.place, name),
      },
      child,
    );
    for (const endpoint of args.email)
      new TopicSubscription(`${name}-alarms-${endpoint}`, { topic: topic.arn, protocol: "email", endpoint }, child);

    for (const spec of alarmList(args.watched)) {
      const isPercentile = spec.statistic === "p99";
      new MetricAlarm(
        `${name}-${spec.id}`,
        {
          name: `${name}-${spec.id}`,
          alarmDescription: `${spec.meaning} What to do: docs/operate.md#${spec.id}`,
          namespace: spec.namespace,
          metricName: spec.metricName,
          dimensions: spec.dimensions,
          ...(isPercentile
            ? // With few calls a percentile is one call: it says nothing then.
              { extendedStatistic: spec.statistic, evaluateLowSampleCountPercentiles: "ignore" }
            : { statistic: spec.statistic }),
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold: spec.threshold,
          period: 60,
          evaluationPeriods: spec.minutes.of,
          datapointsToAlarm: spec.minutes.bad,
          // No calls, no trouble.
          treatMissingData: "notBreaching",
          alarmActions: [topic.arn],
          okActions: [topic.arn],
        },
        child,
      );
    }
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/** Who may publish: this region's alarms, over TLS, and nobody else. */
function topicPolicy(place: Place, name: string): string {
  const { partition, region, account } = place;
  const on = { Action: "sns:Publish", Resource: `arn:${partition}:sns:${region}:${account}:${name}-alarms` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        ...on,
        Condition: fromAlarms(place, `${name}-`),
      },
      {
        Sid: "OverTlsOnly",
        Effect: "Deny",
        Principal: "*",
        ...on,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
