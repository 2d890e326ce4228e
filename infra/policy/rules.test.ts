import { describe, expect, test } from "vitest";
import {
  accountIsProtected,
  alarmsAreApart,
  fallbackIsApart,
  functionNeedsNoKey,
  liveNumberIsProtected,
  noWildcards,
  tableIsKept,
} from "./rules.ts";

describe("a live number", () => {
  test.each([
    ["protected", {}, true, 0],
    ["not protected", {}, false, 1],
    ["to be released", { release: true }, false, 0],
    ["to be transferred", { transfer: "taken" }, false, 0],
    ["with release: false", { release: false }, false, 1],
  ])("%s", (_, props, protect, violations) => {
    expect(liveNumberIsProtected(props, { protect })).toHaveLength(violations);
  });
});

describe("a tenant's account", () => {
  test.each([
    ["protected", {}, true, 0],
    ["not protected", {}, false, 1],
    ["to be closed", { close: true }, false, 0],
    ["with close: false", { close: false }, false, 1],
  ])("%s", (_, props, protect, violations) => {
    expect(accountIsProtected(props, { protect })).toHaveLength(violations);
  });
});

describe("a role's rights", () => {
  const rights = (...Statement: object[]) => noWildcards(JSON.stringify({ Version: "2012-10-17", Statement }));
  const allow = {
    Effect: "Allow",
    Action: "dynamodb:GetItem",
    Resource: "arn:aws:dynamodb:us-east-1:111122223333:table/a",
  };

  test.each([
    ["are named", allow, []],
    [
      "name every action of a service",
      { ...allow, Action: ["dynamodb:*"] },
      ["statement 1 allows every action of dynamodb:*; name the actions that the role needs"],
    ],
    [
      "name every action",
      { ...allow, Action: "*" },
      ["statement 1 allows every action of *; name the actions that the role needs"],
    ],
    [
      "name every resource",
      { ...allow, Resource: "*" },
      ["statement 1 covers every resource; name the resources by their ARN"],
    ],
    [
      "name what they leave out",
      { ...allow, Action: undefined, NotAction: "iam:*" },
      ["statement 1 allows everything except its NotAction; name the actions that the role needs"],
    ],
    ["deny everything", { Effect: "Deny", Action: "*", Resource: "*" }, []],
    ["name an action that has no resources", { ...allow, Action: "xray:PutTraceSegments", Resource: "*" }, []],
    [
      "mix such an action with others",
      { ...allow, Action: ["xray:PutTraceSegments", "s3:GetObject"], Resource: "*" },
      ["statement 1 covers every resource; name the resources by their ARN"],
    ],
  ])("that %s", (_, statement, violations) => expect(rights(statement)).toEqual(violations));

  test("are checked in each statement, and in a document with a single one", () => {
    expect(rights(allow, { ...allow, Action: "*" })).toEqual([
      "statement 2 allows every action of *; name the actions that the role needs",
    ]);
    expect(noWildcards(JSON.stringify({ Statement: { ...allow, Action: "*" } }))).toHaveLength(1);
  });

  test("unknown in a preview have no violations", () => expect(noWildcards(undefined)).toEqual([]));
});

test("a table without any of the three protections has three violations", () => {
  expect(tableIsKept({})).toEqual([
    "a table without deletion protection can be deleted with all its items; set `deletionProtectionEnabled: true`",
    "a table without point-in-time recovery can't be restored; set `pointInTimeRecovery: { enabled: true }`",
    "a table without `serverSideEncryption` is encrypted with AWS's key, whose use we can't restrict; set `serverSideEncryption: { enabled: true, kmsKeyArn }`",
  ]);
});

test("a function has no KMS key", () => {
  expect(functionNeedsNoKey({})).toEqual([]);
  expect(functionNeedsNoKey({ kmsKeyArn: "" })).toEqual([]);
  expect(functionNeedsNoKey({ kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/k" })).toEqual([
    "a function with `kmsKeyArn` doesn't start while that key is disabled, and callers hear an error; remove `kmsKeyArn`, and keep secrets out of the environment",
  ]);
});

test("logs and alarms are encrypted with another key than the tables", () => {
  const table = {
    type: "aws:dynamodb/table:Table",
    name: "routes",
    props: { serverSideEncryption: { kmsKeyArn: "a" } },
  };
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

describe("an application's fallback", () => {
  const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
  test.each([
    ["on another host", { voiceUrl, voiceFallbackUrl: "https://d1.cloudfront.net/fallback.xml" }, 0],
    [
      "on the host of its webhooks",
      { voiceUrl, voiceFallbackUrl: "https://voice.us.aybiza.example/twilio/fallback" },
      1,
    ],
    ["not known yet", { voiceUrl }, 0],
    ["of an application without voice", { voiceFallbackUrl: "https://voice.us.aybiza.example/a" }, 0],
  ])("%s", (_, props, violations) => {
    expect(fallbackIsApart(props)).toHaveLength(violations);
  });
});
