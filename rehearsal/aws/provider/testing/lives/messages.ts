import type { Life } from "../lifecycle.ts";
import { ACCOUNT } from "../scene.ts";

const policyOf = (Action: string, Resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action, Resource }],
  });

/** Lifecycles of SQS, SNS and CloudWatch types. */
export const messages: readonly Life[] = [
  {
    token: "aws:sqs/queue:Queue",
    arrange: async () => ({ name: "life-queue", visibilityTimeoutSeconds: 120, tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, messageRetentionSeconds: 600 }), paths: ["messageRetentionSeconds"] },
    drift: {
      by: async (aws, { id: QueueUrl }) => {
        const { client, sdk } = await aws.sqs();
        await client.send(new sdk.SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "1" } }));
      },
      paths: ["visibilityTimeoutSeconds"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "life-queue-2" }), paths: ["name"] },
  },
  {
    token: "aws:sqs/queuePolicy:QueuePolicy",
    arrange: async (world) => {
      const queue = await world.make("aws:sqs/queue:Queue", { name: "life-guarded" });
      return { queueUrl: queue.id, policy: policyOf("sqs:SendMessage", queue.state.arn) };
    },
    change: {
      with: (args) => ({ ...args, policy: String(args.policy).replace("Send", "Receive") }),
      paths: ["policy"],
    },
    drift: {
      by: async (aws, { id: QueueUrl, inputs }) => {
        const { client, sdk } = await aws.sqs();
        const Policy = String(inputs.policy).replace("Receive", "Purge");
        await client.send(new sdk.SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
      },
      paths: ["policy"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => ({
        ...args,
        queueUrl: (await world.make("aws:sqs/queue:Queue", { name: "life-guarded-2" })).id,
      }),
      paths: ["queueUrl"],
    },
  },
  {
    token: "aws:sns/topic:Topic",
    arrange: async () => ({ name: "life-topic", displayName: "Alarms", tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, displayName: "On call" }), paths: ["displayName"] },
    drift: {
      by: async (aws, { id: TopicArn }) => {
        const { client, sdk } = await aws.sns();
        const drifted = { AttributeName: "DisplayName", AttributeValue: "Someone's" };
        await client.send(new sdk.SetTopicAttributesCommand({ TopicArn, ...drifted }));
      },
      paths: ["displayName"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "life-topic-2" }), paths: ["name"] },
  },
  {
    token: "aws:sns/topicPolicy:TopicPolicy",
    arrange: async (world) => {
      const { id: arn } = await world.make("aws:sns/topic:Topic", { name: "life-told" });
      return { arn, policy: policyOf("sns:Publish", arn) };
    },
    change: { with: (args) => ({ ...args, policy: policyOf("sns:Subscribe", String(args.arn)) }), paths: ["policy"] },
    drift: {
      by: async (aws, { id: TopicArn }) => {
        const { client, sdk } = await aws.sns();
        const drifted = { AttributeName: "Policy", AttributeValue: policyOf("sns:Receive", TopicArn) };
        await client.send(new sdk.SetTopicAttributesCommand({ TopicArn, ...drifted }));
      },
      paths: ["policy"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => ({
        ...args,
        arn: (await world.make("aws:sns/topic:Topic", { name: "life-told-2" })).id,
      }),
      paths: ["arn"],
    },
    // A topic always has a policy: the delete restores the default one.
    kept: true,
  },
  {
    token: "aws:sns/topicSubscription:TopicSubscription",
    arrange: async (world) => ({
      topic: (await world.make("aws:sns/topic:Topic", { name: "life-heard" })).id,
      protocol: "sqs",
      endpoint: (await world.make("aws:sqs/queue:Queue", { name: "life-inbox" })).state.arn,
    }),
    change: { with: (args) => ({ ...args, rawMessageDelivery: true }), paths: ["rawMessageDelivery"] },
    drift: {
      by: async (aws, { id: SubscriptionArn }) => {
        const { client, sdk } = await aws.sns();
        const drifted = { AttributeName: "RawMessageDelivery", AttributeValue: "false" };
        await client.send(new sdk.SetSubscriptionAttributesCommand({ SubscriptionArn, ...drifted }));
      },
      paths: ["rawMessageDelivery"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => ({
        ...args,
        endpoint: (await world.make("aws:sqs/queue:Queue", { name: "life-inbox-2" })).state.arn,
      }),
      paths: ["endpoint"],
    },
  },
  {
    token: "aws:cloudwatch/metricAlarm:MetricAlarm",
    arrange: async () => ({
      name: "life-errors",
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: "voice" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    }),
    change: { with: (args) => ({ ...args, threshold: 3 }), paths: ["threshold"] },
    drift: {
      by: async (aws, { id }) => {
        const { client, sdk } = await aws.cloudwatch();
        await client.send(new sdk.DisableAlarmActionsCommand({ AlarmNames: [id] }));
      },
      paths: ["actionsEnabled"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "life-throttles" }), paths: ["name"] },
  },
  {
    token: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    arrange: async (world) => ({
      name: "life-throttled",
      logGroupName: (await world.make("aws:cloudwatch/logGroup:LogGroup", { name: "/life/access" })).id,
      pattern: '{ $.status = "429" }',
      metricTransformation: { name: "Throttled", namespace: "life", value: "1", unit: "Count" },
    }),
    change: { with: (args) => ({ ...args, pattern: '{ $.status = "503" }' }), paths: ["pattern"] },
    drift: {
      by: async (aws, { inputs }) => {
        const { client, sdk } = await aws.logs();
        const { name: filterName, logGroupName } = inputs as { name: string; logGroupName: string };
        const made = { metricName: "Throttled", metricNamespace: "life", metricValue: "2" };
        const filter = { filterName, logGroupName, filterPattern: '{ $.status = "503" }' };
        await client.send(
          new sdk.PutMetricFilterCommand({ ...filter, metricTransformations: [{ ...made, unit: "Count" }] }),
        );
      },
      paths: ["metricTransformation.value"],
    },
    importBy: ({ id, inputs }) => `${inputs.logGroupName}:${id}`,
    replace: { with: (args) => ({ ...args, name: "life-failing" }), paths: ["name"] },
  },
];
