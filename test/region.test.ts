import { join } from "node:path";
import type { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "../domain/contract/route.ts";
import { fingerprintOf, sealToken } from "../domain/contract/seal.ts";
import { sid, webhook } from "../lambdas/testbed/sender.ts";
import type { Run } from "../launch/engine.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { type RegionWorld, startRegionWorld } from "../rehearsal/region-world.ts";

const none = { created: 0, updated: 0, deleted: 0, replaced: 0 };
const TOKEN = "an-invented-auth-token";
const ACCOUNT = sid("AC", 0xac3e);
const NUMBER = "+14155550101";
const SIGNED = sid("CA", 1);

let world: RegionWorld;
let first: Run;
beforeAll(async () => {
  world = await startRegionWorld(join(stateDir, "test", "region"));
  await world.engine.must(["stack", "init", "us"]);
  first = await us("up");
});
afterAll(() => world?.stop());

const us = (command: string, ...args: string[]) =>
  world.engine.must([command, "--yes", "--skip-preview", "--stack", "us", ...args]);

/** Asks until there is an answer, for 30 s. */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what}: not after 30 s`);
}

const outputs = async () =>
  JSON.parse((await world.engine.must(["stack", "output", "--json", "--stack", "us"])).stdout) as {
    region: { tokenKey: { publicKeyPem: string } };
    alarmsTopic: string;
    lateEvents: { queue: string; deadLetters: string };
  };

/** Puts an item into the routes table, as a tenant's stack would. */
async function put(key: { pk: string; sk: string }, fields: Record<string, string | number>): Promise<void> {
  const { client, sdk } = await world.aws.dynamodb();
  const Item = marshall({ ...key, ...fields, owner: "test" });
  await client.send(new sdk.PutItemCommand({ TableName: "aybiza-us-routes", Item }));
}

async function invoke(handler: string, event: unknown): Promise<{ failed: boolean; reply: { statusCode?: number } }> {
  const { client, sdk } = await world.aws.lambda();
  const { FunctionError, Payload } = await client.send(
    new sdk.InvokeCommand({
      FunctionName: `aybiza-us-${handler}`,
      Qualifier: "live",
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  return { failed: FunctionError !== undefined, reply: JSON.parse(Buffer.from(Payload!).toString()) };
}

/** Stores a token of the account, sealed with the region's key, as a tenant's stack would. */
async function putToken(token: string): Promise<void> {
  const { publicKeyPem } = (await outputs()).region.tokenKey;
  await put(keys.token(ACCOUNT, fingerprintOf(ACCOUNT, token)), {
    schema: 1,
    accountSid: ACCOUNT,
    tenant: "acme",
    connection: "own",
    sealed: sealToken({ publicKeyPem, accountSid: ACCOUNT, token }),
  });
}

/** CloudWatch takes metrics out of a handler's log lines; MiniStack doesn't, so they are given to it as the lines say. */
async function putPrintedMetrics(handler: string): Promise<void> {
  const { client: logs, sdk: Logs } = await world.aws.logs();
  const { events = [] } = await logs.send(
    new Logs.FilterLogEventsCommand({ logGroupName: `/aybiza/us/${handler}`, filterPattern: "CloudWatchMetrics" }),
  );
  const { client, sdk } = await world.aws.cloudwatch();
  for (const { message } of events) {
    const line = JSON.parse(message!);
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
    const dimensions = Dimensions[0].map((Name: string) => ({ Name, Value: line[Name] }));
    const MetricData = Metrics.map(({ Name }: { Name: string }) => ({
      MetricName: Name,
      Dimensions: dimensions,
      Values: [line[Name]].flat(),
      Timestamp: new Date(line._aws.Timestamp),
    }));
    await client.send(new sdk.PutMetricDataCommand({ Namespace, MetricData }));
  }
}

/** The messages that can be had from a queue, taken out of it. */
async function take(QueueUrl: string): Promise<string[]> {
  const { client, sdk } = await world.aws.sqs();
  const { Messages = [] } = await client.send(new sdk.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages)
    await client.send(new sdk.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => Body!);
}

describe("a region's stack", () => {
  it("is made whole, isn't changed by a second `up`, and a refresh finds nothing", async () => {
    console.info(`a region: ${first.changes.created} resources in ${first.seconds.toFixed(1)} s`);
    expect((await us("up")).changes).toEqual(none);
    const preview = await world.engine.must(["preview", "--refresh", "--expect-no-changes", "--stack", "us"]);
    expect(preview.steps.filter(({ op }) => op !== "same")).toEqual([]);
  });

  it("is put right by `up --refresh` where a hand has changed it, and not by a plain `up`", async () => {
    const { client, sdk } = await world.aws.lambda();
    const live = { FunctionName: "aybiza-us-twilio-voice", Name: "live" };
    const version = async () => (await client.send(new sdk.GetAliasCommand(live))).FunctionVersion;
    expect(await version()).toBe("1");
    await client.send(new sdk.UpdateAliasCommand({ ...live, FunctionVersion: "$LATEST" }));
    expect((await us("up")).changes).toEqual(none);
    expect(await version()).toBe("$LATEST");
    expect((await us("up", "--refresh")).changes).toEqual({ ...none, updated: 1 });
    expect(await version()).toBe("1");
  });

  it("says in one line that its zone isn't there, before anything is declared", async () => {
    world.project.edit("us", (text) => text.replace("zone: aybiza.example", "zone: us.aybiza.example"));
    const { code, output, steps } = await world.engine.run(["preview", "--stack", "us"]);
    world.project.edit("us", (text) => text.replace("zone: us.aybiza.example", "zone: aybiza.example"));
    expect(code).not.toBe(0);
    const told = output.split("Diagnostics:")[1]!;
    expect(told).toContain(
      "stacks/Pulumi.us.yaml: can't find the Route 53 zone `us.aybiza.example` of `aybiza:region.webhook.zone`: there is no hosted zone us.aybiza.example",
    );
    expect(told).toContain("Fix: name a public hosted zone of this AWS account");
    expect(told).not.toMatch(/\n\s+at |unhandled|invocation of/);
    expect(steps.filter(({ type }) => type !== "pulumi:pulumi:Stack")).toEqual([]);
  });

  describe("tells those who subscribed to its alarms", () => {
    let queue: string;
    beforeAll(async () => {
      const { alarmsTopic } = await outputs();
      const { client: sqs, sdk: SQS } = await world.aws.sqs();
      const { QueueUrl } = await sqs.send(new SQS.CreateQueueCommand({ QueueName: "on-call" }));
      const { client: sns, sdk: SNS } = await world.aws.sns();
      const Endpoint = "arn:aws:sqs:us-east-1:000000000000:on-call";
      await sns.send(new SNS.SubscribeCommand({ TopicArn: alarmsTopic, Protocol: "sqs", Endpoint }));
      queue = QueueUrl!;
    });
    /** The message of an alarm that goes off. */
    const told = (id: string) =>
      until(`the alarm ${id}`, async () => {
        const messages = (await take(queue)).map((body) => JSON.parse(JSON.parse(body).Message));
        return messages.find((m) => m.AlarmName === `aybiza-us-${id}` && m.NewStateValue === "ALARM");
      });
    const goesOff = (id: string) => ({ AlarmDescription: expect.stringContaining(`docs/operate.md#${id}`) });

    it("that a handler fails", async () => {
      expect((await invoke("twilio-voice", "not an event")).failed).toBe(true);
      // AWS looks at its alarms every minute; MiniStack does so whenever it is given data, so it is given some of nobody's.
      const { client, sdk } = await world.aws.cloudwatch();
      const MetricData = [{ MetricName: "Clock", Value: 1 }];
      await client.send(new sdk.PutMetricDataCommand({ Namespace: "test", MetricData }));
      expect(await told("voice-errors")).toMatchObject(goesOff("voice-errors"));
    });

    it("that calls of an account of ours are signed with a token that nobody knows", async () => {
      await putToken(TOKEN);
      // Two calls: of four refusals, two are in one minute wherever it ends.
      for (const [path, call] of [7, 8].flatMap((n) =>
        ["/twilio/voice", "/twilio/fallback"].map((p) => [p, n] as const),
      )) {
        const form = { CallSid: sid("CA", call), AccountSid: ACCOUNT, From: "+12125550123", To: NUMBER };
        expect(await invoke("twilio-voice", webhook(path, form, "promoted-since"))).toMatchObject({
          reply: { statusCode: 403 },
        });
      }
      await putPrintedMetrics("twilio-voice");
      expect(await told("signatures-refused")).toMatchObject(goesOff("signatures-refused"));
    });
  });
});

describe("while the calls table can't be reached", () => {
  const status = (CallStatus: string, token = TOKEN, CallSid = SIGNED) =>
    webhook(
      "/twilio/status",
      { CallSid, AccountSid: ACCOUNT, From: "+12125550123", To: NUMBER, CallStatus, CallDuration: "42" },
      token,
    );
  const call = async (callSid: string) => {
    const { client, sdk } = await world.aws.dynamodb();
    const Key = marshall({ callSid });
    const { Item } = await client.send(new sdk.GetItemCommand({ TableName: "aybiza-us-calls", Key }));
    return Item && unmarshall(Item);
  };
  let made: CreateTableCommand;

  it("a signed status is taken and waits, an unsigned one is refused and doesn't", async () => {
    const { lateEvents } = await outputs();
    await putToken(TOKEN);
    const { client: sqs, sdk: SQS } = await world.aws.sqs();
    // Not the three minutes of the stack between two attempts: a test is in a hurry.
    const Attributes = { VisibilityTimeout: "1" };
    await sqs.send(new SQS.SetQueueAttributesCommand({ QueueUrl: lateEvents.queue, Attributes }));

    const { client, sdk } = await world.aws.dynamodb();
    const TableName = "aybiza-us-calls";
    const { Table } = await client.send(new sdk.DescribeTableCommand({ TableName }));
    made = new sdk.CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: Table!.AttributeDefinitions,
      KeySchema: Table!.KeySchema,
      GlobalSecondaryIndexes: Table!.GlobalSecondaryIndexes!.map(({ IndexName, KeySchema, Projection }) => ({
        ...{ IndexName, KeySchema, Projection },
      })),
      DeletionProtectionEnabled: true,
    });
    await client.send(new sdk.UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await client.send(new sdk.DeleteTableCommand({ TableName }));

    expect(await invoke("twilio-status", status("completed"))).toMatchObject({ reply: { statusCode: 204 } });
    expect(await invoke("twilio-status", status("ringing"))).toMatchObject({ reply: { statusCode: 204 } });
    expect(await invoke("twilio-status", status("completed", "wrong"))).toMatchObject({ reply: { statusCode: 403 } });
    const waiting = async () => {
      const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
      const command = new SQS.GetQueueAttributesCommand({ QueueUrl: lateEvents.queue, AttributeNames: [...names] });
      const { Attributes: found } = await sqs.send(command);
      return names.reduce((sum, name) => sum + Number(found?.[name]), 0);
    };
    expect(await waiting()).toBe(2);
    // It was tried meanwhile, and stays.
    await new Promise((done) => setTimeout(done, 2_500));
    expect(await waiting()).toBe(2);
  });

  it("once it is back, what waited is written, once", async () => {
    const { client } = await world.aws.dynamodb();
    await client.send(made);
    const found = await until("the call's record", () => call(SIGNED));
    const { lateEvents } = await outputs();
    const { client: sqs, sdk: SQS } = await world.aws.sqs();
    const left = await until("an empty queue", async () => {
      const { Attributes } = await sqs.send(
        new SQS.GetQueueAttributesCommand({ QueueUrl: lateEvents.queue, AttributeNames: ["All"] }),
      );
      const { ApproximateNumberOfMessages: seen, ApproximateNumberOfMessagesNotVisible: held } = Attributes ?? {};
      return Number(seen) + Number(held) === 0 ? { seen, held } : undefined;
    });
    expect(left).toEqual({ seen: "0", held: "0" });
    const { endedAt, expiresAt, billing, ...rest } = (await call(SIGNED))!;
    expect(rest).toEqual({
      callSid: SIGNED,
      accountSid: ACCOUNT,
      tenant: "acme",
      connection: "own",
      number: NUMBER,
      from: "+12125550123",
      status: "completed",
      statusRank: 8,
      durationSeconds: 42,
    });
    expect(billing).toMatch(new RegExp(`^acme#\\d{4}-\\d{2}#${SIGNED.at(-1)}$`));
    expect(endedAt).toBe(found.endedAt ?? endedAt);
    expect(expiresAt).toBeGreaterThan(Date.now() / 1000);
    expect(await take(lateEvents.deadLetters)).toEqual([]);
  });
});

describe("a region whose protection was taken off", () => {
  const destroy = (...args: string[]) =>
    world.engine.run(["destroy", "--yes", "--skip-preview", "--stack", "us", ...args]);
  const resources = async () => {
    const { stdout } = await world.engine.must(["stack", "export", "--stack", "us"]);
    const { resources = [] } = JSON.parse(stdout).deployment as { resources?: { urn: string; type: string }[] };
    // Not the engine's own: the stack's reference to itself is forgotten by a destroy that touches nothing.
    return resources.flatMap(({ urn, type }) => (type.startsWith("pulumi:") ? [] : [urn])).sort();
  };
  let before: string[];

  it("isn't destroyed while it serves numbers, and nothing of it is touched", async () => {
    await us("refresh"); // the table that the test made anew
    await put(keys.route(NUMBER), { schema: 1, number: NUMBER, tenant: "acme" });
    await put(keys.route("+14155550172"), { schema: 1, number: "+14155550172", tenant: "globex" });
    await world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", "us"]);
    before = await resources();
    for (const args of [[], ["--continue-on-error"], ["--parallel", "64"]]) {
      const run = await destroy(...args);
      expect(run.code).not.toBe(0);
      expect(run.changes.deleted).toBe(0);
      expect(run.output).toContain(
        `the region of aybiza-us-routes serves 2 live numbers, and its deletion would leave their callers without an answer: ${NUMBER} of \`acme\`, +14155550172 of \`globex\`. Release or hand back each number`,
      );
    }
    expect(await resources()).toEqual(before);
  });

  it("isn't destroyed in part either", async () => {
    const domain = before.find((urn) => urn.includes("apigatewayv2/domainName:DomainName"))!;
    const alone = await destroy("--target", domain);
    expect(alone.code).not.toBe(0);
    const withAll = await destroy("--target", domain, "--target-dependents");
    expect(withAll.code).not.toBe(0);
    expect(withAll.output).toContain("serves 2 live numbers");
    expect(await resources()).toEqual(before);
  });

  it("is destroyed when the last number is gone and the tables may be deleted, and nothing is left", async () => {
    const { client, sdk } = await world.aws.dynamodb();
    for (const number of [NUMBER, "+14155550172"]) {
      const Key = marshall(keys.route(number));
      await client.send(new sdk.DeleteItemCommand({ TableName: "aybiza-us-routes", Key }));
    }
    for (const TableName of ["aybiza-us-routes", "aybiza-us-calls"])
      await client.send(new sdk.UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    const run = await destroy();
    expect(run.output).not.toContain("error:");
    expect(run.code).toBe(0);
    expect(await resources()).toEqual([]);
  });
});
