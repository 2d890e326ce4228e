import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { secondOpinionVenv } from "../../paths.ts";
import { outsideEnvironment } from "../../tls/environment.ts";
import { type Outside, openOutside } from "../../tls/outside.ts";
import { signature } from "../network/index.ts";
import { startSeeded } from "../testing/seeded.ts";
import { ACME, check, checkedOperations, type World, ZENITH } from "../testing/world.ts";

const TEST_ACCOUNT = { sid: `AC${"7e".repeat(16)}`, authToken: "test-token", friendlyName: "Test", test: true };
const WEBHOOK = {
  url: "https://voice.us.aybiza.example/twilio/voice?a=1",
  params: { From: "+12125550142", Name: "ü €" },
};

interface Report {
  readonly answers: readonly (readonly [method: string, host: string, path: string, status: number, body: string])[];
  readonly outcomes: Readonly<Record<string, unknown>>;
}
let world: World;
let report: Report;
let outside: Outside;
let live: string;
let queue: string;

beforeAll(async () => {
  checkedOperations.clear(); // recorded by test files that ran earlier in this process
  const { world: seeded, sids } = await startSeeded([ZENITH, TEST_ACCOUNT]);
  world = seeded;
  ({ live = "", QU: queue = "" } = sids);
  for (const effect of [
    { status: 429 },
    { status: 500 },
    { status: 503 },
    { drop: true },
    { body: "truncated", status: 500 },
    { body: "html", status: 502 },
    { body: "garbage" },
  ] as const) {
    world.faults.push({ account: ZENITH.sid, when: "after", times: 1, ...effect });
  }
  outside = await openOutside({ dir: mkdtempSync(join(tmpdir(), "aybiza-python-")), port: () => world.port });
  report = await drive({
    accounts: { acme: ACME, zenith: ZENITH, test: TEST_ACCOUNT },
    sids,
    webhook: { ...WEBHOOK, signature: signature({ authToken: ACME.authToken, ...WEBHOOK }) },
  });
}, 60_000);
afterAll(async () => {
  await outside.close();
  await world.close();
  rmSync(dirname(outside.certificateFile), { recursive: true });
});

/** Runs drive.py in the Python environment that `npm test` installs. */
async function drive(given: object): Promise<Report> {
  const python = spawn(join(secondOpinionVenv, "bin/python"), [join(import.meta.dirname, "drive.py")], {
    env: { PATH: process.env.PATH, ...outsideEnvironment(outside).set },
  });
  python.stdin.end(JSON.stringify(given));
  const [out, errors] = await Promise.all([text(python.stdout), text(python.stderr)]);
  if (out === "") throw new Error(`drive.py wrote no report (\`npm test\` installs its Python environment): ${errors}`);
  return JSON.parse(out) as Report;
}

it("gives the Python library answers as Twilio's OpenAPI file says", () => {
  expect(new Set(report.answers.map(([, host]) => host))).toEqual(new Set(["api.twilio.com", "trunking.twilio.com"]));
  const regular = report.answers.filter(([, , path]) => !path.includes(ZENITH.sid));
  expect(regular.length).toBe(113);
  for (const [method, host, path, statusCode, body] of regular) {
    const read: unknown = body === "" ? "" : JSON.parse(body);
    check(method, new URL(path, `https://${host}`), { statusCode, body: read });
  }
  expect(checkedOperations.size).toBe(59);
});

it("lets it make, list page by page, change and delete", () => {
  const life = { "newest first": true, streamed: true, deleted: true, gone: 20404, left: -1 };
  expect(report.outcomes).toMatchObject({
    applications: { ...life, changed: ["renamed", "renamed"] },
    numbers: { ...life, changed: ["GET", "GET"] },
    queues: { ...life, changed: [99, 99] },
    calls: ["queued", "outbound-api", "(212) 555-0142", true, 3, "completed"],
    members: [1, 1, 1],
    recordings: [[1, 1, 1], "DialVerb", "3", true, 20404],
    conferences: ["in-progress", 1, true, true, [true]],
    accounts: ["active", "closed", true, 3],
    "available numbers": [4, [6, 1, 1], "US", true, true],
    notifications: [["11200", "11200"], "0", "11200"],
    trunks: [true, [true, true], true, 20404],
    "a call's end": true,
  });
});

it("has it throw a TwilioRestException of each class of error", () => {
  const account = `/Accounts/${ACME.sid}`;
  const unknown = `QU${"0".repeat(32)}`;
  const thrown = (status: number, code: number, msg: string, uri: string, method = "GET") => ({
    status,
    code,
    msg: expect.stringContaining(msg),
    uri,
    method,
    details: null,
  });
  expect(report.outcomes.errors).toEqual([
    thrown(400, 20002, "Invalid FriendlyName: it must be 1 to 64 characters", `${account}/Queues.json`, "POST"),
    thrown(401, 20003, "Authenticate", `${account}/Queues/${queue}.json`),
    thrown(403, 20008, "Test Account Credentials", `/Accounts/${TEST_ACCOUNT.sid}/Queues.json`, "POST"),
    thrown(404, 20404, `${account}/Queues/${unknown}.json was not found`, `${account}/Queues/${unknown}.json`),
    thrown(405, 20004, "Method not allowed", "/Accounts.json", "DELETE"),
    thrown(409, 20009, "Cannot delete this resource before it is complete", `${account}/Calls/${live}.json`, "DELETE"),
  ]);
  const queues = `/Accounts/${ZENITH.sid}/Queues.json`;
  expect(report.outcomes.ordered).toEqual([
    thrown(429, 20429, "Too Many Requests", queues, "POST"),
    thrown(500, 20500, "An internal server error has occurred", queues, "POST"),
    thrown(503, 20503, "Service is unavailable, please try again", queues, "POST"),
  ]);
});

it("tells it of connections and bodies that break off", () => {
  // Twilio's library reports a cut connection as a ProxyError, a kind of ConnectionError.
  expect(report.outcomes.broken).toEqual(["ProxyError", "ChunkedEncodingError", 502, "JSONDecodeError"]);
  expect(report.outcomes["made all the same"]).toBe(7);
  expect(world.faults).toEqual([]);
});

it("signs webhooks as the Python library's validator expects", () => {
  expect(report.outcomes.signatures).toEqual([true, false]);
});
