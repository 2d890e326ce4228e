import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, type Plugin, startPlugin } from "../kit/testing/engine.ts";
import { DynamoDb } from "./dynamodb.ts";
import { awsEnvironment, urnOf } from "./testing/world.ts";

const executable = fileURLToPath(new URL("./pulumi-resource-aybiza", import.meta.url));
const id = "routes/number#+14155550101/route";
const inputs = { table: "routes", pk: "number#+14155550101", sk: "route", tenant: "acme", fields: { n: 1 } };

/** Responds with errors of AWS that MiniStack (the local AWS emulator) never returns. */
let answer: { status: number; name: string; message: string } | "silence";
let asked = 0;
let server: Server;
let endpoint: string;
const started: Plugin[] = [];
let engine: Engine;

async function provider(env: NodeJS.ProcessEnv = {}, config: Record<string, unknown> = {}): Promise<Engine> {
  const plugin = await startPlugin(executable, [], { ...awsEnvironment(endpoint), ...env });
  started.push(plugin);
  const connected = plugin.connect();
  await connected.configure({ region: "us-east-1", ...config });
  return connected;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked++;
    request.resume();
    if (answer === "silence") return;
    const { status, name, message } = answer;
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  engine = await provider();
});
afterAll(async () => {
  await Promise.all(started.map((plugin) => plugin.stop()));
  server.closeAllConnections();
  server.close();
});

const give =
  "give valid ones (AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or `aws:profile` of the stack)";

test.each([
  [
    "ExpiredTokenException",
    400,
    "The security token included in the request is expired",
    `the AWS credentials expired: log in again (\`aws sso login\`), or ${give}`,
  ],
  [
    "UnrecognizedClientException",
    400,
    "The security token included in the request is invalid.",
    `AWS doesn't accept the AWS credentials (The security token included in the request is invalid.): ${give}`,
  ],
  [
    "AccessDeniedException",
    400,
    "User: arn:aws:iam::000000000000:user/ops is not\n authorized to perform: dynamodb:PutItem",
    "the AWS credentials may not do this to table routes in us-east-1 (User: arn:aws:iam::000000000000:user/ops is not authorized to perform: dynamodb:PutItem): attach the policy `tenant-deployer` to that role; `./aybiza rights` prints it (docs/rights.md)",
  ],
  [
    "AccessDeniedException",
    400,
    "User: arn:aws:iam::000000000000:user/ops is not authorized to perform: dynamodb:Scan",
    "the AWS credentials may not do this to table routes in us-east-1 (User: arn:aws:iam::000000000000:user/ops is not authorized to perform: dynamodb:Scan): attach the policies of `region-deployer` to that role; `./aybiza rights` prints it (docs/rights.md)",
  ],
  [
    "AccessDeniedException",
    400,
    "User: arn:aws:iam::000000000000:user/ops is not authorized to perform: kms:Decrypt",
    "the AWS credentials may not do this to table routes in us-east-1 (User: arn:aws:iam::000000000000:user/ops is not authorized to perform: kms:Decrypt): attach the policies of `region-deployer` or `tenant-deployer`, whichever deploys this stack, to that role; `./aybiza rights` prints it (docs/rights.md)",
  ],
  [
    "ResourceNotFoundException",
    400,
    "Requested resource not found",
    "there is no table routes in us-east-1: the region isn't deployed there, or these credentials belong to another AWS account. Deploy the region's stack first, or correct the credentials",
  ],
  [
    "ProvisionedThroughputExceededException",
    400,
    "The level of configured provisioned throughput for the table was exceeded.",
    "DynamoDB still throttles requests to table routes after several attempts: run it again later",
  ],
  [
    "InternalServerError",
    500,
    "oops",
    "DynamoDB in us-east-1 still fails (oops) after several attempts: run it again later",
  ],
  [
    "ValidationException",
    400,
    "Item size has exceeded the maximum allowed size",
    "the item is larger than the 409,600 bytes (400 KB) that DynamoDB stores: shorten its fields (table routes; https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)",
  ],
  [
    "ValidationException",
    400,
    "Nesting Levels have exceeded supported limits",
    "DynamoDB refused a request for table routes: ValidationException: Nesting Levels have exceeded supported limits",
  ],
])("%s in one line that says what to do", async (name, status, message, said) => {
  answer = { status, name, message };
  asked = 0;
  const refused = { code: 9, message: said };
  await expect(engine.create(urnOf("a"), inputs)).rejects.toMatchObject(refused);
  const repeated = /Throughput|InternalServer/.test(name);
  expect(asked).toBe(repeated ? 5 : 1);
  if (repeated) return; // the SDK retries these errors, and its pauses would take seconds
  await expect(engine.create(urnOf("a"), inputs, { preview: true })).rejects.toMatchObject(refused);
  const other = { ...inputs, pk: "number#+14155550102" };
  await expect(engine.delete(urnOf("b"), id, other, other)).rejects.toMatchObject(refused);
});

test("missing credentials, and a profile that there isn't", async () => {
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_PROFILE: undefined };
  await expect((await provider(none)).read(urnOf("a"), id)).rejects.toMatchObject({
    code: 9,
    message: expect.stringMatching(/^No AWS credentials found \([^\n]+\): give valid ones [^\n]+$/),
  });
  await expect((await provider(none, { profile: "acme" })).read(urnOf("a"), id)).rejects.toMatchObject({
    code: 9,
    message: expect.stringMatching(
      /^AWS profile `acme` gives no credentials \([^\n]+\): correct `aws:profile`, or log in \(`aws sso login --profile acme`\)$/,
    ),
  });
});

test("nobody listens", async () => {
  const closed = await provider({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" });
  await expect(closed.read(urnOf("a"), id)).rejects.toMatchObject({
    code: 9,
    message:
      "DynamoDB in us-east-1 can't be reached (connect ECONNREFUSED 127.0.0.1:1): check the network, then run it again",
  });
});

test("an AWS that never answers ends with the resource's own timeout, or when the engine cancels", async () => {
  answer = "silence";
  await expect(engine.create(urnOf("a"), inputs, { timeout: 0.2 })).rejects.toMatchObject({
    code: 4,
    message: "timed out after 0.2 s: raise `customTimeouts` of the resource, or run it again",
  });
  asked = 0;
  const reading = engine.read(urnOf("a"), id).catch((error) => error);
  await expect.poll(() => asked).toBe(1);
  await engine.cancel();
  expect(await reading).toMatchObject({
    code: 1,
    message: "cancelled by the engine: run the command again, it goes on from here",
  });
});

test("each request and all of them together have a limit of their own", async () => {
  answer = "silence";
  const options = { region: "us-east-1", endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const read = (limits: { requestMs: number; totalMs: number }) =>
    new DynamoDb(options, limits).ask("routes", new AbortController().signal, (client, sdk, q) =>
      client.send(new sdk.GetItemCommand({ TableName: "routes", Key: { pk: { S: "a" }, sk: { S: "b" } } }), q),
    );
  asked = 0;
  await expect(read({ requestMs: 30, totalMs: 20_000 })).rejects.toMatchObject({ code: "aws-unreachable" });
  expect(asked).toBe(5);
  await expect(read({ requestMs: 20_000, totalMs: 200 })).rejects.toMatchObject({
    code: "aws-slow",
    message: "AWS in us-east-1 didn't answer within 0.2 s: run it again",
  });
});
