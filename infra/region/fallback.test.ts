import { beforeAll, describe, expect, it } from "vitest";
import type { RegionFile } from "../../domain/config/load.ts";
import { arnOf, type Declared, declareAndDeploy, declareRegion, statements } from "./testing/declared.ts";

const DESK = "+14155550160";
const withFallback = (file: RegionFile, webhook: RegionFile["region"]["webhook"]["fallback"]): RegionFile => ({
  ...file,
  region: {
    ...file.region,
    fallback: { ...file.region.fallback, dial: DESK },
    webhook: { ...file.region.webhook, fallback: webhook },
  },
});

/** The fallback's declared resources, by type and name. */
const fallbackOf = (declared: readonly Declared[]) =>
  Object.fromEntries(
    declared
      .filter(({ name, type }) => name.startsWith("aybiza-us-fallback") && !type.startsWith("aybiza:"))
      .map(({ type, name, inputs }) => [`${type.split(":").at(-1)} ${name.slice("aybiza-us-".length)}`, inputs]),
  );

describe("a fallback behind CloudFront", () => {
  let parts: Record<string, Record<string, unknown>>;
  beforeAll(async () => {
    parts = fallbackOf(await declareRegion((file) => withFallback(file, { by: "cloudfront" })));
  });

  it("is a private bucket in another AWS Region, which only its own distribution reads", () => {
    expect(Object.keys(parts).sort()).toEqual([
      "Bucket fallback",
      "BucketObjectv2 fallback",
      "BucketPolicy fallback",
      "BucketPublicAccessBlock fallback",
      "Distribution fallback",
      "Function fallback",
      "OriginAccessControl fallback",
    ]);
    expect(parts["Bucket fallback"]).toEqual({
      bucket: "aybiza-us-fallback-111122223333",
      region: "us-west-2",
      forceDestroy: true,
    });
    expect(parts["BucketPublicAccessBlock fallback"]).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(statements(parts["BucketPolicy fallback"]!.policy)).toEqual([
      {
        Sid: "ReadByOurDistribution",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: `${arnOf("aybiza-us-fallback")}/*`,
        Condition: { StringEquals: { "AWS:SourceArn": arnOf("aybiza-us-fallback") } },
      },
    ]);
  });

  it("is read by GET over TLS with CloudFront's own certificate, and passes no query on to the bucket", () => {
    expect(parts["Distribution fallback"]).toMatchObject({
      origins: [
        {
          domainName: "aybiza-us-fallback.s3.us-west-2.amazonaws.com",
          originAccessControlId: "aybiza-us-fallback-id",
        },
      ],
      defaultCacheBehavior: {
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD"],
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        functionAssociations: [{ eventType: "viewer-request", functionArn: arnOf("aybiza-us-fallback") }],
      },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
  });

  it("shares no key, table, certificate or name with the handlers", () => {
    const text = JSON.stringify(parts);
    for (const shared of ["aybiza-us-twilio", "aybiza-us-routes", "kms", "acm", "aybiza.example"])
      expect(text.toLowerCase()).not.toContain(shared);
  });
});

describe("a fallback in a second AWS Region", () => {
  let parts: Record<string, Record<string, unknown>>;
  beforeAll(async () => {
    parts = fallbackOf(await declareRegion((file) => withFallback(file, { by: "lambda", awsRegion: "us-west-2" })));
  });

  it("is a function that may only write its log, with a public URL", () => {
    expect(Object.keys(parts).sort()).toEqual([
      "Function fallback",
      "FunctionUrl fallback",
      "LogGroup fallback",
      "Permission fallback-InvokeFunction",
      "Permission fallback-InvokeFunctionUrl",
      "Role fallback",
      "RolePolicy fallback",
    ]);
    expect(statements(parts["RolePolicy fallback"]!.policy)).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${arnOf("aybiza-us-fallback")}:log-stream:*`],
      },
    ]);
    const [invoke, use] = ["InvokeFunction", "InvokeFunctionUrl"].map((a) => parts[`Permission fallback-${a}`]);
    expect(use).toMatchObject({ action: "lambda:InvokeFunctionUrl", principal: "*", functionUrlAuthType: "NONE" });
    expect(invoke).toMatchObject({ action: "lambda:InvokeFunction", principal: "*", invokedViaFunctionUrl: true });
  });

  it("has a bounded concurrency, no environment and no key, and is all in that Region", () => {
    const { environment, kmsKeyArn, reservedConcurrentExecutions } = parts["Function fallback"]!;
    expect([environment, kmsKeyArn, reservedConcurrentExecutions]).toEqual([undefined, undefined, 100]);
    const regions = Object.entries(parts).filter(([name]) => !name.startsWith("Role"));
    expect(regions.map(([, inputs]) => inputs.region)).toEqual(regions.map(() => "us-west-2"));
    for (const shared of ["aybiza-us-twilio", "aybiza-us-routes", "kms", "acm"])
      expect(JSON.stringify(parts)).not.toContain(shared);
  });
});

describe("a region that is deployed already", () => {
  const before = { webhookOrigin: "https://voice.us.aybiza.example", awsRegion: "us-east-1" };
  const url = "https://d1.cloudfront.net/fallback.xml";

  it("by a version without a separate fallback, gets one, and isn't moved to another domain", async () => {
    const { outputs } = await declareAndDeploy(undefined, before);
    expect(outputs).toHaveProperty("region");
    const elsewhere = { ...before, webhookOrigin: "https://old.us.aybiza.example" };
    await expect(declareAndDeploy(undefined, elsewhere)).rejects.toThrow(
      "deployed with `aybiza:region.webhook.domain: old.us.aybiza.example`",
    );
  });

  it.each([
    [{ by: "lambda", awsRegion: "us-west-2" }, "aybiza:region.webhook.fallback.by: lambda"],
    [{ by: "cloudfront", awsRegion: "us-east-2" }, "aybiza:region.webhook.fallback.awsRegion: us-east-2"],
  ])("keeps its fallback: %j", async (fallback, path) => {
    await expect(declareAndDeploy(undefined, { ...before, fallback: { ...fallback, url } })).rejects.toThrow(
      `is deployed with \`${path}\``,
    );
  });

  it("is deployed again unchanged", async () => {
    const fallback = { by: "cloudfront", awsRegion: "us-west-2", url };
    expect((await declareAndDeploy(undefined, { ...before, fallback })).outputs).toHaveProperty("region");
  });
});
