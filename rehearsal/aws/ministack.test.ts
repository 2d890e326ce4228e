import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "vitest";
import { ministackVenv } from "../paths.ts";
import { apiHost } from "./api-host.ts";
import { startMiniStack } from "./ministack.ts";
import { Aws } from "./provider/aws.ts";
import { zip } from "./zip.ts";

const dir = mkdtempSync(join(tmpdir(), "aybiza-ministack-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Lists the processes of a process group from Linux's `/proc`; empty on other systems. */
function groupOf(pid: number): number[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc")
    .filter((p) => /^\d+$/.test(p))
    .map(Number)
    .filter((p) => {
      try {
        const [state, , group] = readFileSync(`/proc/${p}/stat`, "utf8")
          .replace(/^.*\) /s, "")
          .split(" ");
        return Number(group) === pid && state !== "Z";
      } catch {
        return false;
      }
    });
}

async function emptied(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && groupOf(pid).length > 0; i++) await new Promise((done) => setTimeout(done, 50));
  return groupOf(pid).length === 0;
}

/** Creates a function and invokes it once, so that a Lambda worker runs. */
async function withWorker(endpoint: string): Promise<{ env: Record<string, string>; version: string }> {
  const { client, sdk } = await new Aws({ endpoint, region: "us-east-1" }).lambda();
  const source = "export const handler = async () => ({ env: process.env, version: process.version });";
  await client.send(
    new sdk.CreateFunctionCommand({
      FunctionName: "worker",
      Role: "arn:aws:iam::000000000000:role/none",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: zip([{ path: "index.mjs", data: Buffer.from(source) }]) },
    }),
  );
  const { Payload } = await client.send(new sdk.InvokeCommand({ FunctionName: "worker" }));
  return JSON.parse(Buffer.from(Payload!).toString());
}

test("it serves loopback only, hands our environment to no handler, and leaves nothing behind", async () => {
  process.env.AYBIZA_TEST_SECRET = "not-for-handlers";
  const cloud = await startMiniStack({ venv: ministackVenv, dir: join(dir, "one") });
  expect(cloud.endpoint).toBe(`http://127.0.0.1:${cloud.port}`);
  const { env, version } = await withWorker(cloud.endpoint);
  expect(version).toBe(process.version);
  expect(env).not.toHaveProperty("AYBIZA_TEST_SECRET");
  expect(env.HOME).toBe(join(dir, "one", "tmp"));
  expect(groupOf(cloud.pid).length).toBeGreaterThan(1);
  expect(await apiHost(cloud.endpoint)(new URL("https://nowhere.example/"))).toBeUndefined();

  await cloud.stop();
  await cloud.stop();
  expect(await emptied(cloud.pid)).toBe(true);
  expect(readdirSync(join(dir, "one"))).toEqual(["ministack.log"]);
  await expect(fetch(cloud.endpoint)).rejects.toThrow();
  delete process.env.AYBIZA_TEST_SECRET;
}, 30_000);

test("it ends, workers and all, when the process that started it is killed", async () => {
  const script = join(dir, "owner.ts");
  const here = JSON.stringify(join(import.meta.dirname, "ministack.ts"));
  const options = JSON.stringify({ venv: ministackVenv, dir: join(dir, "two") });
  writeFileSync(
    script,
    `import { startMiniStack } from ${here};
     const { endpoint, pid } = await startMiniStack(${options});
     console.log(JSON.stringify({ endpoint, pid }));
     setInterval(() => {}, 1000);`,
  );
  const owner = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface(owner.stdout), "line");
  const { endpoint, pid } = JSON.parse(line as string) as { endpoint: string; pid: number };
  await withWorker(endpoint);
  expect(groupOf(pid).length).toBeGreaterThan(1);
  owner.kill("SIGKILL");
  expect(await emptied(pid)).toBe(true);
}, 30_000);

test("a port that is taken, or a Python that isn't there, is told with what it printed", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  await expect(startMiniStack({ venv: ministackVenv, dir: join(dir, "three"), port })).rejects.toThrow(
    `port ${port} of 127.0.0.1 isn't available: Address already in use`,
  );
  other.close();
  await expect(startMiniStack({ venv: join(dir, "none"), dir: join(dir, "three") })).rejects.toThrow(
    `no Python at ${join(dir, "none", "bin", "python")}`,
  );
}, 30_000);

test("its tables can be put out of order, with errors or in silence, while all else stays well", async () => {
  const cloud = await startMiniStack({ venv: ministackVenv, dir: join(dir, "four") });
  const aws = new Aws({ endpoint: cloud.endpoint, region: "us-east-1" });
  const { client: tables, sdk } = await aws.dynamodb();
  const list = (signal?: AbortSignal) => tables.send(new sdk.ListTablesCommand({}), { abortSignal: signal });
  const names = async () => (await list()).TableNames;
  expect(await names()).toEqual([]);

  await cloud.failTables("throws");
  await expect(list()).rejects.toMatchObject({ name: "InternalServerError", $metadata: { httpStatusCode: 500 } });
  const { client: queues, sdk: SQS } = await aws.sqs();
  expect((await queues.send(new SQS.ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);

  await cloud.failTables("hangs");
  await expect(list(AbortSignal.timeout(300))).rejects.toMatchObject({ name: "AbortError" });
  // A request that waits during an outage gets an error when the outage ends, and the SDK retries it.
  const waiting = names();
  await cloud.failTables("well");
  expect(await waiting).toEqual([]);
  await expect(cloud.failTables("sulks" as "well")).rejects.toThrow("HTTP status 400");
  await cloud.stop();
}, 30_000);

test("what AWS bounds is bounded: a Lambda's environment (4 KB) and an item of a table (400 KB)", async () => {
  const cloud = await startMiniStack({ venv: ministackVenv, dir: join(dir, "five") });
  const aws = new Aws({ endpoint: cloud.endpoint, region: "us-east-1" });
  const { client: lambda, sdk: L } = await aws.lambda();
  const create = (FunctionName: string, Variables: Record<string, string>) =>
    lambda.send(
      new L.CreateFunctionCommand({
        FunctionName,
        Role: "arn:aws:iam::000000000000:role/none",
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: zip([{ path: "index.mjs", data: Buffer.from("export const handler = () => 1;") }]) },
        Environment: { Variables },
      }),
    );
  const full = { TEXT: "x".repeat(4_096 - '{"TEXT":""}'.length) };
  const over = { TEXT: `é${full.TEXT.slice(1)}` };
  const refused = {
    name: "InvalidParameterValueException",
    message: `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"TEXT":"${over.TEXT}"}`,
    $metadata: expect.objectContaining({ httpStatusCode: 400 }),
  };
  await create("full", full);
  await expect(create("over", over)).rejects.toMatchObject(refused);
  const update = (Variables: Record<string, string>) =>
    lambda.send(new L.UpdateFunctionConfigurationCommand({ FunctionName: "full", Environment: { Variables } }));
  await expect(update(over)).rejects.toMatchObject(refused);
  expect(
    (await lambda.send(new L.GetFunctionConfigurationCommand({ FunctionName: "full" }))).Environment?.Variables,
  ).toEqual(full);
  await update({ TEXT: "short" });

  const { client: tables, sdk: D } = await aws.dynamodb();
  const TableName = "items";
  await tables.send(
    new D.CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    }),
  );
  const item = (bytes: number) => ({ pk: { S: "a" }, text: { S: "x".repeat(bytes - "pkatext".length) } });
  const put = (bytes: number) => tables.send(new D.PutItemCommand({ TableName, Item: item(bytes) }));
  await put(409_600);
  await expect(put(409_601)).rejects.toMatchObject({
    name: "ValidationException",
    message: "Item size has exceeded the maximum allowed size",
  });
  await put(200_000);
  const more = {
    TableName,
    Key: { pk: { S: "a" } },
    UpdateExpression: "SET more = :more",
    ExpressionAttributeValues: { ":more": { S: "x".repeat(250_000) } },
  };
  await expect(tables.send(new D.UpdateItemCommand(more))).rejects.toMatchObject({
    name: "ValidationException",
    message: "Item size to update has exceeded the maximum allowed size",
  });
  const Put = { TableName, Item: item(409_601) };
  await expect(tables.send(new D.TransactWriteItemsCommand({ TransactItems: [{ Put }] }))).rejects.toThrow(
    "Item size has exceeded the maximum allowed size",
  );
  await cloud.stop();
}, 30_000);

test("what it keeps is found at its next start, which listens elsewhere", async () => {
  const keep = join(dir, "kept");
  const start = () => startMiniStack({ venv: ministackVenv, dir: join(dir, "keeping"), keep });
  const sqs = async (endpoint: string) => new Aws({ endpoint, region: "us-east-1" }).sqs();
  const first = await start();
  const made = await sqs(first.endpoint);
  await made.client.send(new made.sdk.CreateQueueCommand({ QueueName: "late" }));
  await first.stop();

  // Occupies the previous port, so that the restart must use another one.
  const taken = createServer().listen(first.port, "127.0.0.1");
  await once(taken, "listening");
  const second = await start();
  const { client, sdk } = await sqs(second.endpoint);
  const { QueueUrls } = await client.send(new sdk.ListQueuesCommand({}));
  expect(QueueUrls).toEqual([`http://127.0.0.1:${second.port}/000000000000/late`]);
  await second.stop();
  taken.close();
}, 60_000);
