import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startTwilio, type Twilio } from "../rehearsal/twilio/server.ts";
import { readOptions } from "./options.ts";
import { Redactor } from "./redact.ts";
import type { Report } from "./report.ts";
import { runTwilio } from "./run.ts";
import { type Plant, type Planted, shownDifference, startPlanted } from "./testing/planted.ts";
import { environmentFor, OWN, TEST } from "./testing/twilio.ts";

let twilio: Twilio;
let cloud: Planted;
let out: string;
beforeAll(async () => {
  twilio = await startTwilio({ resolve: async () => undefined, accounts: [OWN, TEST] });
  cloud = await startPlanted(twilio.origin);
  out = mkdtempSync(join(tmpdir(), "live-"));
});
afterEach(() => {
  cloud.plants = [];
});
afterAll(async () => {
  await cloud.close();
  await twilio.close();
  rmSync(out, { recursive: true });
});

/** Runs the kit in this process against the planted cloud. */
async function run(args: string[] = [], plants: Plant[] = []): Promise<Report> {
  cloud.plants = plants;
  const report = await runTwilio({
    options: readOptions(["--twilio", "--yes", "--out", out, ...args], out),
    env: environmentFor(cloud.origin),
    redactor: new Redactor(),
    signal: new AbortController().signal,
    confirm: async () => true,
    say: () => {},
  });
  return report!;
}

/** What the account holds that costs or answers: numbers, and subaccounts that aren't closed. */
const held = () => [
  ...[...twilio.store.numbers.values()].map((number) => number.phone_number),
  ...[...twilio.store.accounts.values()].filter((a) => a.status !== "closed").map((a) => a.friendly_name),
];

it("finds no difference between a stand-in and itself, asks every question, and leaves the account as it was", async () => {
  const before = held();
  const report = await run();
  expect(report.differences).toEqual([]);
  expect(report.notCompared).toEqual([]);
  expect(report.left).toEqual([]);
  expect(held()).toEqual(before);
  expect(twilio.store.released).toBe(twilio.store.bought);
});

it.each<[string, Plant, string[]]>([
  [
    "a status",
    {
      where: /^GET .*[/]IncomingPhoneNumbers[/]PN\w+[.]json/,
      after: (answer) => {
        if (answer.status === 404) answer.status = 410;
      },
    },
    ["number-released / read it / status: 404 -> 410"],
  ],
])("finds %s", async (_, plant, expected) => {
  expect((await run([], [plant])).differences.map(shownDifference)).toEqual(expected);
});
