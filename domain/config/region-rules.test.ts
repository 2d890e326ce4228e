import { describe, expect, it } from "vitest";
import { sampleFiles } from "./testing/sample-files.ts";

const { edit, problems, places } = sampleFiles();

describe("a region file", () => {
  it.each([
    ["countries: [US]", "countries: [US, UK]", "wrong-value aybiza:region.countries[1]", "write `GB`"],
    [
      "zone: aybiza.example",
      "zone: other.example",
      "domain-outside-zone aybiza:region.webhook.zone",
      "the domain ends with",
    ],
    [
      "zone: aybiza.example",
      "zone: biza.example",
      "domain-outside-zone aybiza:region.webhook.zone",
      "the domain ends with",
    ],
    [
      "zone: aybiza.example",
      "certificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/1f0c",
      "certificate-region-mismatch aybiza:region.webhook.certificateArn",
      "request a certificate in us-east-1",
    ],
    ["wss://agents.us.aybiza.example", "wss://localhost", "private-host aybiza:region.agents.url", "public host name"],
    [
      "wss://agents.us.aybiza.example",
      "wss://169.254.169.254",
      "private-host aybiza:region.agents.url",
      "public host name",
    ],
    [
      "domain: voice.us.aybiza.example",
      "domain: voice.internal",
      "private-host aybiza:region.webhook.domain",
      "public host name",
    ],
    [
      "zone: aybiza.example }",
      "zone: aybiza.example, fallback: { by: lambda } }",
      "fallback-region-missing aybiza:region.webhook.fallback",
      "add `awsRegion`",
    ],
    [
      "zone: aybiza.example }",
      "zone: aybiza.example, fallback: { awsRegion: us-east-1 } }",
      "fallback-region-unusable aybiza:region.webhook.fallback.awsRegion",
      "write another AWS Region, for example",
    ],
    [
      "zone: aybiza.example }",
      "zone: aybiza.example, fallback: { by: lambda, awsRegion: cn-north-1 } }",
      "fallback-region-unusable aybiza:region.webhook.fallback.awsRegion",
      "write another AWS Region, for example",
    ],
    [
      "zone: aybiza.example }",
      "zone: aybiza.example, fallback: { by: route53 } }",
      "wrong-value aybiza:region.webhook.fallback.by",
      "cloudfront",
    ],
    [
      "aws:region: us-east-1",
      "aws:region: us-gov-west-1",
      "cloudfront-unavailable aybiza:region.webhook.fallback",
      "by: lambda",
    ],
    ["  aws:region: us-east-1\n", "", "missing-key aws:region", "aws:region: us-east-1"],
    ["aws:region: us-east-1", "aws:region: us-esat-1", "unknown-aws-region aws:region", "the Region's code"],
    ["aws:region: us-east-1", "aws:region: [1]", "unknown-aws-region aws:region", "the Region's code"],
    ...[
      ["aws:assumeRoles", '[{ roleArn: "arn:aws:iam::111122223333:role/deploy" }]'],
      ["aws:accessKey", "AKIAINVENTED"],
      ["aws:sharedConfigFiles", "[other]"],
      ["aws:stsRegion", "us-west-2"],
      ["aws:endpoints", "[{ dynamodb: https://dynamodb.example.com }]"],
      ["aws:skipRequestingAccountId", "true"],
    ].map(([key, value]): [string, string, string, string] => [
      "  aws:region: us-east-1\n",
      `  aws:region: us-east-1\n  ${key}: ${value}\n`,
      `aws-setting-not-allowed ${key}`,
      "set `aws:profile`",
    ]),
    [
      "  aws:region: us-east-1\n",
      "  aws:region: us-east-1\n  aws:profil: prod\n",
      "aws-setting-not-allowed aws:profil",
      "to `aws:profile`",
    ],
    [
      "    alarms:",
      "    limits: { concurrency: { voice: 900, status: 900, lateEvents: 900 } }\n    alarms:",
      "concurrency-too-high aybiza:region.limits.concurrency",
      "reserve at most 900, write `unreserved` for a handler, or, if AWS raised the account's limit, write `account: 2800`",
    ],
    [
      "fallback: { say:",
      'fallback: { dial: "+19005550100", say:',
      "costly-number aybiza:region.fallback.dial",
      "ordinary phone",
    ],
    ["fallback: { say:", "fallback: { language: xx-XX, say:", "wrong-value aybiza:region.fallback.language", "BCP 47"],
  ])("with %s as %s", (from, to, place, fix) => {
    edit("us", from, to);
    expect(places("us")).toEqual([place]);
    expect(problems("us")[0]?.fix).toContain(fix);
  });

  it("names its account's limit where AWS raised it", () => {
    edit(
      "us",
      "    alarms:",
      "    limits: { concurrency: { account: 2800, voice: 900, status: 900, lateEvents: 900 } }\n    alarms:",
    );
    expect(places("us")).toEqual([]);
    edit("us", "account: 2800", "account: 2799");
    expect(places("us")).toEqual(["concurrency-too-high aybiza:region.limits.concurrency"]);
    // A new AWS account may have a limit of 10 executions, none of which can be reserved.
    edit(
      "us",
      /concurrency: \{.*?\}/,
      "concurrency: { account: 10, voice: unreserved, status: unreserved, lateEvents: unreserved }",
    );
    expect(places("us")).toEqual([]);
  });

  it("has a fallback that fits the handlers' environment, quotes and all", () => {
    const says = (text: string) => edit("us", /say: (".*?"|'.*?')/, `say: '${text}'`);
    // Of JSON within JSON, a quotation mark is four bytes; `"{\"say\":\"` and `\"}"` are 16.
    says('"'.repeat(746));
    expect(places("us")).toEqual([]);
    says('"'.repeat(747));
    expect(places("us")).toEqual(["too-long aybiza:region.fallback.say"]);
    expect(problems("us")[0]?.message).toContain("3004 bytes of the handlers' environment; at most 3000");
  });
});

it("a file may have what changes neither the account nor the endpoint, and a rehearsal's endpoints on loopback", () => {
  const harmless = `  aws:region: us-east-1
  aws:profile: prod
  aws:defaultTags: { tags: { team: voice } }
  aws:endpoints: [{ dynamodb: "http://127.0.0.1:4566", sts: "http://127.0.0.1:4566" }]
`;
  for (const stack of ["us", "acme-us"]) {
    edit(stack, "  aws:region: us-east-1\n", harmless);
    expect(places(stack)).toEqual([]);
  }
});

it("a tenant file is held to the same `aws:` settings", () => {
  edit("acme-us", "  aws:region: us-east-1\n", "  aws:region: us-east-1\n  aws:assumeRoles: [{}]\n");
  expect(problems("acme-us")).toMatchObject([{ code: "aws-setting-not-allowed", line: 5, path: "aws:assumeRoles" }]);
  expect(problems("acme-us")[0]).not.toHaveProperty("edits");
});

describe("a tenant of a region with a wrong `aws:region`", () => {
  it("gets the region's mistake alone", () => {
    edit("us", "aws:region: us-east-1", "aws:region: mars-1");
    expect(problems("acme-us").map((p) => `${p.file} ${p.code}`)).toEqual(["stacks/Pulumi.us.yaml unknown-aws-region"]);
  });
});
