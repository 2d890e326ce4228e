import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PartialFailure, UNKNOWN } from "../../../providers/kit/handler.ts";
import { apiHost } from "../api-host.ts";
import { type MiniStack, startMiniStack } from "../ministack.ts";
import { archiveOf } from "./archive.ts";
import { Aws } from "./aws.ts";
import { functions } from "./functions.ts";
import { Subject } from "./lifecycle.ts";
import type { ServedType } from "./served.ts";

const venv = process.env.AYBIZA_MINISTACK ?? resolve(import.meta.dirname, "../../../.aybiza/ministack");
const dir = mkdtempSync(join(tmpdir(), "aybiza-ministack-"));
const ACCOUNT = "000000000000";
let cloud: MiniStack;
let aws: Aws;

beforeAll(async () => {
  cloud = await startMiniStack({ venv, dir });
  aws = new Aws({ endpoint: cloud.endpoint, region: "us-east-1" });
}, 60_000);

afterAll(async () => {
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const subject = (token: ServedType, name: string) => new Subject(aws, token, name);

const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
const allow = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });

describe("kms", () => {
  test("a key is made, described, kept as it is, changed, mended after drift, and scheduled for deletion", async () => {
    const args = { description: "tokens", enableKeyRotation: true, deletionWindowInDays: 7, tags: { team: "voice" } };
    const key = await subject("aws:kms/key:Key", "tokens").create(args);
    expect(key.state.arn).toBe(`arn:aws:kms:us-east-1:${ACCOUNT}:key/${key.id}`);
    expect(key.state).toMatchObject({
      ...args,
      keyId: key.id,
      isEnabled: true,
      region: "us-east-1",
      tagsAll: { team: "voice" },
    });
    await key.expectUntouched();

    expect((await key.diff({ ...args, description: "signing tokens", tags: { team: "sip" } })).changes).toEqual({
      description: "update",
      "tags.team": "update",
    });
    expect((await key.diff({ ...args, keyUsage: "SIGN_VERIFY" })).changes).toEqual({ keyUsage: "update-replace" });
    await key.update({ ...args, description: "signing tokens", tags: { owner: "sip" } });
    expect(key.state).toMatchObject({ description: "signing tokens", tagsAll: { owner: "sip" } });
    await key.expectUntouched();

    const { client, sdk } = await aws.kms();
    await client.send(new sdk.DisableKeyRotationCommand({ KeyId: key.id }));
    expect(await key.refreshed()).toEqual({ enableKeyRotation: "update" });

    const imported = await key.imported(key.id);
    expect(imported?.inputs).toEqual({ tags: { owner: "sip" } });
    await key.delete();
    expect(await key.read()).toBeUndefined();
  });

  test("an alias follows its key", async () => {
    const [one, two] = [
      await subject("aws:kms/key:Key", "one").create({}),
      await subject("aws:kms/key:Key", "two").create({}),
    ];
    const alias = await subject("aws:kms/alias:Alias", "routing").create({ targetKeyId: one.id });
    expect(alias.id).toMatch(/^alias\/routing-[0-9a-f]{7}$/);
    expect(alias.state).toMatchObject({ name: alias.id, targetKeyId: one.id, targetKeyArn: one.state.arn });
    await alias.expectUntouched();
    expect((await alias.diff({ targetKeyId: one.state.arn })).changes).toEqual({});
    expect((await alias.diff({ name: "alias/other", targetKeyId: one.id })).changes).toEqual({
      name: "update-replace",
    });

    expect(await alias.update({ targetKeyId: two.state.arn })).toMatchObject({ targetKeyArn: UNKNOWN });
    expect(alias.state).toMatchObject({ targetKeyId: two.state.arn, targetKeyArn: two.state.arn });
    const { client, sdk } = await aws.kms();
    await client.send(new sdk.UpdateAliasCommand({ AliasName: alias.id, TargetKeyId: one.id }));
    expect(await alias.refreshed()).toEqual({ targetKeyId: "update" });
    expect((await alias.imported(alias.id))?.inputs).toEqual({ name: alias.id, targetKeyId: one.id });
    await alias.delete();
    expect(await alias.read()).toBeUndefined();
  });

  test("a ciphertext opens with its context only", async () => {
    const key = await subject("aws:kms/key:Key", "sealing").create({});
    const args = { keyId: key.id, plaintext: "not-a-real-token", context: { accountSid: "AC0" } };
    const sealed = await subject("aws:kms/ciphertext:Ciphertext", "token").create(args);
    await sealed.expectUntouched();
    const { client, sdk } = await aws.kms();
    const CiphertextBlob = Buffer.from(sealed.state.ciphertextBlob, "base64");
    const opened = await client.send(new sdk.DecryptCommand({ CiphertextBlob, EncryptionContext: args.context }));
    expect(Buffer.from(opened.Plaintext!).toString()).toBe("not-a-real-token");
    const wrong = client.send(new sdk.DecryptCommand({ CiphertextBlob, EncryptionContext: { accountSid: "AC1" } }));
    await expect(wrong).rejects.toThrow(sdk.InvalidCiphertextException);
    expect((await sealed.diff({ ...args, plaintext: "another" })).changes).toEqual({ plaintext: "update-replace" });
    await expect(sealed.imported("x")).rejects.toThrow("can't be imported");
    await sealed.delete();
  });
});

describe("dynamodb", () => {
  const keys = {
    hashKey: "pk",
    rangeKey: "sk",
    attributes: [
      { name: "sk", type: "S" },
      { name: "pk", type: "S" },
    ],
    billingMode: "PAY_PER_REQUEST",
  };

  test("a table is made, kept, changed, mended and imported", async () => {
    const key = await subject("aws:kms/key:Key", "table").create({});
    const args = {
      ...keys,
      ttl: { enabled: true, attributeName: "expiresAt" },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.state.arn },
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
      tags: { team: "voice" },
    };
    const table = await subject("aws:dynamodb/table:Table", "calls").create(args);
    expect(table.id).toMatch(/^calls-[0-9a-f]{7}$/);
    expect(table.state).toMatchObject({
      ...args,
      name: table.id,
      arn: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${table.id}`,
    });
    await table.expectUntouched();
    expect((await table.diff({ ...args, hashKey: "sk" })).changes).toEqual({ hashKey: "update-replace" });

    const index = { name: "byTenant", hashKey: "tenant", projectionType: "ALL" };
    const wider = {
      ...args,
      attributes: [...keys.attributes, { name: "tenant", type: "S" }],
      globalSecondaryIndexes: [index],
      deletionProtectionEnabled: true,
      streamEnabled: undefined,
      streamViewType: undefined,
      tags: { team: "sip", stage: "test" },
    };
    await table.update(wider);
    await table.expectUntouched();
    expect(table.state).toMatchObject({
      globalSecondaryIndexes: [index],
      deletionProtectionEnabled: true,
      streamEnabled: false,
    });

    const { client, sdk } = await aws.dynamodb();
    const off = { TimeToLiveSpecification: { Enabled: false, AttributeName: "expiresAt" } };
    await client.send(new sdk.UpdateTimeToLiveCommand({ TableName: table.id, ...off }));
    expect(Object.keys(await table.refreshed())).toContain("ttl.enabled");
    const imported = await table.imported(table.id);
    expect(imported?.inputs).toMatchObject({
      name: table.id,
      hashKey: "pk",
      rangeKey: "sk",
      billingMode: "PAY_PER_REQUEST",
      globalSecondaryIndexes: [index],
    });

    await expect(table.delete()).rejects.toThrow("ValidationException");
    table.inputs = wider;
    await table.update({ ...wider, deletionProtectionEnabled: false });
    await table.delete();
    expect(await table.read()).toBeUndefined();
  });

  test("an item is never taken over, and drift of it shows", async () => {
    const table = await subject("aws:dynamodb/table:Table", "routes").create({ ...keys, name: "routes" });
    const item = (agent: string, pk = "number#+14155550101") =>
      JSON.stringify({ pk: { S: pk }, sk: { S: "route" }, agent: { M: { name: { S: agent } } } });
    const args = { tableName: table.id, hashKey: "pk", rangeKey: "sk", item: item("reception") };
    const route = await subject("aws:dynamodb/tableItem:TableItem", "front-desk").create(args);
    expect(route.id).toBe("routes|pk||number#+14155550101||sk||route|");
    expect(route.state).toMatchObject({ ...args, hashKeyValue: "number#+14155550101", rangeKeyValue: "route" });
    await route.expectUntouched();
    await expect(subject("aws:dynamodb/tableItem:TableItem", "again").create(args)).rejects.toThrow("has an item");

    const respaced = JSON.stringify(
      { agent: { M: { name: { S: "reception" } } }, sk: { S: "route" }, pk: { S: "number#+14155550101" } },
      null,
      2,
    );
    expect((await route.diff({ ...args, item: respaced })).changes).toEqual({});
    expect((await route.diff({ ...args, item: item("sales") })).changes).toEqual({ item: "update" });
    expect((await route.diff({ ...args, tableName: "others" })).changes).toEqual({ tableName: "update-replace" });
    expect(await route.update({ ...args, item: item("sales") })).toMatchObject({ hashKeyValue: "number#+14155550101" });
    await route.expectUntouched();

    const { client, sdk } = await aws.dynamodb();
    await client.send(new sdk.PutItemCommand({ TableName: "routes", Item: JSON.parse(item("intruder")) }));
    expect(await route.refreshed()).toEqual({ item: "update" });
    expect(route.state.item).toContain("intruder");
    await route.update({ ...args, item: item("sales") });

    const imported = await route.imported("routes,number#+14155550101,route");
    expect(imported?.id).toBe(route.id);
    expect(imported?.inputs).toMatchObject({ tableName: "routes", hashKey: "pk", rangeKey: "sk" });
    await expect(route.imported("routes,number#+14155550101")).rejects.toThrow("pk, sk");

    // another key: the old item goes
    await route.update({ ...args, item: item("sales", "number#+14155550102") });
    const old = { pk: { S: "number#+14155550101" }, sk: { S: "route" } };
    expect((await client.send(new sdk.GetItemCommand({ TableName: "routes", Key: old }))).Item).toBeUndefined();
    await route.delete();
    expect(await route.read()).toBeUndefined();
  });
});

describe("iam and logs", () => {
  test("a role and its policy compare by what they mean", async () => {
    const args = { assumeRolePolicy: trust("lambda.amazonaws.com"), description: "handler", tags: { team: "voice" } };
    const role = await subject("aws:iam/role:Role", "handler").create(args);
    expect(role.id).toMatch(/^handler-[0-9a-f]{7}$/);
    expect(role.state).toMatchObject({
      ...args,
      arn: `arn:aws:iam::${ACCOUNT}:role/${role.id}`,
      path: "/",
      maxSessionDuration: 3600,
    });
    await role.expectUntouched();
    const listed = JSON.stringify({
      Statement: { Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] } },
      Version: "2012-10-17",
    });
    expect((await role.diff({ ...args, assumeRolePolicy: listed })).changes).toEqual({});
    expect((await role.diff({ ...args, path: "/aybiza/" })).changes).toEqual({ path: "update-replace" });
    await role.update({ ...args, description: "handlers", maxSessionDuration: 7200, tags: {} });
    expect(role.state).toMatchObject({ maxSessionDuration: 7200, tagsAll: {} });
    await role.expectUntouched();

    const policy = await subject("aws:iam/rolePolicy:RolePolicy", "tables").create({
      role: role.id,
      policy: allow("dynamodb:GetItem"),
    });
    expect(policy.id).toBe(`${role.id}:${policy.state.name}`);
    await policy.expectUntouched();
    await policy.update({ role: role.id, policy: allow("dynamodb:PutItem") });
    await policy.expectUntouched();

    const { client, sdk } = await aws.iam();
    const RoleName = role.id;
    await client.send(
      new sdk.PutRolePolicyCommand({ RoleName, PolicyName: policy.state.name, PolicyDocument: allow("*") }),
    );
    expect(await policy.refreshed()).toEqual({ policy: "update" });
    await client.send(new sdk.UpdateRoleCommand({ RoleName, Description: "someone's" }));
    expect(await role.refreshed()).toEqual({ description: "update" });
    expect((await role.imported(role.id))?.inputs).toMatchObject({ name: role.id, maxSessionDuration: 7200 });
    expect((await policy.imported(policy.id))?.inputs).toEqual({
      role: role.id,
      name: policy.state.name,
      policy: allow("*"),
    });
    await policy.delete();
    expect(await policy.read()).toBeUndefined();
    await role.delete();
    expect(await role.read()).toBeUndefined();
  });

  test("a log group keeps events as long as told", async () => {
    const args = { name: "/aybiza/us/voice", retentionInDays: 30, tags: { team: "voice" } };
    const group = await subject("aws:cloudwatch/logGroup:LogGroup", "voice").create(args);
    expect(group.id).toBe("/aybiza/us/voice");
    expect(group.state).toMatchObject({ ...args, arn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aybiza/us/voice` });
    await group.expectUntouched();
    await group.update({ ...args, retentionInDays: 90, tags: { team: "sip" } });
    await group.expectUntouched();
    expect(await group.diff({ ...args, logGroupClass: "INFREQUENT_ACCESS" })).toMatchObject({
      changes: { logGroupClass: "update-replace" },
      deleteBeforeReplace: true,
    });
    const { client, sdk } = await aws.logs();
    await client.send(new sdk.DeleteRetentionPolicyCommand({ logGroupName: group.id }));
    expect(await group.refreshed()).toEqual({ retentionInDays: "update" });
    expect((await group.imported(group.id))?.inputs).toEqual({ name: group.id, tags: { team: "sip" } });
    await group.delete();
    expect(await group.read()).toBeUndefined();
  });
});

test("a creation that fails half-way keeps what there is, and the next update finishes it", async () => {
  const group = subject("aws:cloudwatch/logGroup:LogGroup", "half");
  const wanted = { name: "/aybiza/us/half", retentionInDays: 31 }; // not a number of days that AWS takes
  const error = await group.create(wanted).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(PartialFailure);
  const { id, state, reasons } = error as PartialFailure;
  expect(id).toBe("/aybiza/us/half");
  expect(reasons[0]).toContain("aws:cloudwatch/logGroup:LogGroup: InvalidParameterException");
  Object.assign(group, { id, state, inputs: { ...wanted, retentionInDays: 30 } });
  await group.update({ ...wanted, retentionInDays: 30 }); // nothing differs but the world
  expect(group.state).toMatchObject({ retentionInDays: 30 });
  await group.expectUntouched();
  await group.delete();
});

describe("a handler behind an HTTP API", () => {
  const code = (version: string) =>
    archiveOf(
      {
        "index.mjs": `export const handler = async (event) => ({
          statusCode: 200, headers: { "Content-Type": "text/xml" },
          body: "<v>${version} " + process.env.STAGE + " " + event.headers.host + " " + Buffer.from(event.body, "base64") + "</v>" });`,
      },
      version,
    );
  const post = async (url: string): Promise<{ status: number | undefined; body: string }> => {
    const to = await apiHost(cloud.endpoint, { cacheMs: 0 })(new URL(url));
    if (!to) return { status: undefined, body: "no such host" };
    return new Promise((done, failed) => {
      const { pathname } = new URL(url);
      const headers = { Host: to.host, "Content-Type": "application/x-www-form-urlencoded" };
      const sent = request(new URL(pathname, to.origin), { method: "POST", headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => done({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }));
      });
      sent.on("error", failed);
      sent.end("CallSid=CA1");
    });
  };

  test("function, alias, permission, API and custom domain, from nothing to an answered request and back", async () => {
    const role = await subject("aws:iam/role:Role", "voice").create({
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    const args = {
      role: role.state.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: code("one"),
      publish: true,
      memorySize: 512,
      timeout: 10,
      environment: { variables: { STAGE: "test" } },
      loggingConfig: { logFormat: "JSON", logGroup: "/aybiza/us/handler" },
      tracingConfig: { mode: "PassThrough" },
      reservedConcurrentExecutions: 10,
      tags: { team: "voice" },
    };
    const fn = await subject("aws:lambda/function:Function", "voice").create(args);
    expect(fn.id).toMatch(/^voice-[0-9a-f]{7}$/);
    const arn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${fn.id}`;
    expect(fn.state).toMatchObject({ ...args, arn, version: "1", qualifiedArn: `${arn}:1`, packageType: "Zip" });
    await fn.expectUntouched();

    const aliasArgs = { functionName: fn.state.arn, functionVersion: fn.state.version, name: "live" };
    const alias = await subject("aws:lambda/alias:Alias", "live").create(aliasArgs);
    expect(alias.id).toBe(`${arn}:live`);
    expect(alias.state.invokeArn).toBe(
      `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}:live/invocations`,
    );
    await alias.expectUntouched();

    const api = await subject("aws:apigatewayv2/api:Api", "webhooks").create({
      protocolType: "HTTP",
      disableExecuteApiEndpoint: true,
    });
    expect(api.state).toMatchObject({
      apiEndpoint: `https://${api.id}.execute-api.us-east-1.amazonaws.com`,
      executionArn: `arn:aws:execute-api:us-east-1:${ACCOUNT}:${api.id}`,
    });
    await api.expectUntouched();

    const permissionArgs = {
      action: "lambda:InvokeFunction",
      function: fn.id,
      qualifier: "live",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.state.executionArn}/*/*`,
    };
    const permission = await subject("aws:lambda/permission:Permission", "gateway").create(permissionArgs);
    expect(permission.id).toMatch(/^gateway-[0-9a-f]{7}$/);
    await permission.expectUntouched();
    expect((await permission.diff({ ...permissionArgs, qualifier: "other" })).changes).toEqual({
      qualifier: "update-replace",
    });
    expect((await permission.imported(`${fn.id}:live/${permission.id}`))?.inputs).toEqual({
      ...permissionArgs,
      statementId: permission.id,
    });

    const integrationArgs = {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: alias.state.invokeArn,
      payloadFormatVersion: "2.0",
    };
    const integration = await subject("aws:apigatewayv2/integration:Integration", "voice").create(integrationArgs);
    await integration.expectUntouched();
    const routeArgs = { apiId: api.id, routeKey: "POST /twilio/voice", target: `integrations/${integration.id}` };
    const route = await subject("aws:apigatewayv2/route:Route", "voice").create(routeArgs);
    await route.expectUntouched();
    const stageArgs = {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aybiza/us/access`,
        format: '{"id":"$context.requestId"}',
      },
      defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
    };
    const stage = await subject("aws:apigatewayv2/stage:Stage", "default").create(stageArgs);
    expect(stage.id).toBe("$default");
    expect(stage.state.invokeUrl).toBe(`https://${api.id}.execute-api.us-east-1.amazonaws.com/`);
    await stage.expectUntouched();

    const { client: dns, sdk: dnsSdk } = await aws.route53();
    const zone = await dns.send(
      new dnsSdk.CreateHostedZoneCommand({ Name: "us.aybiza.example", CallerReference: "test" }),
    );
    const found = await functions["aws:route53/getZone:getZone"](
      { client: aws, signal: new AbortController().signal, log: () => undefined },
      { name: "us.aybiza.example" },
    );
    expect(found).toMatchObject({
      name: "us.aybiza.example",
      zoneId: zone.HostedZone!.Id!.slice("/hostedzone/".length),
    });

    const certificate = await subject("aws:acm/certificate:Certificate", "voice").create({
      domainName: "voice.us.aybiza.example",
      validationMethod: "DNS",
      tags: { team: "voice" },
    });
    await certificate.expectUntouched();
    const [option] = certificate.state.domainValidationOptions;
    const proof = {
      zoneId: found.zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 60,
    };
    const record = await subject("aws:route53/record:Record", "proof").create(proof);
    await record.expectUntouched();
    const validation = await subject("aws:acm/certificateValidation:CertificateValidation", "voice").create({
      certificateArn: certificate.id,
      validationRecordFqdns: [record.state.fqdn],
    });
    await validation.expectUntouched();

    const domainArgs = {
      domainName: "voice.us.aybiza.example",
      domainNameConfiguration: { certificateArn: certificate.id, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    };
    const domain = await subject("aws:apigatewayv2/domainName:DomainName", "voice").create(domainArgs);
    await domain.expectUntouched();
    const target = domain.state.domainNameConfiguration;
    const pointer = await subject("aws:route53/record:Record", "voice").create({
      zoneId: found.zoneId,
      name: "voice.us.aybiza.example",
      type: "A",
      aliases: [{ name: target.targetDomainName, zoneId: target.hostedZoneId, evaluateTargetHealth: false }],
    });
    expect(pointer.id).toBe(`${found.zoneId}_voice.us.aybiza.example_A`);
    await pointer.expectUntouched();

    expect(await post("https://voice.us.aybiza.example/twilio/voice")).toMatchObject({ body: "no such host" });
    const mapping = await subject("aws:apigatewayv2/apiMapping:ApiMapping", "voice").create({
      apiId: api.id,
      domainName: domain.id,
      stage: "$default",
    });
    await mapping.expectUntouched();
    expect(await post("https://voice.us.aybiza.example/twilio/voice")).toEqual({
      status: 200,
      body: "<v>one test voice.us.aybiza.example CallSid=CA1</v>",
    });

    // A change of the code makes a version; the alias decides which one callers get.
    expect((await fn.diff({ ...args, code: code("two") })).changes).toEqual({ code: "update" });
    const planned = await fn.update({ ...args, code: code("two") });
    expect(planned).toMatchObject({ version: UNKNOWN, qualifiedArn: UNKNOWN, arn });
    expect(fn.state.version).toBe("2");
    expect((await post("https://voice.us.aybiza.example/twilio/voice")).body).toContain("one test");
    expect((await alias.diff({ ...aliasArgs, functionVersion: UNKNOWN })).changes).toEqual({
      functionVersion: "update",
    });
    await alias.update({ ...aliasArgs, functionVersion: "2" });
    expect((await post("https://voice.us.aybiza.example/twilio/voice")).body).toContain("two test");

    const { client, sdk } = await aws.lambda();
    const drifted = { Variables: { STAGE: "test", EXTRA: "1" } };
    await client.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName: fn.id, Environment: drifted }));
    expect(await fn.refreshed()).toEqual({ "environment.variables.EXTRA": "delete" });
    await fn.update({ ...args, code: code("two"), reservedConcurrentExecutions: undefined, environment: undefined });
    expect(fn.state).toMatchObject({ version: "3", reservedConcurrentExecutions: -1 });
    expect(fn.state).not.toHaveProperty("environment");
    await fn.expectUntouched();
    expect((await fn.imported(fn.id))?.inputs).toMatchObject({ name: fn.id, memorySize: 512, role: role.state.arn });
    expect((await alias.imported(`${fn.id}/live`))?.id).toBe(alias.id);

    const gateway = await aws.apigateway();
    await gateway.client.send(
      new gateway.sdk.UpdateRouteCommand({ ApiId: api.id, RouteId: route.id, RouteKey: "POST /elsewhere" }),
    );
    expect(await route.refreshed()).toEqual({ routeKey: "update" });
    await route.update(routeArgs);
    await gateway.client.send(
      new gateway.sdk.UpdateStageCommand({ ApiId: api.id, StageName: "$default", AutoDeploy: false }),
    );
    expect(await stage.refreshed()).toEqual({ autoDeploy: "update" });
    await stage.update({ ...stageArgs, accessLogSettings: undefined, description: "all requests" });
    await stage.expectUntouched();
    await integration.update({ ...integrationArgs, timeoutMilliseconds: 9000 });
    await integration.expectUntouched();
    await api.update({ protocolType: "HTTP", description: "webhooks", tags: { team: "voice" } });
    await api.expectUntouched();
    expect((await api.imported(api.id))?.inputs).toMatchObject({
      protocolType: "HTTP",
      description: "webhooks",
      tags: { team: "voice" },
    });
    expect((await route.imported(`${api.id}/${route.id}`))?.inputs).toEqual(routeArgs);
    expect((await integration.imported(`${api.id}/${integration.id}`))?.inputs).toMatchObject({
      apiId: api.id,
      payloadFormatVersion: "2.0",
    });
    expect((await stage.imported(`${api.id}/$default`))?.inputs).toMatchObject({
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
    });
    expect((await mapping.imported(`${mapping.id}/${domain.id}`))?.inputs).toEqual({
      apiId: api.id,
      domainName: domain.id,
      stage: "$default",
    });
    expect((await domain.imported(domain.id))?.inputs.domainName).toBe(domain.id);
    expect((await certificate.imported(certificate.id))?.inputs).toMatchObject({
      domainName: "voice.us.aybiza.example",
    });
    expect((await pointer.imported(pointer.id))?.inputs).toMatchObject({ type: "A", name: "voice.us.aybiza.example" });

    for (const gone of [
      mapping,
      pointer,
      domain,
      validation,
      record,
      certificate,
      stage,
      route,
      integration,
      permission,
      api,
      alias,
      fn,
      role,
    ]) {
      await gone.delete();
      if (gone !== validation) expect(await gone.read(), gone.token).toBeUndefined();
    }
  }, 60_000);
});
