import { readFileSync } from "node:fs";
import { request } from "node:http";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleAuthTokens } from "../rehearsal/sample.ts";
import { signature } from "../rehearsal/twilio/network/index.ts";
import { mintSecret } from "../rehearsal/twilio/store.ts";
import type { World } from "../rehearsal/world.ts";
import { DESK, everyCallerIsServed, phonesWithDesk } from "./callers.ts";
import { deployedWorld } from "./deployed-world.ts";
import { dial, mutationsSince } from "./test-world.ts";

const [acme, birch] = ["AC0a7e11fc1e9f4a3b8d2c5e6f70819203", "AC1b8f22ad2fa05b4c9e3d6f7a8192a314"];
let world: World;
beforeAll(async () => {
  world = await deployedWorld("bad-input", "tenants", { phones: phonesWithDesk });
  world.project.edit("us", (text) => text.replace("fallback: { say:", `fallback: { dial: "${DESK}", say:`));
  await world.engine.must(["up", "--yes", "--skip-preview", "--stack", "us"]);
});
afterAll(() => world?.stop());

describe("a tenant file with mistakes", () => {
  it("stops with all of them before anything is declared", async () => {
    const file = readFileSync(world.project.stackFile("acme-us"), "utf8");
    const mark = world.twilio.store.journal.length;
    world.project.edit("acme-us", (text) =>
      text
        .replace(
          '"+14155550101": { connection: own, agent: reception }',
          "+14155550101: { connection: own, agent: receptoin, colour: red }",
        )
        .replace('"+14155550102": { connection: own', '"+12125550142": { connection: own')
        .replace(/^ {6}authToken:$/m, "      previousAuthToken:"),
    );
    const run = await world.engine.run(["up", "--yes", "--skip-preview", "--stack", "acme-us"]);
    world.project.edit("acme-us", () => file);
    expect(run.code).not.toBe(0);
    for (const [line, path, rule] of [
      [14, "twilio:credentials.AC0a7e11fc1e9f4a3b8d2c5e6f70819203.authToken", "has no auth token"],
      [59, 'aybiza:numbers["+14155550101"]', "has no quotes, so YAML reads it as the number 14155550101"],
      [59, 'aybiza:numbers["+14155550101"].agent', "there is no agent `receptoin`"],
      [59, 'aybiza:numbers["+14155550101"].colour', "there is no setting `colour`"],
      [60, 'aybiza:numbers["+12125550142"]', "belongs to tenant `birch` already"],
    ] as const) {
      expect(run.output).toContain(path);
      expect(run.output).toContain(rule);
      expect(run.output).toMatch(new RegExp(`stacks/Pulumi\\.acme-us\\.yaml:${line}`));
    }
    expect(run.output.match(/Fix: /g)!.length).toBeGreaterThanOrEqual(5);
    expect(run.output).not.toMatch(/\n\s+at .*\.ts:\d+/);
    expect(run.steps.filter((step) => step.type !== "pulumi:pulumi:Stack")).toEqual([]);
    expect(world.twilio.store.journal.slice(mark)).toEqual([]);
  });
});

describe("a number that the account doesn't hold", () => {
  it("is told with its line before anything is changed", async () => {
    const file = readFileSync(world.project.stackFile("birch-us"), "utf8");
    world.project.edit("birch-us", (text) =>
      text.replace(
        "    emergency-line:",
        '    "+12125550143": { connection: own, agent: dispatch }\n    emergency-line:',
      ),
    );
    const mark = world.twilio.store.journal.length;
    const run = await world.engine.run(["up", "--yes", "--skip-preview", "--stack", "birch-us"]);
    world.project.edit("birch-us", () => file);
    expect(run.code).not.toBe(0);
    expect(run.output).toMatch(
      /stacks\/Pulumi\.birch-us\.yaml:\d+ {2}aybiza:numbers\["\+12125550143"\]\n.*doesn't hold \+12125550143/,
    );
    expect(run.changes).toEqual({ created: 0, updated: 0, deleted: 0, replaced: 0 });
    expect(mutationsSince(world, mark)).toEqual([]);
  });
});

/** Posts a form to the region's webhook domain, as anyone could. */
async function post(
  path: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const body = typeof form === "string" ? form : new URLSearchParams(form).toString();
  const { hostname, port } = new URL(world.aws.endpoint);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        path,
        method: "POST",
        headers: {
          host: "voice.us.aybiza.example",
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode!, body: text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const call = (over: Record<string, string> = {}) => ({
  CallSid: "CA00000000000000000000000000000001",
  AccountSid: acme!,
  From: "+14155550123",
  To: "+14155550101",
  Caller: "+14155550123",
  Called: "+14155550101",
  CallStatus: "ringing",
  ApiVersion: "2010-04-01",
  Direction: "inbound",
  ...over,
});
const signed = (path: string, params: Record<string, string>, token: string) => ({
  "x-twilio-signature": signature({ authToken: token, url: `https://voice.us.aybiza.example${path}`, params }),
});

async function recordedCalls(): Promise<number> {
  const dynamodb = new DynamoDBClient({
    endpoint: world.aws.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { Count } = await dynamodb.send(new ScanCommand({ TableName: "aybiza-us-calls", Select: "COUNT" }));
  dynamodb.destroy();
  return Count!;
}

describe("a webhook", () => {
  it.each([
    ["without a signature", () => post("/twilio/voice", call()), 403],
    [
      "with a bad signature",
      () => post("/twilio/voice", call(), { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }),
      403,
    ],
    [
      "signed by another account",
      () => post("/twilio/voice", call(), signed("/twilio/voice", call(), sampleAuthTokens[birch!]!)),
      403,
    ],
    [
      "of an account that we don't know",
      () => post("/twilio/voice", call({ AccountSid: `AC${"9".repeat(32)}` }), signed("/twilio/voice", call(), "x")),
      403,
    ],
    [
      "for another tenant's number",
      () => {
        const foreign = call({ AccountSid: birch!, To: "+14155550101" });
        return post("/twilio/voice", foreign, signed("/twilio/voice", foreign, sampleAuthTokens[birch!]!));
      },
      403,
    ],
    ["with a status that isn't signed", () => post("/twilio/status", call({ CallStatus: "completed" })), 403],
    ["with a malformed body", () => post("/twilio/voice", "%%%=&=&"), 400],
    ["in another content type", () => post("/twilio/voice", "{}", { "content-type": "application/json" }), 400],
    ["that is oversized", () => post("/twilio/voice", { ...call(), Padding: "x".repeat(70_000) }), 413],
  ] as const)("%s is refused and nothing is written", async (_name, send, status) => {
    const before = await recordedCalls();
    expect((await send()).status).toBe(status);
    expect(await recordedCalls()).toBe(before);
  });

  it("for a number without a route gets a spoken apology", async () => {
    const unknown = call({ To: "+14155550190", CallSid: "CA00000000000000000000000000000002" });
    const answer = await post("/twilio/voice", unknown, signed("/twilio/voice", unknown, sampleAuthTokens[acme!]!));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/<Response><Say[^>]*>.*sorry.*<\/Say><Hangup\/><\/Response>/i);
  });

  it("that is signed gets its answer, and the same again for a repeat", async () => {
    const params = call({ CallSid: "CA00000000000000000000000000000003" });
    const first = await post("/twilio/voice", params, signed("/twilio/voice", params, sampleAuthTokens[acme!]!));
    const count = await recordedCalls();
    const again = await post("/twilio/voice", params, signed("/twilio/voice", params, sampleAuthTokens[acme!]!));
    expect(first.body).toContain('url="wss://agents.us.aybiza.example/acme/reception"');
    expect(again).toEqual(first);
    expect(await recordedCalls()).toBe(count);
    expect(mutationsSince(world, world.twilio.store.journal.length)).toEqual([]);
  });
});

describe("a caller who withholds the number, or comes from anywhere", () => everyCallerIsServed(() => world));

describe("credentials of a tenant", () => {
  const credential = (name: string) => `twilio:credentials.${acme}.${name}`;
  const set = (name: string, value: string) =>
    world.engine.must(["config", "set", "--secret", "--path", credential(name), "--stack", "acme-us", "--", value]);
  const takeOut = (name: string) =>
    world.engine.must(["config", "rm", "--path", credential(name), "--stack", "acme-us"]);
  const answered = async () => (await dial(world, "+14155550101", ["When are you open?"])).answeredBy;
  /** What a person reads in the end, without what ran before. */
  const told = (output: string) => output.split("Diagnostics:")[1] ?? output;
  let file: string;
  beforeAll(() => {
    file = readFileSync(world.project.stackFile("acme-us"), "utf8");
  });
  const asBefore = () => world.project.edit("acme-us", () => file);

  it("that are empty are told with file, line and the command that sets them, before Twilio is asked", async () => {
    await set("authToken", "");
    await set("previousAuthToken", "");
    const mark = world.twilio.store.journal.length;
    const { code, output } = await world.engine.run(["preview", "--stack", "acme-us"]);
    asBefore();
    expect(code).not.toBe(0);
    expect(told(output)).toContain("2 mistakes in the stack file; nothing was changed.");
    for (const name of ["authToken", "previousAuthToken"]) {
      expect(told(output)).toMatch(
        new RegExp(`stacks/Pulumi\\.acme-us\\.yaml:1\\d  twilio:credentials\\.${acme}\\.${name}`),
      );
      expect(told(output)).toContain(
        `the decrypted \`${name}\` of account ${acme} is empty, perhaps because a variable of a CI pipeline is unset`,
      );
      expect(told(output)).toContain(`run: pulumi config set --secret --stack acme-us --path '${credential(name)}'`);
    }
    expect(told(output)).not.toMatch(/\n\s+at /);
    expect(world.twilio.store.journal.slice(mark)).toEqual([]);
  });

  it("rotate without losing a call, and a step too early is refused", async () => {
    const account = world.twilio.store.accounts.get(acme!)!;
    const [first, second] = [account.auth_token, mintSecret()];
    account.secondary_auth_token = second;
    const up = () => world.engine.run(["up", "--yes", "--skip-preview", "--stack", "acme-us"]);

    await set("authToken", second);
    const tooEarly = await up();
    expect(tooEarly.code).not.toBe(0);
    expect(told(tooEarly.output)).toContain("is the secondary auth token, which works for Twilio's API");
    expect(told(tooEarly.output)).not.toMatch(/\n\s+at /);
    expect(await answered()).toBe("agent");

    await set("previousAuthToken", first);
    expect((await up()).changes).toMatchObject({ created: 1, deleted: 0 });
    expect(await answered()).toBe("agent");

    // Promoted at Twilio: the next call is signed with the second token already.
    account.auth_token = second;
    delete account.secondary_auth_token;
    expect(await answered()).toBe("agent");
    await takeOut("previousAuthToken");
    expect((await up()).changes).toMatchObject({ created: 0, deleted: 1 });
    expect(await answered()).toBe("agent");
  });

  it("that were rotated at Twilio alone are found by `--refresh`, also where an API key goes on working", async () => {
    // The file has the first token again, and Twilio the second.
    asBefore();
    const account = world.twilio.store.accounts.get(acme!)!;
    const [apiKeySid, apiKeySecret] = [`SK${"a1".repeat(16)}`, mintSecret()];
    account.api_keys.set(apiKeySid, apiKeySecret);
    await set("apiKeySecret", apiKeySecret);
    await world.engine.must([...["config", "set", "--path", credential("apiKeySid"), apiKeySid, "--stack", "acme-us"]]);
    const { code, output } = await world.engine.run(["preview", "--refresh", "--stack", "acme-us"]);
    expect(code).not.toBe(0);
    expect(told(output)).toMatch(
      new RegExp(`stacks/Pulumi\\.acme-us\\.yaml:1\\d  twilio:credentials\\.${acme}\\.authToken\n`),
    );
    expect(told(output)).toContain("it was rotated at Twilio, is mistyped, or belongs to another account");
    expect(told(output)).toContain("set the account's primary auth token, which Twilio's Console shows");
  });
});
