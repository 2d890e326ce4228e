import { expect, test } from "vitest";
import { archiveOf } from "../archive.ts";
import { trust } from "./policies.ts";
import { ACCOUNT, type Scene } from "./scene.ts";

const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${name}`;

/** Returns a policy that allows this account one action on a resource. */
const policyOf = (Action: string, Resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action, Resource }],
  });

/** Tests queues, topics and alarms on a running MiniStack. */
export function messagingTests(scene: Scene): void {
  test("a queue is made with its dead-letter queue, changed, mended after drift, imported and deleted", async () => {
    const dead = await scene.subject("aws:sqs/queue:Queue", "dead").create({ name: "dead" });
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.state.arn, maxReceiveCount: 5 });
    const args = {
      name: "late",
      visibilityTimeoutSeconds: 120,
      sqsManagedSseEnabled: true,
      redrivePolicy,
      tags: { team: "voice" },
    };
    const queue = await scene.subject("aws:sqs/queue:Queue", "late").create(args);
    expect(queue.state).toMatchObject({
      ...args,
      arn: arnOf("sqs", "late"),
      url: queue.id,
      messageRetentionSeconds: 345_600,
      fifoQueue: false,
    });
    await queue.expectUntouched();
    const spaced = JSON.stringify({ maxReceiveCount: 5, deadLetterTargetArn: dead.state.arn }, null, 2);
    expect((await queue.diff({ ...args, redrivePolicy: spaced })).changes).toEqual({});
    expect(await queue.diff({ ...args, name: "later" })).toMatchObject({ changes: { name: "update-replace" } });

    await queue.update({ ...args, messageRetentionSeconds: 1_209_600, tags: { team: "sip" } });
    expect(queue.state).toMatchObject({ messageRetentionSeconds: 1_209_600, tagsAll: { team: "sip" } });
    await queue.expectUntouched();
    const { client, sdk } = await scene.aws.sqs();
    const Attributes = { VisibilityTimeout: "1" };
    await client.send(new sdk.SetQueueAttributesCommand({ QueueUrl: queue.id, Attributes }));
    expect(await queue.refreshed()).toEqual({ visibilityTimeoutSeconds: "update" });
    expect((await queue.imported(queue.id))?.inputs).toEqual({
      name: "late",
      messageRetentionSeconds: 1_209_600,
      visibilityTimeoutSeconds: 1,
      tags: { team: "sip" },
    });

    const policy = await scene
      .subject("aws:sqs/queuePolicy:QueuePolicy", "late")
      .create({ queueUrl: queue.id, policy: policyOf("sqs:SendMessage", queue.state.arn) });
    await policy.expectUntouched();
    await policy.update({ queueUrl: queue.id, policy: policyOf("sqs:ReceiveMessage", queue.state.arn) });
    await policy.expectUntouched();
    await client.send(
      new sdk.SetQueueAttributesCommand({
        QueueUrl: queue.id,
        Attributes: { Policy: policyOf("sqs:SendMessage", queue.state.arn) },
      }),
    );
    expect(await policy.refreshed()).toEqual({ policy: "update" });
    expect((await policy.imported(queue.id))?.inputs).toEqual({
      queueUrl: queue.id,
      policy: policyOf("sqs:SendMessage", queue.state.arn),
    });
    await policy.delete();
    expect(await policy.read()).toBeUndefined();
    await queue.delete();
    expect(await queue.read()).toBeUndefined();
    await dead.delete();
  });

  test("a queue's name is one that SQS takes", async () => {
    const { failures } = await scene.subject("aws:sqs/queue:Queue", "q").failures({ name: "late.events" });
    expect(failures).toEqual([{ property: "name", reason: "must be 1 to 80 letters, digits, - and _" }]);
  });

  test("a topic, its policy and a subscription are made, changed, mended after drift, imported and deleted", async () => {
    const args = { name: "alarms", displayName: "Alarms", tags: { team: "voice" } };
    const topic = await scene.subject("aws:sns/topic:Topic", "alarms").create(args);
    expect(topic.id).toBe(arnOf("sns", "alarms"));
    expect(topic.state).toMatchObject({ ...args, arn: topic.id, owner: ACCOUNT });
    await topic.expectUntouched();
    await topic.update({ ...args, displayName: "On call", tags: { team: "sip" } });
    expect(topic.state).toMatchObject({ displayName: "On call", tagsAll: { team: "sip" } });
    await topic.expectUntouched();
    const { client, sdk } = await scene.aws.sns();
    const set = (AttributeName: string, AttributeValue: string) =>
      client.send(new sdk.SetTopicAttributesCommand({ TopicArn: topic.id, AttributeName, AttributeValue }));
    await set("DisplayName", "Someone's");
    expect(await topic.refreshed()).toEqual({ displayName: "update" });
    expect((await topic.imported(topic.id))?.inputs).toEqual({
      name: "alarms",
      displayName: "Someone's",
      tags: { team: "sip" },
    });

    const policy = await scene
      .subject("aws:sns/topicPolicy:TopicPolicy", "alarms")
      .create({ arn: topic.id, policy: policyOf("sns:Publish", topic.id) });
    await policy.expectUntouched();
    await policy.update({ arn: topic.id, policy: policyOf("sns:Subscribe", topic.id) });
    await policy.expectUntouched();
    await set("Policy", policyOf("sns:Publish", topic.id));
    expect(await policy.refreshed()).toEqual({ policy: "update" });
    expect((await policy.imported(topic.id))?.inputs).toEqual({
      arn: topic.id,
      policy: policyOf("sns:Publish", topic.id),
    });
    await policy.delete();
    expect((await policy.read())?.state.policy).toContain("AWS:SourceOwner");

    const inbox = await scene.subject("aws:sqs/queue:Queue", "inbox").create({ name: "inbox" });
    const to = { topic: topic.id, protocol: "sqs", endpoint: inbox.state.arn };
    const subscription = await scene.subject("aws:sns/topicSubscription:TopicSubscription", "inbox").create(to);
    expect(subscription.state).toMatchObject({ ...to, arn: subscription.id, pendingConfirmation: false });
    await subscription.expectUntouched();
    await subscription.update({ ...to, rawMessageDelivery: true });
    await subscription.expectUntouched();
    expect((await subscription.diff({ ...to, protocol: "lambda" })).changes).toEqual({
      protocol: "update-replace",
      rawMessageDelivery: "update",
    });
    const AttributeName = "RawMessageDelivery";
    const SubscriptionArn = subscription.id;
    await client.send(
      new sdk.SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue: "false" }),
    );
    expect(await subscription.refreshed()).toEqual({ rawMessageDelivery: "update" });
    expect((await subscription.imported(subscription.id))?.inputs).toEqual(to);
    await subscription.delete();
    expect(await subscription.read()).toBeUndefined();

    const mail = { topic: topic.id, protocol: "email", endpoint: "oncall@aybiza.example" };
    const pending = await scene.subject("aws:sns/topicSubscription:TopicSubscription", "mail").create(mail);
    await pending.expectUntouched();
    await pending.delete();
    await inbox.delete();
    await topic.delete();
    expect(await topic.read()).toBeUndefined();
  });

  test("an alarm is made, changed, mended after drift, imported and deleted", async () => {
    const args = {
      name: "voice-errors",
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: "voice" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [arnOf("sns", "alarms")],
      tags: { team: "voice" },
    };
    const alarm = await scene.subject("aws:cloudwatch/metricAlarm:MetricAlarm", "errors").create(args);
    expect(alarm.id).toBe("voice-errors");
    expect(alarm.state).toMatchObject({ ...args, arn: arnOf("cloudwatch", "alarm:voice-errors") });
    await alarm.expectUntouched();
    const { statistic: _, ...rest } = args;
    await alarm.update({ ...rest, extendedStatistic: "p99", threshold: 3000, tags: { team: "sip" } });
    expect(alarm.state).toMatchObject({ extendedStatistic: "p99", threshold: 3000, tagsAll: { team: "sip" } });
    await alarm.expectUntouched();
    expect(await alarm.diff({ ...args, name: "other" })).toMatchObject({ changes: { name: "update-replace" } });

    const { client, sdk } = await scene.aws.cloudwatch();
    await client.send(new sdk.DisableAlarmActionsCommand({ AlarmNames: [alarm.id] }));
    expect(await alarm.refreshed()).toEqual({ actionsEnabled: "update" });
    expect((await alarm.imported(alarm.id))?.inputs).toEqual({
      ...rest,
      extendedStatistic: "p99",
      threshold: 3000,
      actionsEnabled: false,
      tags: { team: "sip" },
    });
    await alarm.delete();
    expect(await alarm.read()).toBeUndefined();
    const { failures } = await scene
      .subject("aws:cloudwatch/metricAlarm:MetricAlarm", "x")
      .failures({ ...args, threshold: undefined, extendedStatistic: "p99" });
    expect(failures).toEqual([
      {
        property: "threshold",
        reason: "is required: rehearsals support alarms on a metric or on an expression only",
      },
      { property: "statistic", reason: "set exactly one of statistic and extendedStatistic" },
    ]);
  });

  test("an alarm on an expression: made, changed, deleted, and its mistakes", async () => {
    const query = (metricName: string) => ({
      id: metricName.toLowerCase(),
      metric: { namespace: "AWS/SQS", metricName, dimensions: { QueueName: "q" }, period: 60, stat: "Maximum" },
    });
    const args = {
      name: "waiting",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 15,
      datapointsToAlarm: 12,
      treatMissingData: "ignore",
      metricQueries: [{ id: "sum", expression: "a + b", returnData: true }, query("A"), query("B")],
    };
    const subject = scene.subject("aws:cloudwatch/metricAlarm:MetricAlarm", "waiting");
    const alarm = await subject.create(args);
    expect(alarm.state).toMatchObject(args);
    await alarm.expectUntouched();
    await alarm.update({ ...args, metricQueries: [{ ...args.metricQueries[0]!, expression: "a" }, query("A")] });
    await alarm.expectUntouched();
    await alarm.delete();
    const { failures } = await subject.failures({
      ...args,
      period: 60,
      metricQueries: [
        { id: "Sum", expression: "a + b" },
        { ...query("A"), expression: "b" },
      ],
    });
    expect(failures).toEqual([
      { property: "period", reason: "conflicts with metricQueries: set it in the query's metric" },
      { property: "metricQueries[0].id", reason: "must start with a lowercase letter" },
      { property: "metricQueries[1]", reason: "set exactly one of expression and metric" },
      { property: "metricQueries", reason: "exactly one query must have returnData: true" },
    ]);
  });

  test("a function gets a queue's messages: mapped, changed, mended after drift, imported and deleted", async () => {
    const code = { "index.mjs": "export const handler = async () => ({ batchItemFailures: [] });" };
    const role = await scene
      .subject("aws:iam/role:Role", "mapped")
      .create({ assumeRolePolicy: trust("lambda.amazonaws.com") });
    const fn = await scene.subject("aws:lambda/function:Function", "mapped").create({
      name: "mapped",
      role: role.state.arn,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: archiveOf(code, "1"),
    });
    const queue = await scene.subject("aws:sqs/queue:Queue", "mapped").create({ name: "mapped" });
    const args = {
      eventSourceArn: queue.state.arn,
      functionName: "mapped",
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
      tags: { team: "voice" },
    };
    const mapping = await scene.subject("aws:lambda/eventSourceMapping:EventSourceMapping", "mapped").create(args);
    expect(mapping.state).toMatchObject({ ...args, batchSize: 10, enabled: true, functionArn: fn.state.arn });
    await mapping.expectUntouched();
    await mapping.update({ ...args, batchSize: 5, tags: { team: "sip" } });
    expect(mapping.state).toMatchObject({ batchSize: 5, tagsAll: { team: "sip" } });
    await mapping.expectUntouched();
    expect((await mapping.diff({ ...args, eventSourceArn: `${queue.state.arn}-2` })).changes).toMatchObject({
      eventSourceArn: "update-replace",
    });
    const { client, sdk } = await scene.aws.lambda();
    await client.send(new sdk.UpdateEventSourceMappingCommand({ UUID: mapping.id, Enabled: false }));
    expect(await mapping.refreshed()).toEqual({ enabled: "update" });
    expect((await mapping.imported(mapping.id))?.inputs).toEqual({
      ...args,
      functionName: fn.state.arn,
      batchSize: 5,
      enabled: false,
      tags: { team: "sip" },
    });
    await mapping.delete();
    expect(await mapping.read()).toBeUndefined();
    for (const left of [queue, fn, role]) await left.delete();
  });
}
