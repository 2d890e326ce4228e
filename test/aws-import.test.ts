import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Engine } from "../launch/engine.ts";
import { type Server, serve } from "../providers/kit/serve.ts";
import { type MiniStack, startMiniStack } from "../rehearsal/aws/ministack.ts";
import { Aws } from "../rehearsal/aws/provider/aws.ts";
import { awsProvider } from "../rehearsal/aws/provider/provider.ts";
import { pulumiEnvironment } from "../rehearsal/engine-environment.ts";
import { ministackVenv, rehearsalPassphrase, root, stateDir } from "../rehearsal/paths.ts";

const dir = join(stateDir, "test", "aws-import");
const project = join(dir, "project");
let cloud: MiniStack;
let provider: Server;
let engine: Engine;
let keyId: string;
let apiId: string;

beforeAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(dir, "state"), { recursive: true });
  mkdirSync(project, { recursive: true });
  cloud = await startMiniStack({ venv: ministackVenv, dir: join(dir, "aws") });
  provider = await serve(awsProvider({ endpoint: cloud.endpoint }));
  [keyId, apiId] = await madeByHand(new Aws({ endpoint: cloud.endpoint, region: "us-east-1" }));
  writeFileSync(
    join(project, "Pulumi.yaml"),
    "name: imports\nruntime: { name: nodejs, options: { typescript: false } }\nmain: main.mjs\n",
  );
  writeFileSync(join(project, "Pulumi.dev.yaml"), "config: { aws:region: us-east-1 }\n");
  const environment = pulumiEnvironment({ root, backendDir: join(dir, "state"), passphrase: rehearsalPassphrase });
  engine = new Engine(project, { ...environment, PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}` });
  await engine.must(["stack", "init", "dev"]);
});
afterAll(async () => {
  await provider?.close();
  await cloud?.stop();
});

/** Things that somebody made in the console; gives the ids that AWS chose. */
async function madeByHand(aws: Aws): Promise<[string, string]> {
  const [sqs, sns, logs, dynamodb, kms, apigateway] = [
    await aws.sqs(),
    await aws.sns(),
    await aws.logs(),
    await aws.dynamodb(),
    await aws.kms(),
    await aws.apigateway(),
  ];
  await sqs.client.send(
    new sqs.sdk.CreateQueueCommand({
      QueueName: "late",
      Attributes: { VisibilityTimeout: "120" },
      tags: { team: "voice" },
    }),
  );
  await sns.client.send(new sns.sdk.CreateTopicCommand({ Name: "alarms" }));
  await logs.client.send(new logs.sdk.CreateLogGroupCommand({ logGroupName: "/voice" }));
  await logs.client.send(new logs.sdk.PutRetentionPolicyCommand({ logGroupName: "/voice", retentionInDays: 30 }));
  await dynamodb.client.send(
    new dynamodb.sdk.CreateTableCommand({
      TableName: "calls",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "callSid", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "callSid", AttributeType: "S" }],
    }),
  );
  const { KeyMetadata } = await kms.client.send(new kms.sdk.CreateKeyCommand({ Description: "tokens" }));
  const api = await apigateway.client.send(
    new apigateway.sdk.CreateApiCommand({ Name: "voice", ProtocolType: "HTTP" }),
  );
  return [KeyMetadata!.KeyId!, api.ApiId!];
}

const program = (imported: boolean, description = "tokens") => {
  const by = (id: string) => (imported ? `, { import: ${JSON.stringify(id)} }` : "");
  return `
import { Api } from "@pulumi/aws/apigatewayv2/api.js";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Table } from "@pulumi/aws/dynamodb/table.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
new Queue("late", { name: "late", visibilityTimeoutSeconds: 120, tags: { team: "voice" } }${by(queueUrl())});
new Topic("alarms", { name: "alarms" }${by("arn:aws:sns:us-east-1:000000000000:alarms")});
new LogGroup("voice", { name: "/voice", retentionInDays: 30 }${by("/voice")});
new Table("calls", {
  name: "calls", hashKey: "callSid", billingMode: "PAY_PER_REQUEST", attributes: [{ name: "callSid", type: "S" }],
}${by("calls")});
new Key("tokens", { description: ${JSON.stringify(description)} }${by(keyId)});
new Api("voice", { name: "voice", protocolType: "HTTP" }${by(apiId)});
`;
};
const queueUrl = () => "https://sqs.us-east-1.amazonaws.com/000000000000/late";
const write = (text: string) => writeFileSync(join(project, "main.mjs"), text);

test("what was made by hand is imported by a program, and then nothing is to be changed", async () => {
  write(program(true));
  const up = await engine.must(["up", "--yes", "--skip-preview", "--stack", "dev"]);
  expect(
    up.steps
      .filter(({ op }) => op === "import")
      .map(({ type }) => type)
      .sort(),
  ).toEqual([
    "aws:apigatewayv2/api:Api",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:dynamodb/table:Table",
    "aws:kms/key:Key",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
  ]);
  write(program(false));
  const preview = await engine.must(["preview", "--stack", "dev", "--expect-no-changes"]);
  expect(preview.changes).toEqual({ created: 0, updated: 0, deleted: 0, replaced: 0 });
  await engine.must(["refresh", "--yes", "--skip-preview", "--stack", "dev", "--expect-no-changes"]);
});

test("what was imported is updated as if it had been made here", async () => {
  write(program(false, "signing tokens"));
  const up = await engine.must(["up", "--yes", "--skip-preview", "--stack", "dev"]);
  expect(up.changes).toEqual({ created: 0, updated: 1, deleted: 0, replaced: 0 });
});
