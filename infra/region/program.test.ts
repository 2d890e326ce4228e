import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { loadStackFile, type RegionFile } from "../config/load.ts";

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const declared: Declared[] = [];
const of = (type: string) => declared.filter((d) => d.type === type);

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        declared.push({ type, name, inputs });
        const arn = `arn:aws:test:us-east-1:111122223333:${name}`;
        return {
          id: `${name}-id`,
          state: {
            ...inputs,
            // Of the stack's reference to itself: it was never deployed.
            ...(type === "pulumi:pulumi:StackReference" && { outputs: {} }),
            arn,
            invokeArn: `${arn}/invoke`,
            executionArn: arn,
            keyId: "key",
            version: "1",
            domainValidationOptions: [
              { resourceRecordName: "n", resourceRecordType: "CNAME", resourceRecordValue: "v" },
            ],
            domainNameConfiguration: { targetDomainName: "t", hostedZoneId: "Z" },
          },
        };
      },
      call: () => ({
        accountId: "111122223333",
        region: "us-east-1",
        partition: "aws",
        zoneId: "Z1",
        publicKeyPem: "pem",
      }),
    },
    "aybiza",
    "us",
    false,
    "organization",
  );
  pulumi.runtime.setAllConfig({ "aws:region": "us-east-1" });
  const { regionProgram } = await import("./program.ts");
  const outputs = await regionProgram(loadStackFile(join(import.meta.dirname, "../../stacks"), "us") as RegionFile);
  await new Promise((resolve) => (outputs.region as pulumi.Output<unknown>).apply(resolve));
  // The mapping comes last: it depends on all that answers behind the domain. Records of the domain may still be under way.
  await vi.waitFor(() => expect(of("aws:route53/record:Record")).toHaveLength(2));
});

const statements = (policy: unknown) =>
  (
    JSON.parse(String(policy)) as {
      Statement: { Sid: string; Action: string[] | string; Resource: string[] | string }[];
    }
  ).Statement;

describe("a region's handlers", () => {
  it("may do what they do and no more", () => {
    for (const { name, inputs } of of("aws:iam/rolePolicy:RolePolicy")) {
      expect(Object.fromEntries(statements(inputs.policy).map((s) => [s.Sid, [s.Action, s.Resource]]))).toEqual({
        ReadRoutes: [["dynamodb:GetItem", "dynamodb:Query"], ["arn:aws:test:us-east-1:111122223333:aybiza-us-routes"]],
        RecordCalls: [["dynamodb:UpdateItem"], ["arn:aws:test:us-east-1:111122223333:aybiza-us-calls"]],
        OpenTables: [["kms:Decrypt"], ["arn:aws:test:us-east-1:111122223333:aybiza-us"]],
        OpenTokens: [["kms:Decrypt"], ["arn:aws:test:us-east-1:111122223333:aybiza-us-tokens"]],
        WriteLogs: [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          [`arn:aws:test:us-east-1:111122223333:${name}:log-stream:*`],
        ],
      });
    }
    expect(of("aws:iam/rolePolicy:RolePolicy")).toHaveLength(2);
  });

  it("run as bundles on nodejs22.x arm64, encrypted, with kept logs", () => {
    for (const { inputs } of of("aws:lambda/function:Function")) {
      expect(inputs).toMatchObject({
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        handler: "index.handler",
        publish: true,
        kmsKeyArn: "arn:aws:test:us-east-1:111122223333:aybiza-us",
        environment: {
          variables: {
            WEBHOOK_ORIGIN: "https://voice.us.aybiza.example",
            TOKEN_KEY_ARN: "arn:aws:test:us-east-1:111122223333:aybiza-us-tokens",
          },
        },
      });
    }
    for (const { inputs } of of("aws:cloudwatch/logGroup:LogGroup")) expect(inputs.retentionInDays).toBe(30);
    expect(of("aws:lambda/alias:Alias").map((a) => a.inputs.name)).toEqual(["live", "live"]);
  });

  it("are called by the HTTP API at exactly their paths", () => {
    expect(
      of("aws:lambda/permission:Permission")
        .map((p) => String(p.inputs.sourceArn).replace(/^.*aybiza-us\//, ""))
        .sort(),
    ).toEqual(["*/POST/twilio/after", "*/POST/twilio/fallback", "*/POST/twilio/status", "*/POST/twilio/voice"]);
  });
});

describe("a region's keys and tables", () => {
  it("name each action of a key policy", () => {
    const actions = of("aws:kms/key:Key").flatMap(({ inputs }) => statements(inputs.policy).flatMap((s) => s.Action));
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(actions).toContain("kms:PutKeyPolicy");
  });

  it("encrypt, back up and guard the tables", () => {
    for (const { inputs } of of("aws:dynamodb/table:Table")) {
      expect(inputs).toMatchObject({
        deletionProtectionEnabled: true,
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: "arn:aws:test:us-east-1:111122223333:aybiza-us" },
      });
    }
    expect(
      of("aws:dynamodb/table:Table")
        .map((t) => t.name)
        .sort(),
    ).toEqual(["aybiza-us-calls", "aybiza-us-routes"]);
  });
});
