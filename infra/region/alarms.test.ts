import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CALL_IN, call } from "../../lambdas/testbed/calls.ts";
import { bed } from "../../lambdas/testbed/fixture.ts";
import { captureOutput } from "../../lambdas/testbed/output.ts";
import { webhook } from "../../lambdas/testbed/sender.ts";
import { voiceHandler } from "../../lambdas/twilio-voice/handler.ts";
import { arnOf, type Declared, declareRegion, statements } from "./testing/declared.ts";

let declared: Declared[];
const of = (type: string) => declared.filter((d) => d.type === type);
const alarms = () => of("aws:cloudwatch/metricAlarm:MetricAlarm");

beforeAll(async () => {
  declared = await declareRegion((file) => ({
    ...file,
    region: {
      ...file.region,
      alarms: { email: ["one@aybiza.example", "two@aybiza.example"], latencyMs: 2_500 },
      limits: { ...file.region.limits, concurrency: { voice: "unreserved", status: 20, lateEvents: 2 } },
    },
  }));
});

describe("a region's alarms", () => {
  it("watch errors, throttles and latency of what answers calls, and what waits", () => {
    const watched = alarms().map(({ name, inputs }) => {
      const { metricName, dimensions, statistic, extendedStatistic, threshold } = inputs;
      const where = Object.values(dimensions as object)
        .sort()
        .reverse()
        .join(" ");
      return `${name.replace("aybiza-us-", "")}: ${statistic ?? extendedStatistic} of ${metricName} of ${where} >= ${threshold}`;
    });
    expect(new Set(watched)).toEqual(
      new Set([
        "voice-errors: Sum of Errors of aybiza-us-twilio-voice >= 1",
        "voice-throttles: Sum of Throttles of aybiza-us-twilio-voice >= 1",
        "voice-latency: p99 of Duration of aybiza-us-twilio-voice >= 2500",
        "status-errors: Sum of Errors of aybiza-us-twilio-status >= 1",
        "status-throttles: Sum of Throttles of aybiza-us-twilio-status >= 1",
        "status-latency: p99 of Duration of aybiza-us-twilio-status >= 2500",
        "late-events-errors: Sum of Errors of aybiza-us-late-events >= 1",
        "late-events-throttles: Sum of Throttles of aybiza-us-late-events >= 1",
        "webhooks-5xx: Sum of 5xx of aybiza-us-id >= 1",
        "webhooks-latency: p99 of Latency of aybiza-us-id >= 2500",
        "routes-throttled: Sum of ReadThrottleEvents of aybiza-us-routes >= 1",
        "calls-throttled: Sum of WriteThrottleEvents of aybiza-us-calls >= 1",
        "reads-failing: Sum of StaleRead of us twilio-voice >= 3",
        "callers-without-route: Sum of StaticFallback of us twilio-voice >= 1",
        "signatures-refused: Sum of SignatureRefused of us twilio-voice >= 2",
        "voice-records-lost: Sum of RecordLost of us twilio-voice >= 1",
        "status-records-lost: Sum of RecordLost of us twilio-status >= 1",
        "late-events-old: Maximum of ApproximateAgeOfOldestMessage of aybiza-us-late-events >= 900",
        "dead-letters: Maximum of ApproximateNumberOfMessagesVisible of aybiza-us-dead-letters >= 1",
      ]),
    );
  });

  it("tell the topic when they go off and when all is well again, and no calls are no trouble", () => {
    const topic = arnOf("aybiza-us-alarms");
    for (const { name, inputs } of alarms()) {
      expect(inputs).toMatchObject({
        name,
        alarmActions: [topic],
        okActions: [topic],
        treatMissingData: "notBreaching",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        period: 60,
      });
      expect(inputs.evaluateLowSampleCountPercentiles).toBe(inputs.extendedStatistic ? "ignore" : undefined);
    }
  });

  it("have each a section in docs/operate.md, where their text leads, and no section is of none", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/operate.md"), "utf8");
    const sections = [...page.matchAll(/^### ([\w-]+)$/gm)].map(([, id]) => id!);
    expect(sections.sort()).toEqual(
      alarms()
        .map(({ name }) => name.replace("aybiza-us-", ""))
        .sort(),
    );
    for (const { name, inputs } of alarms())
      expect(inputs.alarmDescription).toMatch(
        new RegExp(`\\. What to do: docs/operate\\.md#${name.replace("aybiza-us-", "")}$`),
      );
  });
});

describe("the alarm for signatures that no token verifies", () => {
  const output = captureOutput();
  const counted = () => output.metrics().counts.SignatureRefused ?? 0;
  const alarm = () => alarms().find(({ name }) => name === "aybiza-us-signatures-refused")!.inputs;

  it("goes off with the first call that is signed by an unknown token: its webhook and its fallback", async () => {
    const handle = voiceHandler(bed().world);
    await handle(call({}, "a-token-that-was-promoted"));
    expect(counted()).toBeLessThan(alarm().threshold as number);
    await handle(webhook("/twilio/fallback", CALL_IN, "a-token-that-was-promoted"));
    expect(counted()).toBe(alarm().threshold);
    const { Namespace, ...dimensions } = output.metrics().dimensions;
    expect({ Namespace, dimensions }).toEqual({ Namespace: alarm().namespace, dimensions: alarm().dimensions });
  });

  it("is quiet about strangers: no signature, none that Twilio could have made, an account that isn't ours", async () => {
    const handle = voiceHandler(bed().world);
    const { "x-twilio-signature": _, ...headers } = call().headers as Record<string, string>;
    await handle({ ...call(), headers });
    await handle({ ...call(), headers: { ...headers, "x-twilio-signature": "deadbeef" } });
    await handle(call({ AccountSid: `AC${"9".repeat(32)}` }, "any"));
    expect(output.metrics().counts).toEqual({ WebhookRefused: 3, Latency: 3 });
  });
});

describe("the alarms' topic", () => {
  const fromAlarms = {
    StringEquals: { "aws:SourceAccount": "111122223333" },
    ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:aybiza-us-*" },
  };

  it("is encrypted apart from the tables, so that a disabled key of theirs is mailed; CloudWatch may use its key", () => {
    expect(of("aws:sns/topic:Topic").map(({ inputs: { policy: _, ...inputs } }) => inputs)).toEqual([
      { name: "aybiza-us-alarms", displayName: "aybiza-us alarms", kmsMasterKeyId: arnOf("aybiza-us-watch") },
    ]);
    const key = of("aws:kms/key:Key").find(({ name }) => name === "aybiza-us-watch")!;
    expect(statements(key.inputs.policy).find(({ Sid }) => Sid === "Alarms")).toEqual({
      Sid: "Alarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: fromAlarms,
    });
  });

  it("takes messages of this region's alarms alone, over TLS", () => {
    expect(of("aws:sns/topic:Topic").map(({ inputs }) => statements(inputs.policy))).toEqual([
      [
        {
          Sid: "Alarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: "arn:aws:sns:us-east-1:111122223333:aybiza-us-alarms",
          Condition: fromAlarms,
        },
        {
          Sid: "OverTlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: "arn:aws:sns:us-east-1:111122223333:aybiza-us-alarms",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    ]);
  });

  it("mails to those whom the file names", () => {
    expect(of("aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) => inputs)).toEqual(
      ["one@aybiza.example", "two@aybiza.example"].map((endpoint) => ({
        topic: arnOf("aybiza-us-alarms"),
        protocol: "email",
        endpoint,
      })),
    );
  });
});

it("executions are reserved as the file says", () => {
  const reserved = of("aws:lambda/function:Function").map((f) => [f.name, f.inputs.reservedConcurrentExecutions]);
  expect(Object.fromEntries(reserved)).toEqual({
    "aybiza-us-twilio-voice": undefined,
    "aybiza-us-twilio-status": 20,
    "aybiza-us-late-events": 2,
  });
});
