import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import { CreateQueueCommand, DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Clients, clientsFor } from "../live/aws/clients.ts";
import { heldOf } from "../live/aws/held.ts";
import { AWS_QUESTIONS } from "../live/aws/questions.ts";
import { runAws } from "../live/aws/run.ts";
import { openRuns } from "../live/journal.ts";
import { readOptions } from "../live/options.ts";
import { Redactor } from "../live/redact.ts";
import { Refused } from "../live/refused.ts";
import { startKit } from "../live/testing/kit.ts";
import { shownDifference } from "../live/testing/planted.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { type RegionWorld, startRegionWorld } from "../rehearsal/region-world.ts";
import { Users, valuesOf } from "./rights/users.ts";

let cloud: RegionWorld;
let clients: Clients;
let out: string;
beforeAll(async () => {
  cloud = await startRegionWorld(join(stateDir, "test", "live"));
  clients = clientsFor(cloud.env, "us-east-1");
  out = mkdtempSync(join(tmpdir(), "live-"));
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(out, { recursive: true });
});

const own = { AWS_REGION: "us-east-1" };
const ARGS = ["--aws", "--aws-account", "000000000000", "--aws-zone", "aybiza.example", "--yes"];
const run = (
  args: readonly string[] = [],
  env: object = own,
  onChecked = async (_question: string) => {},
  confirm = async () => true,
) =>
  runAws({
    options: readOptions([...ARGS, "--out", out, ...args], out),
    env: { ...process.env, ...cloud.env, ...env },
    redactor: new Redactor(),
    signal: new AbortController().signal,
    confirm,
    say: () => {},
    onChecked: (checked) => onChecked(checked[0]!.question),
  });
const refusal = async (...args: Parameters<typeof run>) => {
  const error = await run(...args).catch((error: unknown) => error);
  if (!(error instanceof Refused)) throw error ?? new Error("it ran");
  return error.message;
};

it("refuses an account that isn't the one that was named or isn't empty, a zone that isn't there, a cap", async () => {
  expect(await refusal(["--aws-account", "123456789012"])).toBe(
    "the AWS credentials belong to account 000000000000, not to 123456789012. Set credentials for 123456789012",
  );
  expect(await refusal(["--aws-zone", "example.net"])).toBe(
    "AWS account 000000000000 has no public Route 53 zone example.net. Create it, or name another with --aws-zone",
  );
  expect(await refusal(["--cap", "5 EUR"])).toBe(
    "the run costs up to 0.10 USD at AWS, more than --cap allows. Give a higher --cap, in USD",
  );
  expect(await refusal([], { AWS_REGION: "", AWS_DEFAULT_REGION: "" })).toBe("no AWS Region is set. Set AWS_REGION");
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: "orders" }));
  expect(await refusal()).toBe(
    "AWS account 000000000000 isn't empty: it has the queue orders in us-east-1. Use a scratch account",
  );
  await clients.sqs.send(new DeleteQueueCommand({ QueueUrl }));
  expect(openRuns(out)).toEqual([]);
});

it("refuses credentials that lack a right of the deployment, and names its policy", async () => {
  const values = { ...valuesOf("Z1"), region: "live-*", domain: "voice.live-*.aybiza.example", zone: "*" };
  const users = new Users(cloud.endpoint, "", values);
  const { accessKeyId, secretAccessKey } = await users.make("region-deployer");
  await users.without("region-deployer", "kms:CreateKey");
  const env = { ...own, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  expect(await refusal([], env)).toBe(
    "the permission kms:CreateKey on * is missing. Attach the policy region-deployer-tables of docs/rights.md to arn:aws:iam::000000000000:user/region-deployer",
  );
  await users.without("region-deployer");
  expect(await run([], env, undefined, async () => false)).toBe(undefined);
  users.close();
});

it("finds what was planted in a deployed region and nothing else, and leaves nothing of it", async () => {
  const report = await run([], own, async (question) => {
    if (question !== "aws-deploys") return;
    const { MetricAlarms = [] } = await clients.cloudwatch.send(new DescribeAlarmsCommand());
    const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName?.endsWith("-callers-without-route"));
    await clients.cloudwatch.send(
      new PutMetricAlarmCommand({ ...(alarm as PutMetricAlarmCommandInput), Threshold: 7 }),
    );
  });
  expect(report!.differences.map(shownDifference)).toEqual([
    "aws-no-changes / preview / exit code: 0 -> 7",
    "aws-no-changes / preview / update of aws:cloudwatch/metricAlarm:MetricAlarm: (no such field) -> threshold",
    "aws-no-changes / up again / update of aws:cloudwatch/metricAlarm:MetricAlarm: (no such field) -> threshold",
  ]);
  expect([report!.notCompared, report!.left, report!.questions]).toEqual([[], [], AWS_QUESTIONS.length]);
  expect(report!.answers.map(({ answer }) => answer)).toContain("status 403, media type text/plain");
  expect(existsSync(join(out, report!.run))).toBe(false);
});

it("destroys by --clean what a kit left that was killed while it deployed", async () => {
  const env = { ...(cloud.env as Record<string, string>), ...own };
  const kit = startKit([...ARGS, "--out", out], env);
  while ((await heldOf(clients, "live-")).length < 4) await new Promise((done) => setTimeout(done, 100));
  kit.child.kill("SIGKILL");
  await kit.ended;
  expect(openRuns(out).length).toBe(1);
  const clean = startKit(["--clean", "--out", out], env);
  expect([await clean.ended, clean.printed()]).toEqual([
    0,
    expect.stringMatching(/: stack live-[0-9a-f]{6} destroyed\n$/),
  ]);
  expect(await heldOf(clients, "live-")).toEqual([]);
});
