import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CALL_IN, call } from "../../lambdas/testbed/calls.ts";
import { bed } from "../../lambdas/testbed/fixture.ts";
import { captureOutput } from "../../lambdas/testbed/output.ts";
import { webhook } from "../../lambdas/testbed/sender.ts";
import { voiceHandler } from "../../lambdas/twilio-voice/handler.ts";
import { definitionOf } from "./testing/cloudwatch/definition.ts";
import { arnOf, type Declared, declareRegion, statements } from "./testing/declared.ts";

let declared: Declared[];
const of = (type: string) => declared.filter((d) => d.type === type);
const alarms = () => of("aws:cloudwatch/metricAlarm:MetricAlarm");

const ON_CALL = "https://on-call.example/integration/k3y/enqueue";
const config = { "aybiza:region": JSON.stringify({ alarms: { onCall: { url: ON_CALL } } }) };

beforeAll(async () => {
  declared = await declareRegion(
    (file) => ({
      ...file,
      region: {
        ...file.region,
        alarms: {
          email: ["one@aybiza.example", "two@aybiza.example"],
          onCall: { url: { secure: "v1:xyz" } },
          latencyMs: 2_500,
        },
        limits: { ...file.region.limits, concurrency: { voice: "unreserved", status: 20, lateEvents: 2 } },
      },
    }),
    config,
  );
});

describe("a region's alarms", () => {
  it("watch errors, throttles and latency of the handlers and the API, and the queues", () => {
    const watched = alarms().map(({ name, inputs }) => {
      const { metrics, expression, threshold, ...alarm } = definitionOf(inputs);
      const sums = Object.entries(metrics).map(([id, { metricName, dimensions, statistic }]) => {
        const where = Object.values(dimensions).sort().reverse().join(" ");
        return `${expression ? `${id}: ` : ""}${statistic} of ${metricName}${where && ` of ${where}`}`;
      });
      const when = `${alarm.datapointsToAlarm} of ${alarm.evaluationPeriods} x ${alarm.periodMinutes} min`;
      const what = expression === undefined ? sums.join() : `${expression} (${sums.join(", ")})`;
      return `${name.replace("aybiza-us-", "")}: ${what} >= ${threshold}, ${when}`;
    });
    expect(watched.sort()).toEqual(
      [
        "voice-errors: Sum of Errors of aybiza-us-twilio-voice >= 1, 1 of 1 x 1 min",
        "voice-throttles: Sum of Throttles of aybiza-us-twilio-voice >= 1, 1 of 1 x 1 min",
        "voice-latency: p99 of Duration of aybiza-us-twilio-voice >= 2500, 2 of 3 x 5 min",
        "status-errors: Sum of Errors of aybiza-us-twilio-status >= 1, 1 of 1 x 1 min",
        "status-throttles: Sum of Throttles of aybiza-us-twilio-status >= 1, 1 of 1 x 1 min",
        "status-latency: p99 of Duration of aybiza-us-twilio-status >= 2500, 2 of 3 x 5 min",
        "late-events-errors: Sum of Errors of aybiza-us-late-events >= 1, 1 of 1 x 1 min",
        "late-events-throttles: Sum of Throttles of aybiza-us-late-events >= 1, 5 of 10 x 1 min",
        "webhooks-5xx: Sum of 5xx of aybiza-us-id >= 1, 1 of 1 x 1 min",
        "webhooks-throttled: Sum of WebhooksThrottled >= 1, 1 of 1 x 1 min",
        "webhooks-latency: p99 of Latency of aybiza-us-id >= 2500, 2 of 3 x 5 min",
        "routes-throttled: events + TIME_SERIES(0) (events: Sum of ReadThrottleEvents of aybiza-us-routes) >= 1, 1 of 5 x 1 min",
        "calls-throttled: events + TIME_SERIES(0) (events: Sum of WriteThrottleEvents of aybiza-us-calls) >= 1, 1 of 5 x 1 min",
        "calls-index-throttled: events + TIME_SERIES(0) (events: Sum of WriteThrottleEvents of billing aybiza-us-calls) >= 1, 1 of 5 x 1 min",
        "reads-failing: Sum of StaleRead of us twilio-voice >= 3, 2 of 3 x 1 min",
        "callers-without-route: Sum of StaticFallback of us twilio-voice >= 1, 1 of 1 x 1 min",
        "signatures-refused: Sum of SignatureRefused of us twilio-voice >= 2, 1 of 1 x 1 min",
        "status-signatures-refused: Sum of SignatureRefused of us twilio-status >= 1, 1 of 1 x 1 min",
        "twilio-refused: Sum of TwilioError of us twilio-status refused >= 1, 1 of 1 x 1 min",
        "twilio-unreachable: Sum of TwilioError of us unreachable twilio-status >= 1, 1 of 1 x 1 min",
        "twilio-unusable: Sum of TwilioError of us unusable twilio-status >= 1, 1 of 1 x 1 min",
        "voice-records-lost: Sum of RecordLost of us twilio-voice >= 1, 1 of 1 x 1 min",
        "status-records-lost: Sum of RecordLost of us twilio-status >= 1, 1 of 1 x 1 min",
        "documents-expiring: Sum of DocumentsExpiring of us twilio-voice >= 1, 1 of 6 x 5 min",
        "alarms-undelivered: Sum of NumberOfNotificationsFailed of aybiza-us-alarms >= 1, 1 of 1 x 1 min",
        "late-events-old: visible + received (visible: Maximum of ApproximateNumberOfMessagesVisible of aybiza-us-late-events, received: Maximum of ApproximateNumberOfMessagesNotVisible of aybiza-us-late-events) >= 1, 12 of 15 x 1 min",
        "dead-letters: visible + received (visible: Maximum of ApproximateNumberOfMessagesVisible of aybiza-us-dead-letters, received: Maximum of ApproximateNumberOfMessagesNotVisible of aybiza-us-dead-letters) >= 1, 1 of 1 x 1 min",
      ].sort(),
    );
  });

  it("notify the topic when they fire and when they recover, and stay quiet without calls", () => {
    const topic = arnOf("aybiza-us-alarms");
    for (const { name, inputs } of alarms()) {
      const ofQueue = /late-events-old|dead-letters/.test(name);
      expect(inputs).toMatchObject({
        name,
        alarmActions: [topic],
        okActions: [topic],
        treatMissingData: ofQueue ? "ignore" : "notBreaching",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
      });
      expect(inputs.evaluateLowSampleCountPercentiles).toBe(inputs.extendedStatistic ? "evaluate" : undefined);
    }
  });

  it("cost what docs/deploy.md says: 0.10 USD a month for each metric", () => {
    const watched = alarms().flatMap(({ inputs }) => Object.keys(definitionOf(inputs).metrics)).length;
    const page = readFileSync(join(import.meta.dirname, "../../docs/deploy.md"), "utf8");
    const cost = `The ${alarms().length} alarms watch ${watched} metrics and cost about ${(watched / 10).toFixed(2)} USD a month`;
    expect(page).toContain(cost);
  });

  it("have one section each in docs/operate.md, which their text links to, and there are no other sections", () => {
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

  it("fires with the first call that is signed with an unknown token: its webhook and its fallback", async () => {
    const handle = voiceHandler(bed().deps);
    await handle(call({}, "a-token-that-was-promoted"));
    expect(counted()).toBeLessThan(alarm().threshold as number);
    await handle(webhook("/twilio/fallback", CALL_IN, "a-token-that-was-promoted"));
    expect(counted()).toBe(alarm().threshold);
    const { Namespace, ...dimensions } = output.metrics().dimensions;
    expect({ Namespace, dimensions }).toEqual({ Namespace: alarm().namespace, dimensions: alarm().dimensions });
  });

  it("stays quiet for forged requests: no signature, an impossible one, an unknown account", async () => {
    const handle = voiceHandler(bed().deps);
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

  it("is encrypted with another key than the tables, which CloudWatch may use, so that it reports a disabled table key", () => {
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

  it("accepts messages of this region's alarms alone, over TLS", () => {
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

  it("mails the file's addresses", () => {
    const mails = of("aws:sns/topicSubscription:TopicSubscription").filter(({ inputs }) => inputs.protocol === "email");
    expect(mails.map(({ inputs }) => inputs)).toEqual(
      ["one@aybiza.example", "two@aybiza.example"].map((endpoint) => ({
        topic: arnOf("aybiza-us-alarms"),
        protocol: "email",
        endpoint,
      })),
    );
  });

  it("reach the on-call service, whose URL stays secret, and which AWS asks again until it acknowledges", () => {
    const calls = of("aws:sns/topicSubscription:TopicSubscription").filter(({ inputs }) => inputs.protocol === "https");
    expect(calls.map(({ name }) => name)).toEqual(["aybiza-us-alarms-on-call"]);
    const { deliveryPolicy, endpoint, ...inputs } = calls[0]!.inputs;
    expect(inputs).toEqual({ topic: arnOf("aybiza-us-alarms"), protocol: "https", endpointAutoConfirms: true });
    // The engine's form of a secret.
    expect(endpoint).toMatchObject({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: ON_CALL,
    });
    const { healthyRetryPolicy: policy } = JSON.parse(String(deliveryPolicy));
    expect(policy.numNoDelayRetries + policy.numMinDelayRetries + policy.numMaxDelayRetries).toBeLessThanOrEqual(
      policy.numRetries,
    );
  });
});

it("the handlers' concurrency is reserved as the file says", () => {
  const reserved = of("aws:lambda/function:Function").map((f) => [f.name, f.inputs.reservedConcurrentExecutions]);
  expect(Object.fromEntries(reserved)).toEqual({
    "aybiza-us-twilio-voice": undefined,
    "aybiza-us-twilio-status": 20,
    "aybiza-us-late-events": 2,
  });
});
