import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import * as pulumi from "@pulumi/pulumi";
import { alarmList, type Watched } from "./alarm-list.ts";
import { type AlarmSpec, isMath } from "./alarm-spec.ts";
import { type AwsLocation, fromAlarms } from "./aws-location.ts";

/** Input of the alarms: the resources that they watch, and their recipients. */
export interface AlarmsArgs {
  readonly location: AwsLocation;
  /** Key that CloudWatch may publish with. It isn't the tables' key, since alarms must be sent even while that is disabled. */
  readonly keyArn: pulumi.Input<string>;
  readonly email: readonly string[];
  /** URL of an on-call service, which holds the service's key; undefined: mail only. */
  readonly onCall: pulumi.Output<string> | undefined;
  readonly watched: Watched;
}

/** The region's alarms, and the topic that delivers them. docs/operate.md has a runbook for each. */
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
        policy: topicPolicy(args.location, name),
      },
      child,
    );
    for (const endpoint of args.email)
      new TopicSubscription(`${name}-alarms-${endpoint}`, { topic: topic.arn, protocol: "email", endpoint }, child);

    // The service confirms the subscription by itself, opens an incident when an alarm goes off, and closes it when the alarm is over.
    if (args.onCall !== undefined)
      new TopicSubscription(
        `${name}-alarms-on-call`,
        {
          topic: topic.arn,
          protocol: "https",
          endpoint: args.onCall,
          endpointAutoConfirms: true,
          deliveryPolicy: DELIVERY,
        },
        { ...child, additionalSecretOutputs: ["endpoint"] },
      );

    for (const spec of alarmList(args.watched))
      new MetricAlarm(
        `${name}-${spec.id}`,
        {
          name: `${name}-${spec.id}`,
          alarmDescription: `${spec.meaning} What to do: docs/operate.md#${spec.id}`,
          ...watching(spec),
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold: spec.threshold,
          evaluationPeriods: spec.periods.of,
          datapointsToAlarm: spec.periods.bad,
          treatMissingData: spec.missing,
          alarmActions: [topic.arn],
          okActions: [topic.arn],
        },
        child,
      );
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/**
 * Retries of a delivery that the on-call service didn't acknowledge with a 2xx: at once, then for nearly an hour, at most every minute; AWS allows an hour in all.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
const DELIVERY = JSON.stringify({
  healthyRetryPolicy: {
    numRetries: 60,
    numNoDelayRetries: 2,
    minDelayTarget: 1,
    maxDelayTarget: 60,
    numMinDelayRetries: 3,
    numMaxDelayRetries: 45,
    backoffFunction: "exponential",
  },
});

/** The PutMetricAlarm parameters of an alarm's data: one metric, or an expression over several. */
function watching({ watches, periods: { seconds: period } }: AlarmSpec) {
  if (!isMath(watches)) {
    const { statistic, ...metric } = watches;
    return {
      ...metric,
      period,
      ...(statistic === "p99"
        ? { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "evaluate" }
        : { statistic }),
    };
  }
  const inputs = Object.entries(watches.metrics).map(([id, { statistic: stat, ...metric }]) => ({
    id,
    metric: { ...metric, period, stat },
    returnData: false,
  }));
  return {
    metricQueries: [
      { id: "result", expression: watches.expression, label: watches.expression, returnData: true },
      ...inputs,
    ],
  };
}

/** Only this region's alarms may publish, and only over TLS. */
function topicPolicy(location: AwsLocation, name: string): string {
  const { partition, region, account } = location;
  const on = { Action: "sns:Publish", Resource: `arn:${partition}:sns:${region}:${account}:${name}-alarms` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        ...on,
        Condition: fromAlarms(location, `${name}-`),
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
