import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startTwilio, type Twilio } from "../rehearsal/twilio/server.ts";
import { startKit } from "./testing/kit.ts";
import { type Planted, startPlanted } from "./testing/planted.ts";
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

const start = (...args: string[]) => startKit([...args, "--out", out], environmentFor(cloud.origin));
const numbers = () => twilio.store.numbers.size;
/** Returns the accounts that aren't closed. After a complete clean-up, only OWN and TEST are left. */
const open = () => [...twilio.store.accounts.values()].filter(({ status }) => status !== "closed").length;

it("puts everything back after Ctrl-C in the middle of the number's questions, and reports what it learned", async () => {
  cloud.plants = [
    {
      where: /VoiceUrl=https:[/][/]old/,
      async before() {
        kit.child.kill("SIGINT");
        await new Promise((done) => setTimeout(done, 100));
      },
    },
  ];
  const kit = start("--twilio", "--yes");
  expect(await kit.ended).toBe(130);
  expect([numbers(), open(), twilio.store.bought]).toEqual([0, 2, 1]);
  const report = JSON.parse(readFileSync(join(out, readdirSync(out).find((name) => name.endsWith(".json"))!), "utf8"));
  expect(report).toMatchObject({ interrupted: true, differences: [], left: [] });
  expect(report.notCompared.at(-1)).toEqual({
    question: "subaccount-closed",
    step: "reopen",
    why: "the run was interrupted",
  });
  expect(kit.printed()).toContain("all numbers were released, all subaccounts closed");
});

it("puts back by --clean what a kit left that was killed while it bought, and nothing else", async () => {
  const other = { sid: `AC${"0b".repeat(16)}`, friendly_name: "aybiza-live", status: "active" as const };
  twilio.store.accounts.set(other.sid, {
    ...twilio.store.accounts.get(OWN.sid)!,
    ...other,
    owner_account_sid: OWN.sid,
  });
  cloud.plants = [{ where: /^POST .*VoiceApplicationSid=.*StatusCallback=/, after: () => kit.child.kill("SIGKILL") }];
  const kit = start("--twilio", "--yes");
  expect(await kit.ended).toBe(undefined);
  cloud.plants = [];
  expect([numbers(), open()]).toEqual([1, 5]);

  const next = start("--twilio", "--yes");
  expect([await next.ended, next.printed()]).toEqual([
    3,
    expect.stringMatching(
      /^npm run live: run aybiza-live-\S+ left something behind. Remove it with: npm run live -- --clean[.] Nothing was done[.]\n$/,
    ),
  ]);
  // Twilio returns more accounts than the request's filter allows: the clean-up must not close those.
  cloud.plants = [
    {
      where: /^GET .*[/]Accounts[.]json[?]FriendlyName/,
      after: ({ body }) => body.accounts.push({ ...other, owner_account_sid: OWN.sid }),
    },
  ];
  const clean = start("--clean");
  expect([await clean.ended, clean.printed()]).toEqual([
    0,
    expect.stringMatching(/^aybiza-live-\S+: 1 number released, 2 subaccounts closed\n$/),
  ]);
  expect([numbers(), twilio.store.accounts.get(other.sid)?.status, open()]).toEqual([0, "active", 3]);
  twilio.store.accounts.delete(other.sid);
  const again = start("--clean");
  expect([await again.ended, again.printed()]).toEqual([0, "no earlier run left anything\n"]);
});

it("says at a second Ctrl-C what isn't put back, and by which command it is", async () => {
  cloud.plants = [
    { where: /VoiceUrl=https:[/][/]old/, before: () => kit.child.kill("SIGINT") },
    {
      // Delays the first request of the clean-up.
      where: /^GET .*[/]Accounts[.]json[?]FriendlyName=\S+&PageSize=50/,
      async before() {
        await new Promise((done) => setTimeout(done, 400));
        kit.child.kill("SIGINT");
        await kit.ended;
      },
    },
  ];
  const kit = start("--twilio", "--yes");
  expect(await kit.ended).toBe(130);
  expect(kit.printed()).toMatch(
    /aybiza-live-\S+ was not put back: what it created still exists and may cost money[.] Run: npm run live -- --clean\n$/,
  );
  expect(numbers()).toBe(1);
  cloud.plants = [];
  expect(await start("--clean").ended).toBe(0);
  expect([numbers(), open()]).toEqual([0, 2]);
});
