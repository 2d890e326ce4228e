import { readdirSync, readFileSync, rmSync } from "node:fs";
import { request as post } from "node:http";
import { join } from "node:path";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiHost } from "../rehearsal/aws/api-host.ts";
import { rehearsalPassphrase } from "../rehearsal/paths.ts";
import { sampleAuthTokens } from "../rehearsal/sample.ts";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { dial } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await deployedWorld("secrets", "region");
  await world.engine.must(["stack", "init", "acme-us"]);
  const path = `twilio:credentials.${acme}.previousAuthToken`;
  await world.engine.must(["config", "set", "--secret", "--path", path, previousToken, "--stack", "acme-us"]);
});
afterAll(() => world?.stop());

const acme = "AC0a7e11fc1e9f4a3b8d2c5e6f70819203";
/** Of a rotation that is under way. */
const previousToken = "9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f";

/** Each secret in the forms in which it could stand somewhere: itself, in base64, and as Basic authentication. */
function forms(): [string, string][] {
  const tokens = { "the auth token": sampleAuthTokens[acme]!, "the previous auth token": previousToken };
  return [
    ...Object.entries(tokens).flatMap(([name, token]): [string, string][] => [
      [name, token],
      [`${name} in base64`, Buffer.from(token).toString("base64")],
      [`${name} as Basic credentials`, Buffer.from(`${acme}:${token}`).toString("base64")],
    ]),
    ["the passphrase", rehearsalPassphrase],
  ];
}

const leaks = (text: string) =>
  forms()
    .filter(([, value]) => text.includes(value))
    .map(([name]) => name);

describe("no secret stands in clear", () => {
  it("in the most verbose log of an `up`, a preview and a refresh", async () => {
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"], ["refresh", "--yes", "--skip-preview"]]) {
      const run = await world.engine.must([
        ...command,
        "--stack",
        "acme-us",
        "-v=11",
        "--logtostderr",
        "--logflow",
        "--debug",
        "--diff",
      ]);
      // The log is there, and it is about our resources.
      expect(run.output).toContain("twilio:index:IncomingPhoneNumber");
      expect(run.output.length).toBeGreaterThan(100_000);
      expect(leaks(run.output)).toEqual([]);
    }
  });

  it("in the exported state", async () => {
    const { stdout } = await world.engine.must(["stack", "export", "--stack", "acme-us"]);
    expect(stdout).toContain(acme);
    expect(leaks(stdout)).toEqual([]);
  });

  it("in the error of wrong credentials, which is one clear line that names the connection", async () => {
    const account = world.twilio.store.accounts.get(acme)!;
    const right = account.auth_token;
    account.auth_token = "00000000000000000000000000000000";
    const run = await world.engine.run(["preview", "--stack", "acme-us"]);
    account.auth_token = right;
    expect(run.code).not.toBe(0);
    // The engine also shows it while it runs.
    const [, diagnostics] = run.output.split("Diagnostics:");
    const lines = diagnostics!.split("\n").filter((line) => line.includes("connection `own` of tenant `acme`"));
    expect(lines).toHaveLength(1);
    expect(diagnostics).not.toMatch(/^ +at /m);
    expect(leaks(run.output)).toEqual([]);
  });

  it("in what Pulumi prints of a stack: its configuration, outputs, history and a preview for machines", async () => {
    for (const command of [
      ["config"],
      ["stack", "output", "--json"],
      ["stack", "history", "--json"],
      ["preview", "--json"],
    ]) {
      const { output } = await world.engine.must([...command, "--stack", "acme-us"]);
      expect([command, leaks(output)]).toEqual([command, []]);
    }
  });

  it("in the engine's trace of an update", async () => {
    const trace = join(world.project.dir, "trace");
    await world.engine.must(["up", "--yes", "--skip-preview", "--stack", "acme-us", "--tracing", `file:${trace}`]);
    const written = readFileSync(trace, "latin1");
    expect(written).toContain("pulumirpc.ResourceProvider/Check");
    // Pulumi writes a stack's decrypted configuration into its traces, as it hands it to the program (docs/deploy.md): there alone it stands. Its text form has more blanks in some builds.
    const configuration = /config:\s*\{\s*key:\s*\\*"twilio:credentials\\*"\s+value:\s*\\*"\{.*?\}\}\\*"\s*\}/g;
    expect(leaks(written.replaceAll(configuration, ""))).toEqual([]);
    rmSync(trace);
  });

  it("in the handlers' logs, after a call and after forged webhooks", async () => {
    expect((await dial(world, "+14155550101", ["When are you open?"])).answeredBy).toBe("agent");
    const { origin, host } = (await apiHost(world.aws.endpoint)(new URL("https://voice.us.aybiza.example/")))!;
    for (const path of ["/twilio/voice", "/twilio/status"]) {
      const forged = await request(`${origin}${path}`, host, forgedCall);
      expect(forged).toBe(403);
    }
    const logs = new CloudWatchLogsClient({ endpoint: world.aws.endpoint, region: "us-east-1", credentials });
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    let told = "";
    for (const { logGroupName } of logGroups) {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
      told += events.map((event) => event.message).join("\n");
    }
    logs.destroy();
    expect(told).toContain("START");
    expect(leaks(told)).toEqual([]);
  });

  it("in the tables, where tokens lie sealed", async () => {
    const dynamodb = new DynamoDBClient({ endpoint: world.aws.endpoint, region: "us-east-1", credentials });
    for (const TableName of ["aybiza-us-routes", "aybiza-us-calls"]) {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
      expect(Items.length).toBeGreaterThan(0);
      expect(leaks(JSON.stringify(Items))).toEqual([]);
    }
    dynamodb.destroy();
  });

  it("in any file that all of this left behind: states, their backups, logs, bundles", () => {
    const files = readdirSync(join(world.project.dir, ".."), { recursive: true, withFileTypes: true }).filter((f) =>
      f.isFile(),
    );
    expect(files.length).toBeGreaterThan(20);
    const leaking = files.flatMap((file) => {
      const path = join(file.parentPath, file.name);
      return leaks(readFileSync(path, "latin1")).map((name) => `${name}: ${path}`);
    });
    expect(leaking).toEqual([]);
  });
});

const forgedCall = new URLSearchParams({
  CallSid: `CA${"f0".repeat(16)}`,
  AccountSid: acme,
  From: "+14155550123",
  To: "+14155550101",
  CallStatus: "ringing",
  ApiVersion: "2010-04-01",
  Direction: "inbound",
}).toString();
const credentials = { accessKeyId: "test", secretAccessKey: "test" };

/** Posts a form that nobody signed; answers the status. */
function request(url: string, host: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      host,
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": "bm90IHNpZ25lZA==",
    };
    const sent = post(url, { method: "POST", headers }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.once("error", reject).end(body);
  });
}
