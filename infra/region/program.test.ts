import { beforeAll, describe, expect, it } from "vitest";
import { FALLBACK_BYTES } from "../../domain/config/region.ts";
import { logsPrincipal } from "./aws-location.ts";
import { arnOf, type Declared, declareRegion, statements } from "./testing/declared.ts";

let declared: Declared[];
const of = (type: string) => declared.filter((d) => d.type === type);
const one = (type: string, name: string) => {
  const found = of(type).filter((d) => d.name === name);
  expect(found).toHaveLength(1);
  return found[0]!.inputs;
};
const HANDLERS = ["aybiza-us-twilio-voice", "aybiza-us-twilio-status", "aybiza-us-late-events"];

beforeAll(async () => {
  declared = await declareRegion();
});

describe("a region's handlers", () => {
  it("have the rights that they use and no more", () => {
    const queue = [arnOf("aybiza-us-late-events")];
    for (const name of HANDLERS) {
      const found = statements(one("aws:iam/rolePolicy:RolePolicy", name).policy);
      expect(new Set(found.map(({ Effect }) => Effect))).toEqual(new Set(["Allow"]));
      expect(Object.fromEntries(found.map((s) => [s.Sid, [s.Action, s.Resource]]))).toEqual({
        ReadRoutes: [["dynamodb:GetItem", "dynamodb:Query"], [arnOf("aybiza-us-routes")]],
        RecordCalls: [["dynamodb:UpdateItem"], [arnOf("aybiza-us-calls")]],
        OpenTables: [["kms:Decrypt"], [arnOf("aybiza-us")]],
        OpenTokens: [["kms:Decrypt"], [arnOf("aybiza-us-tokens")]],
        ...(name === "aybiza-us-late-events"
          ? { TakeLateEvents: [["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], queue] }
          : { KeepLateEvents: [["sqs:SendMessage"], queue] }),
        Trace: [["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*"],
        WriteLogs: [["logs:CreateLogStream", "logs:PutLogEvents"], [`${arnOf(name)}:log-stream:*`]],
      });
    }
    expect(of("aws:iam/rolePolicy:RolePolicy")).toHaveLength(3);
  });

  it("use `*` as resource only to send traces, for which AWS accepts no other", () => {
    const everywhere = of("aws:iam/rolePolicy:RolePolicy")
      .flatMap(({ inputs }) => statements(inputs.policy))
      .filter(({ Resource }) => [Resource].flat().includes("*"));
    expect(everywhere).toEqual(
      HANDLERS.map(() => ({
        Sid: "Trace",
        Effect: "Allow",
        Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        Resource: "*",
      })),
    );
  });

  it("run as bundles on nodejs22.x arm64, traced, with retained logs under another key than the tables'", () => {
    for (const { name, inputs } of of("aws:lambda/function:Function")) {
      expect(inputs).toMatchObject({
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        handler: "index.handler",
        publish: true,
        tracingConfig: { mode: "Active" },
        environment: {
          variables: {
            WEBHOOK_ORIGIN: "https://voice.us.aybiza.example",
            TOKEN_KEY_ARN: arnOf("aybiza-us-tokens"),
            LATE_EVENTS_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/111122223333/aybiza-us-late-events",
          },
        },
      });
      expect(HANDLERS).toContain(name);
    }
    for (const { inputs } of of("aws:cloudwatch/logGroup:LogGroup"))
      expect(inputs).toMatchObject({ retentionInDays: 30, kmsKeyId: arnOf("aybiza-us-watch") });
    expect(of("aws:lambda/alias:Alias").map((a) => a.inputs.name)).toEqual(["live", "live", "live"]);
  });

  it("start even if our keys are disabled: no key encrypts their environment, which holds no secret", () => {
    for (const { inputs } of of("aws:lambda/function:Function")) {
      expect(inputs).not.toHaveProperty("kmsKeyArn");
      // An exact list, so that each new variable is reviewed. The test of the variables' total size below lists them too.
      expect((inputs.environment as { variables: object }).variables).toEqual({
        REGION: "us",
        WEBHOOK_ORIGIN: "https://voice.us.aybiza.example",
        FALLBACK: `{"say":"We are sorry, we can't take your call right now. Please try again in a few minutes."}`,
        CALL_RETENTION_DAYS: "90",
        ROUTES_TABLE: "aybiza-us-routes",
        CALLS_TABLE: "aybiza-us-calls",
        LATE_EVENTS_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/111122223333/aybiza-us-late-events",
        TOKEN_KEY_ARN: arnOf("aybiza-us-tokens"),
        POWERTOOLS_SERVICE_NAME: inputs.name,
        POWERTOOLS_METRICS_NAMESPACE: "aybiza",
      });
    }
  });

  it("have an environment of at most 4 KB, AWS's limit, with the longest file", () => {
    const id = "r".repeat(16);
    const queue = `https://sqs.ap-northeast-1.amazonaws.com.cn/123456789012/aybiza-${id}-late-events`;
    const longest: Record<string, string> = {
      REGION: id,
      WEBHOOK_ORIGIN: `https://${"d".repeat(253)}`,
      FALLBACK: "f".repeat(FALLBACK_BYTES - '""'.length),
      CALL_RETENTION_DAYS: "3650",
      ROUTES_TABLE: `aybiza-${id}-routes`,
      CALLS_TABLE: `aybiza-${id}-calls`,
      LATE_EVENTS_QUEUE_URL: queue,
      TOKEN_KEY_ARN: `arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/${"k".repeat(36)}`,
      POWERTOOLS_SERVICE_NAME: `aybiza-${id}-twilio-status`,
      POWERTOOLS_METRICS_NAMESPACE: "aybiza",
    };
    for (const { inputs } of of("aws:lambda/function:Function"))
      expect(Object.keys((inputs.environment as { variables: object }).variables).sort()).toEqual(
        Object.keys(longest).sort(),
      );
    expect(JSON.stringify(longest).length).toBeLessThanOrEqual(4_096);
  });

  it("have reserved concurrency, and leave an account of 1,000 more than the 100 that must stay unreserved", () => {
    const reserved = HANDLERS.map((name) => one("aws:lambda/function:Function", name).reservedConcurrentExecutions);
    expect(reserved).toEqual([400, 100, 10]);
  });

  it("have the API's invocation errors in the access log, whose group takes no room in the account's log policy", () => {
    const group = one("aws:cloudwatch/logGroup:LogGroup", "aybiza-us-access");
    expect(group.name).toBe("/aws/vendedlogs/aybiza/us/access");
    const { format } = one("aws:apigatewayv2/stage:Stage", "aybiza-us").accessLogSettings as { format: string };
    expect(JSON.parse(format)).toEqual({
      requestId: "$context.requestId",
      route: "$context.routeKey",
      status: "$context.status",
      latencyMs: "$context.responseLatency",
      error: "$context.error.message",
      integrationError: "$context.integrationErrorMessage",
      integrationStatus: "$context.integrationStatus",
    });
  });

  it("are invoked by the HTTP API at exactly their paths, within the file's rate limit", () => {
    expect(
      of("aws:lambda/permission:Permission")
        .map((p) => String(p.inputs.sourceArn).replace(/^.*aybiza-us\//, ""))
        .sort(),
    ).toEqual([
      "*/POST/twilio/after",
      "*/POST/twilio/events",
      "*/POST/twilio/fallback",
      "*/POST/twilio/status",
      "*/POST/twilio/voice",
    ]);
    expect(one("aws:apigatewayv2/stage:Stage", "aybiza-us").defaultRouteSettings).toEqual({
      throttlingBurstLimit: 500,
      throttlingRateLimit: 1000,
    });
  });
});

describe("a region's keys and tables", () => {
  it("name each action of a key policy", () => {
    const actions = of("aws:kms/key:Key").flatMap(({ inputs }) => statements(inputs.policy).flatMap((s) => s.Action));
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(actions).toContain("kms:PutKeyPolicy");
    // Permissions that DynamoDB requires of the creator of an encrypted table: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    const asked = [
      "Encrypt",
      "Decrypt",
      "ReEncryptFrom",
      "ReEncryptTo",
      "GenerateDataKey",
      "GenerateDataKeyWithoutPlaintext",
    ];
    const root = statements(one("aws:kms/key:Key", "aybiza-us").policy).find(({ Sid }) => Sid === "Administration")!;
    for (const action of [...asked, "DescribeKey", "CreateGrant"]) expect(root.Action).toContain(`kms:${action}`);
  });

  it("are three: for tables, for logs and alarms, and for tokens", () => {
    const keys = of("aws:kms/key:Key").map(({ name, inputs }) => [
      name,
      statements(inputs.policy).map(({ Sid }) => Sid),
    ]);
    expect(Object.fromEntries(keys)).toEqual({
      "aybiza-us": ["Administration", "Logs"],
      "aybiza-us-watch": ["Administration", "Logs", "Alarms"],
      "aybiza-us-tokens": ["Administration"],
    });
  });

  it.each([
    ["aws", "us-east-1", "logs.us-east-1.amazonaws.com"],
    ["aws-us-gov", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"],
    ["aws-eusc", "eusc-de-east-1", "logs.eusc-de-east-1.amazonaws.com"],
    ["aws-cn", "cn-north-1", "logs.cn-north-1.amazonaws.com.cn"],
  ])("of partition %s in %s let %s use them", (partition, region, principal) => {
    expect(logsPrincipal({ partition, region })).toBe(principal);
  });

  it("encrypt, back up and protect the tables, and expire call records", () => {
    for (const { inputs } of of("aws:dynamodb/table:Table")) {
      expect(inputs).toMatchObject({
        deletionProtectionEnabled: true,
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: arnOf("aybiza-us") },
      });
    }
    expect(one("aws:dynamodb/table:Table", "aybiza-us-calls").ttl).toEqual({
      enabled: true,
      attributeName: "expiresAt",
    });
    // Routes and tokens exist as long as their stacks, so they have no TTL.
    expect(one("aws:dynamodb/table:Table", "aybiza-us-routes").ttl).toBeUndefined();
    expect(of("aws:dynamodb/table:Table")).toHaveLength(2);
  });
});

describe("a region's queue of late events", () => {
  const accountQueue = "arn:aws:sqs:us-east-1:111122223333:aybiza-us-late-events";

  it("is encrypted without the region's key, keeps events for two weeks and retries for a day", () => {
    const queue = one("aws:sqs/queue:Queue", "aybiza-us-late-events");
    const dead = one("aws:sqs/queue:Queue", "aybiza-us-dead-letters");
    for (const inputs of [queue, dead]) {
      expect(inputs).toMatchObject({ sqsManagedSseEnabled: true, messageRetentionSeconds: 1_209_600 });
      expect(inputs.kmsMasterKeyId).toBeUndefined();
    }
    expect(JSON.parse(String(queue.redrivePolicy))).toEqual({
      deadLetterTargetArn: arnOf("aybiza-us-dead-letters"),
      maxReceiveCount: 480,
    });
    expect(queue.visibilityTimeoutSeconds).toBe(180);
    expect((480 * 180) / 3600).toBe(24);
    expect(JSON.parse(String(dead.redriveAllowPolicy))).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [accountQueue],
    });
  });

  it("is reached over TLS only, and its policy grants nothing: the handlers' roles do", () => {
    for (const name of ["aybiza-us-late-events", "aybiza-us-dead-letters"]) {
      expect(statements(one("aws:sqs/queue:Queue", name).policy)).toEqual([
        {
          Sid: "OverTlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: `arn:aws:sqs:us-east-1:111122223333:${name}`,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]);
    }
  });

  it("feeds its handler, which reports each event that failed", () => {
    const arn = arnOf("aybiza-us-late-events");
    expect(one("aws:lambda/eventSourceMapping:EventSourceMapping", "aybiza-us-late-events")).toEqual({
      eventSourceArn: arn,
      functionName: arn, // ARN of the alias `live`, which the mocks name after the handler
      batchSize: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
    });
  });
});

it("the region's guard depends on everything else in the region", () => {
  expect(of("aybiza:index:RegionGuard").map(({ inputs }) => inputs)).toEqual([
    { account: "111122223333", table: "aybiza-us-routes", webhookDomain: "voice.us.aybiza.example" },
  ]);
});
