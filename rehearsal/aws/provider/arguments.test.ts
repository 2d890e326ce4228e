import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../providers/kit/handler.ts";
import { checkArguments, functionSignature, typeSignature } from "./arguments.ts";
import { Aws } from "./aws.ts";
import { functions } from "./functions.ts";
import { generatedFile, readArguments, textOf } from "./generate-arguments.ts";
import { awsProvider } from "./provider.ts";
import { rulesOf } from "./rules.ts";
import { servedFunctions, servedTypes } from "./served.ts";
import { Subject } from "./testing/subject.ts";

const provider = awsProvider({ endpoint: "http://127.0.0.1:1" });
const aws = new Aws({ endpoint: "http://127.0.0.1:1", region: "us-east-1" });

test("the committed arguments are those of the installed @pulumi/aws", () => {
  expect(readFileSync(generatedFile, "utf8")).toBe(textOf(readArguments()));
});

test("every type and function that is named as served has a handler, and no other has", () => {
  expect(Object.keys(provider.resources).sort()).toEqual([...servedTypes].sort());
  expect(Object.keys(provider.functions).sort()).toEqual([...servedFunctions].sort());
});

test.each(servedTypes)("the rules of %s speak of its arguments only", (token) => {
  const { inputs } = typeSignature(token);
  const {
    served,
    replaces,
    computed = [],
    unreadable = [],
    sets = [],
    policies = [],
    defaults = {},
    autoname,
  } = rulesOf(token);
  const named = [...served, ...replaces, ...computed, ...unreadable, ...sets, ...policies, ...Object.keys(defaults)];
  expect(named.filter((name) => !(name in inputs))).toEqual([]);
  expect(autoname === undefined || autoname.property in inputs).toBe(true);
  const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
  expect(required.filter((name) => !served.includes(name))).toEqual([]);
});

describe("inputs are refused at their path", () => {
  const table = typeSignature("aws:dynamodb/table:Table").inputs;

  test("when the types don't know, lack, or know them otherwise", () => {
    const inputs = {
      atributes: [],
      hashkey: "pk",
      attributes: [
        { name: "pk", type: "S" },
        { name: "sk", kind: "S" },
      ],
      ttl: { enabled: "yes" },
      tags: ["team"],
      deletionProtectionEnabled: UNKNOWN,
    };
    expect(checkArguments(inputs, table)).toEqual([
      { property: "atributes", reason: "@pulumi/aws 7.48.0 has no such argument" },
      { property: "hashkey", reason: "@pulumi/aws 7.48.0 has no such argument; did you mean hashKey?" },
      { property: "attributes[1].kind", reason: "@pulumi/aws 7.48.0 has no such argument" },
      { property: "attributes[1].type", reason: "is required: set it" },
      { property: "ttl.enabled", reason: "must be a boolean, not a string" },
      { property: "tags", reason: "must be a map, not a list" },
    ]);
  });

  test("when a rehearsal doesn't serve them, rather than ignored", async () => {
    const role = new Subject(aws, "aws:iam/role:Role", "handler");
    const { failures } = await role.failures({ assumeRolePolicy: "{}", namePrefix: "handler-" });
    expect(failures).toEqual([
      {
        property: "namePrefix",
        reason:
          "isn't supported in a rehearsal; supported arguments of aws:iam/role:Role: assumeRolePolicy, description, forceDetachPolicies, managedPolicyArns, maxSessionDuration, name, path, permissionsBoundary, tags",
      },
    ]);
  });

  test("in a function too", async () => {
    const call = { client: aws, signal: new AbortController().signal, log: () => undefined };
    await expect(functions["aws:route53/getZone:getZone"](call, { nam: "example" })).rejects.toThrow(
      "aws:route53/getZone:getZone: nam: @pulumi/aws 7.48.0 has no such argument",
    );
    const region = await functions["aws:index/getRegion:getRegion"](call, {});
    expect(region).toEqual({
      id: "us-east-1",
      name: "us-east-1",
      region: "us-east-1",
      endpoint: "ec2.us-east-1.amazonaws.com",
      description: "US East (N. Virginia)",
    });
    expect(Object.keys(region).sort()).toEqual(functionSignature("aws:index/getRegion:getRegion").outputs);
  });
});

describe("a name that the program leaves out", () => {
  test("is the resource's with seven digits, and stays in later updates", async () => {
    const role = new Subject(aws, "aws:iam/role:Role", "handler");
    const first = await role.check({ assumeRolePolicy: "{}" });
    expect(first.name).toMatch(/^handler-[0-9a-f]{7}$/);
    expect(first.__defaults).toEqual(["name"]);
    role.inputs = first;
    expect(await role.check({ assumeRolePolicy: "{}" })).toEqual(first);
    expect(await role.check({ assumeRolePolicy: "{}", name: "mine" })).toEqual({
      assumeRolePolicy: "{}",
      name: "mine",
    });
  });

  test("never passes the length that AWS allows", async () => {
    const role = new Subject(aws, "aws:iam/role:Role", "x".repeat(80));
    expect((await role.check({ assumeRolePolicy: "{}" })).name).toHaveLength(64);
  });

  test("is made anew in a replacement, while one that the program gave makes the old resource go first", async () => {
    const role = new Subject(aws, "aws:iam/role:Role", "handler");
    role.inputs = await role.check({ assumeRolePolicy: "{}", path: "/a/" });
    expect(await role.diff({ assumeRolePolicy: "{}", path: "/b/" })).toEqual({ changes: { path: "update-replace" } });
    role.inputs = await role.check({ assumeRolePolicy: "{}", path: "/a/", name: "mine" });
    expect(await role.diff({ assumeRolePolicy: "{}", path: "/b/", name: "mine" })).toEqual({
      changes: { path: "update-replace" },
      deleteBeforeReplace: true,
    });
  });
});

test("a preview tells what it knows and marks the rest as unknown", async () => {
  const handler = provider.resources["aws:dynamodb/table:Table"]!;
  const tagged = new Aws({ endpoint: "http://127.0.0.1:1", region: "eu-west-2", defaultTags: { product: "aybiza" } });
  const inputs = {
    name: "calls",
    hashKey: "callSid",
    attributes: [{ name: "callSid", type: "S" }],
    tags: { team: "voice" },
  };
  const ctx = { client: tagged, urn: "urn", preview: true, signal: new AbortController().signal, log: () => undefined };
  const { id, state } = await handler.create(ctx, { inputs });
  expect(id).toBeUndefined();
  expect(state).toMatchObject({ ...inputs, arn: UNKNOWN, region: "eu-west-2", billingMode: "PROVISIONED" });
  expect(state.tagsAll).toEqual({ product: "aybiza", team: "voice" });
  expect(state).not.toHaveProperty("rangeKey");
});

test("a preview knows of an object what the program gave, and marks what AWS chooses in it", async () => {
  const handler = provider.resources["aws:apigatewayv2/domainName:DomainName"]!;
  const domainNameConfiguration = {
    certificateArn: "arn:aws:acm:::certificate/1",
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  };
  const inputs = { domainName: "voice.us.aybiza.example", domainNameConfiguration };
  const ctx = { client: aws, urn: "urn", preview: true, signal: new AbortController().signal, log: () => undefined };
  const { state } = await handler.create(ctx, { inputs });
  expect(state.domainNameConfiguration).toEqual({
    ...domainNameConfiguration,
    hostedZoneId: UNKNOWN,
    ipAddressType: UNKNOWN,
    ownershipVerificationCertificateArn: UNKNOWN,
    targetDomainName: UNKNOWN,
  });
});

test("a resource given as a value stands for its id", async () => {
  const reference = {
    "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e",
    urn: "urn",
    id: "handler",
  };
  const policy = new Subject(aws, "aws:iam/rolePolicy:RolePolicy", "tables");
  expect(await policy.check({ name: "tables", role: reference, policy: "{}" })).toEqual({
    name: "tables",
    role: "handler",
    policy: "{}",
  });
});

test("configuration that would reach another account is refused", () => {
  expect(provider.checkConfig?.({ region: "us-east-1", skipCredentialsValidation: "true" }).failures).toEqual([]);
  const { failures } = provider.checkConfig!({ profile: "work" });
  expect(failures.map((f) => f.property)).toEqual(["profile", "region"]);
  expect(() => new Aws({ endpoint: "https://sts.amazonaws.com", region: "us-east-1" })).toThrow("loopback only");
});
