import { describe, expect, it, test } from "vitest";
import { alarmsAreApart, fallbackIsApart, functionNeedsNoKey } from "./apart.ts";
import { encryptedInTransit, narrowTrunk, noRiskyDialling, noSecretInEnvironment, notPublic } from "./exposure.ts";
import { accountIsProtected, documentsGiven, liveNumberIsProtected, noCostlyDial } from "./numbers.ts";
import type { Declared, Props, Violations } from "./resource.ts";
import { noOpenPrincipal, noWildcards } from "./rights.ts";
import { dataInRegion, encryptedAtRest, logsExpire, regionsFor, tableIsKept, tagged } from "./storage.ts";

const TABLE = "aws:dynamodb/table:Table";
const NUMBER = "twilio:index:IncomingPhoneNumber";
const FALLBACK = "urn:pulumi:us::aybiza::aybiza:region:Fallback$aws:lambda/functionUrl:FunctionUrl::aybiza-us-fallback";

const one = (type: string, props: Props = {}, more: Partial<Declared> = {}): Declared => ({
  ...{ type, props, urn: `urn:pulumi:us::aybiza::${type}::one`, protect: false },
  ...more,
});
type Case = readonly [rule: (resource: Declared) => Violations, resource: Declared, says: string | undefined];

/** Each case: a rule, a resource, and a part of the one violation; undefined: none. */
const CASES: readonly Case[] = [
  [liveNumberIsProtected, one(NUMBER, {}, { protect: true }), undefined],
  [liveNumberIsProtected, one(NUMBER), "without `protect: true` can be deleted"],
  [liveNumberIsProtected, one(NUMBER, { release: true }), undefined],
  [liveNumberIsProtected, one(NUMBER, { transfer: "taken" }), undefined],
  [liveNumberIsProtected, one(NUMBER, { release: false }), "without `protect: true`"],
  [accountIsProtected, one("twilio:index:Account", {}, { protect: true }), undefined],
  [accountIsProtected, one("twilio:index:Account"), "can be closed by any update"],
  [accountIsProtected, one("twilio:index:Account", { close: true }), undefined],
  [documentsGiven, one(NUMBER, { acquire: "buy", search: { country: "GB" } }), "sold only with an approved"],
  [documentsGiven, one(NUMBER, { acquire: "buy", phoneNumber: "+442079460123" }), "a local number of GB"],
  [documentsGiven, one(NUMBER, { acquire: "buy", search: { country: "GB" }, bundleSid: undefined }), undefined],
  [documentsGiven, one(NUMBER, { acquire: "buy", search: { country: "US" } }), undefined],
  [documentsGiven, one(NUMBER, { acquire: "buy", search: { country: "CH" } }), "no law of CH"],
  [documentsGiven, one(NUMBER, { acquire: "adopt", phoneNumber: "+442079460123" }), undefined],
  [noCostlyDial, one("aybiza:index:RoutesItem", { fields: { fallback: { dial: "+19005550100" } } }), "of +1900"],
  [noCostlyDial, one("aybiza:index:RoutesItem", { fields: { fallback: { dial: "911" } } }), "an emergency number"],
  [noCostlyDial, one("aybiza:index:RoutesItem", { fields: { fallback: { dial: "+14155550199" } } }), undefined],
  [
    noRiskyDialling,
    one("twilio:index:DialingPermissions", { countries: { LV: { highRiskSpecialNumbersEnabled: true } } }),
    "of LV opens",
  ],
  [
    noRiskyDialling,
    one("twilio:index:DialingPermissions", { countries: { GB: { lowRiskNumbersEnabled: true } } }),
    undefined,
  ],
  [narrowTrunk, one("twilio:index:SipIpAddress", { ipAddress: "0.0.0.0", cidrPrefixLength: 0 }), "from 2^32 addresses"],
  [narrowTrunk, one("twilio:index:IpRecord", { ipAddress: "192.0.2.0", cidrPrefixLength: 16 }), "from 2^16 addresses"],
  [narrowTrunk, one("twilio:index:IpRecord", { ipAddress: "192.0.2.7" }), undefined],
  [notPublic, one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }), "anybody can call"],
  [notPublic, one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }, { urn: FALLBACK }), undefined],
  [notPublic, one("aws:lambda/permission:Permission", { principal: "*" }), "everyone may invoke"],
  [notPublic, one("aws:lambda/permission:Permission", { principal: "*", sourceAccount: "111122223333" }), undefined],
  [notPublic, one("aws:s3/bucket:Bucket", { acl: "public-read" }), "makes the bucket public"],
  [
    noSecretInEnvironment,
    one("aws:lambda/function:Function", { environment: { variables: { AUTH_TOKEN: "x" } } }),
    "variable AUTH_TOKEN",
  ],
  [
    noSecretInEnvironment,
    one("aws:lambda/function:Function", { environment: { variables: { A: "0123456789abcdef0123456789abcdef" } } }),
    "variable A",
  ],
  [
    noSecretInEnvironment,
    one("aws:lambda/function:Function", { environment: { variables: { REGION: "us" } } }),
    undefined,
  ],
  [encryptedAtRest, one("aws:sns/topic:Topic"), "isn't encrypted"],
  [encryptedAtRest, one("aws:sns/topic:Topic", { kmsMasterKeyId: undefined }), undefined],
  [encryptedAtRest, one("aws:sqs/queue:Queue", { sqsManagedSseEnabled: false }), "isn't encrypted"],
  [encryptedAtRest, one("aws:sqs/queue:Queue"), undefined],
  [
    encryptedInTransit,
    one("twilio:index:Application", { voiceUrl: "http://voice.example/a" }),
    "`voiceUrl` is a URL without TLS",
  ],
  [encryptedInTransit, one(NUMBER, { initial: { statusCallback: "HTTP://voice.example/a" } }), "`statusCallback`"],
  [
    encryptedInTransit,
    one("aws:cloudfront/distribution:Distribution", { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } }),
    "plain HTTP",
  ],
  [
    encryptedInTransit,
    one("aws:apigatewayv2/domainName:DomainName", { domainNameConfiguration: { securityPolicy: "TLS_1_0" } }),
    "before 1.2",
  ],
  [
    functionNeedsNoKey,
    one("aws:lambda/function:Function", { kmsKeyArn: "arn:aws:kms:us-east-1:1:key/k" }),
    "doesn't start while",
  ],
  [functionNeedsNoKey, one("aws:lambda/function:Function", { kmsKeyArn: "" }), undefined],
];

it.each(
  CASES.map(([rule, resource, says]) => [rule.name, resource.type, says ?? "nothing", rule, resource, says] as const),
)("%s of %s says %s", (_name, _type, _says, rule, resource, says) => {
  const found = rule(resource);
  if (says === undefined) expect(found).toEqual([]);
  else {
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
    // What is wrong, then what to do.
    expect(found[0]).toMatch(/; |\(/);
  }
});

describe("a role's rights", () => {
  const policy = (document: unknown) => noWildcards(one("aws:iam/rolePolicy:RolePolicy", { policy: document }));
  const rights = (...Statement: object[]) => policy(JSON.stringify({ Version: "2012-10-17", Statement }));
  const allow = {
    Effect: "Allow",
    Action: "dynamodb:GetItem",
    Resource: "arn:aws:dynamodb:us-east-1:111122223333:table/a",
  };
  const actions = (action: string) =>
    `statement 1 allows every action of ${action}; name the actions that the role needs`;
  const RESOURCES = "statement 1 covers every resource; name the resources by their ARN";

  test.each([
    ["are named", allow, []],
    ["name every action of a service", { ...allow, Action: ["dynamodb:*"] }, [actions("dynamodb:*")]],
    ["name every action", { ...allow, Action: "*" }, [actions("*")]],
    ["name actions by their beginning", { ...allow, Action: "s3:Get*" }, [actions("s3:Get*")]],
    ["name actions by a question mark", { ...allow, Action: "S3:GetObjec?" }, [actions("S3:GetObjec?")]],
    ["name every resource", { ...allow, Resource: "*" }, [RESOURCES]],
    ["name every ARN", { ...allow, Resource: "arn:*" }, [RESOURCES]],
    ["name every bucket", { ...allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::*" }, [RESOURCES]],
    ["name a bucket's objects", { ...allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }, []],
    ["pass every role", { ...allow, Action: "iam:PassRole", Resource: "arn:aws:iam::1:role/*" }, [RESOURCES]],
    ["name the indexes of a table", { ...allow, Resource: "arn:aws:dynamodb:us-east-1:1:table/a/index/*" }, []],
    [
      "name what they leave out",
      { ...allow, Action: undefined, NotAction: "iam:*" },
      ["statement 1 allows everything except its NotAction; name the actions that the role needs"],
    ],
    ["deny everything", { Effect: "Deny", Action: "*", Resource: "*" }, []],
    ["name an action that has no resources", { ...allow, Action: "XRay:PutTraceSegments", Resource: "*" }, []],
    [
      "mix such an action with others",
      { ...allow, Action: ["xray:PutTraceSegments", "s3:GetObject"], Resource: "*" },
      [RESOURCES],
    ],
  ])("that %s", (_, statement, violations) => {
    expect(rights(statement)).toEqual(violations);
    // The same document as a map, which Pulumi accepts too.
    expect(policy({ Statement: statement })).toEqual(violations);
  });

  test("are checked in each statement", () => {
    expect(rights(allow, { ...allow, Action: "*" })[0]).toMatch(/^statement 2 allows/);
  });
  test("that aren't JSON are refused, and unknown ones aren't", () => {
    expect(policy("{")).toEqual(["the policy isn't a JSON document, so nothing can check it; write one"]);
    expect(policy(undefined)).toEqual([]);
  });
  test("take over none of AWS's wide policies", () => {
    const of = (policyArn: string) =>
      noWildcards(one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn }));
    expect(of("arn:aws:iam::aws:policy/AdministratorAccess")[0]).toContain("it takes over AdministratorAccess");
    expect(of("arn:aws:iam::aws:policy/AmazonS3FullAccess")).toHaveLength(1);
    expect(of("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")).toEqual([]);
    expect(
      noWildcards(one("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] })),
    ).toHaveLength(1);
  });
});

describe("a resource's own policy", () => {
  const open = (Statement: object) =>
    noOpenPrincipal(one("aws:sqs/queuePolicy:QueuePolicy", { policy: JSON.stringify({ Statement }) }));
  const send = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "q" };
  test.each([
    [{ ...send, Principal: "*" }, 1],
    [{ ...send, Principal: { AWS: ["*"] } }, 1],
    [{ ...send, NotPrincipal: { AWS: "111122223333" } }, 1],
    [{ ...send, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }, 1],
    [{ ...send, Principal: "*", Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:sns:us-east-1:1:t" } } }, 0],
    [{ ...send, Principal: { AWS: "arn:aws:iam::111122223333:root" } }, 0],
    [{ ...send, Effect: "Deny", Principal: "*" }, 0],
  ])("%j: %i violations", (statement, count) => expect(open(statement)).toHaveLength(count));
});

describe("a table", () => {
  test("without any of the three protections has three violations", () => {
    expect(tableIsKept(one(TABLE))).toHaveLength(3);
  });
  test("encrypted without a key of ours has one", () => {
    const kept = { deletionProtectionEnabled: true, pointInTimeRecovery: { enabled: true } };
    expect(tableIsKept(one(TABLE, { ...kept, serverSideEncryption: { enabled: true } }))).toHaveLength(1);
    expect(tableIsKept(one(TABLE, { ...kept, serverSideEncryption: { enabled: true, kmsKeyArn: "a" } }))).toEqual([]);
  });
});

test("a bucket that may become public has a violation for each missing block", () => {
  expect(
    notPublic(one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { blockPublicAcls: true })),
  ).toHaveLength(3);
});

test("logs expire, within the pack's limit", () => {
  const of = (retentionInDays?: number) =>
    logsExpire(one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays }), 365);
  expect([of(), of(0), of(400), of(30)].map((found) => found.length)).toEqual([1, 1, 1, 0]);
});

describe("data", () => {
  const at = (props: Props, own = "eu-west-2", urn?: string) =>
    dataInRegion(one(TABLE, props, urn === undefined ? {} : { urn }), { allowed: regionsFor(["GB"]), own });
  test("rests where the law of its countries allows, in copies as well", () => {
    expect(at({})).toEqual([]);
    expect(at({}, "us-east-1")[0]).toContain(
      "it holds callers' data in us-east-1, and the law of their countries allows eu-west-2",
    );
    expect(at({ region: "eu-west-1" })).toHaveLength(1);
    expect(at({ replicas: [{ regionName: "us-west-2" }] })).toHaveLength(1);
    expect(at({ region: "us-west-2" }, "eu-west-2", FALLBACK)).toEqual([]);
  });
  test("of several countries rests where all of them allow; of none, anywhere", () => {
    expect(regionsFor(["DE", "FR"])).toContain("eu-west-1");
    expect(regionsFor(["GB", "US"])).toEqual([]);
    expect(dataInRegion(one(TABLE, { region: "us-east-1" }), { allowed: regionsFor([]), own: undefined })).toEqual([]);
  });
});

test("the organisation's tags are asked for of what AWS tags", () => {
  expect(tagged(one(TABLE, { tags: { owner: "a" } }), ["owner", "cost"])).toEqual([
    "tag `cost` is missing; add it to `tags`",
  ]);
  expect(tagged(one("aws:lambda/permission:Permission"), ["owner"])).toEqual([]);
});

describe("an application's fallback", () => {
  const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
  test.each([
    ["on another host", { voiceUrl, voiceFallbackUrl: "https://d1.cloudfront.net/fallback.xml" }, 0],
    [
      "on the host of its webhooks",
      { voiceUrl, voiceFallbackUrl: "https://voice.us.aybiza.example/twilio/fallback" },
      1,
    ],
    ["on another port of it", { voiceUrl, voiceFallbackUrl: "https://voice.us.aybiza.example:8443/a" }, 1],
    ["with a final dot, in capitals", { voiceUrl, voiceFallbackUrl: "https://VOICE.us.aybiza.example./a" }, 1],
    ["not known yet", { voiceUrl }, 0],
    ["of an application without voice", { voiceFallbackUrl: "https://voice.us.aybiza.example/a" }, 0],
  ])("%s", (_, props, violations) =>
    expect(fallbackIsApart(one("twilio:index:Application", props))).toHaveLength(violations),
  );
});

test("logs and alarms are encrypted with another key than the tables", () => {
  const table = { type: TABLE, name: "routes", props: { serverSideEncryption: { kmsKeyArn: "a" } } };
  const topic = (kmsMasterKeyId?: string) => ({
    type: "aws:sns/topic:Topic",
    name: "alarms",
    props: { kmsMasterKeyId },
  });
  const group = (kmsKeyId?: string) => ({
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "voice",
    props: { kmsKeyId },
  });
  const shared = (name: string) =>
    `${name} is encrypted with a table's key, so no alarm gets out while that key is disabled; give it another key`;
  expect(alarmsAreApart([table, topic("a"), group("a")])).toEqual([shared("alarms"), shared("voice")]);
  expect(alarmsAreApart([table, topic("b"), group("b"), topic(), group()])).toEqual([]);
  // In a first preview the keys' ARNs are unknown.
  const unknown = { ...table, props: { serverSideEncryption: {} } };
  expect(alarmsAreApart([unknown, topic(), { ...table, props: {} }])).toEqual([]);
});
