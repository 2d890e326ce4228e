import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { AccountSeed } from "../rehearsal/twilio/seed.ts";
import { startTwilio, type Twilio } from "../rehearsal/twilio/server.ts";
import { readOptions } from "./options.ts";
import { Redactor } from "./redact.ts";
import { Refused } from "./refused.ts";
import { startKit } from "./testing/kit.ts";
import { type Plant, type Planted, startPlanted } from "./testing/planted.ts";
import { environmentFor, OWN, TEST } from "./testing/twilio.ts";
import { runTwilio } from "./twilio/run.ts";

let twilio: Twilio;
let cloud: Planted;
let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "live-"));
});
afterEach(async () => {
  await cloud.close();
  await twilio.close();
});
afterAll(() => rmSync(out, { recursive: true }));

async function startCloud(accounts: readonly AccountSeed[] = [OWN], plants: readonly Plant[] = []) {
  twilio = await startTwilio({ resolve: async () => undefined, accounts: [...accounts, TEST] });
  cloud = await startPlanted(twilio.origin);
  cloud.plants = plants;
}

/** Runs the kit, and returns the message of its refusal. Asserts that no request changed anything, and that no file was written. */
async function refusal(args: readonly string[] = [], env: Record<string, string | undefined> = {}): Promise<string> {
  const before = readdirSync(out);
  const error = await runTwilio({
    options: readOptions(["--twilio", "--yes", "--out", out, ...args], out),
    env: { ...environmentFor(cloud.origin), ...env },
    redactor: new Redactor(),
    signal: new AbortController().signal,
    confirm: async () => true,
    say: () => {},
  }).then(
    () => "it ran",
    (error: unknown) => error,
  );
  expect(twilio.store.journal.filter(({ mutating }) => mutating)).toEqual([]);
  expect(readdirSync(out)).toEqual(before);
  if (!(error instanceof Refused)) throw error;
  expect(error.message).not.toContain("\n");
  return error.message;
}

const number = { phoneNumber: "+14155550101" };
const below = (seed: Partial<AccountSeed>): AccountSeed => ({
  ...{
    sid: `AC${"be".repeat(16)}`,
    authToken: "be".repeat(16),
    friendlyName: "Tenant",
    ownerAccountSid: OWN.sid,
    ...seed,
  },
});

it.each<[string, readonly AccountSeed[], string]>([
  ["holds a number", [{ ...OWN, numbers: [number] }], "a number"],
  ["has a subaccount with a number", [OWN, below({ numbers: [number] })], "a subaccount with numbers"],
])("refuses an account in production: one that %s", async (_, accounts, what) => {
  await startCloud(accounts);
  expect(await refusal()).toBe(
    `the account is in production: it has ${what}. Use a trial or an empty account, or add --yes-spend`,
  );
});

it("takes a trial account with a number, and one in production with --yes-spend", async () => {
  await startCloud([{ ...OWN, trial: true, numbers: [number] }]);
  expect(await refusal(["--cap", "1"])).toContain("more than --cap 1.00 USD");
  await cloud.close();
  await twilio.close();
  await startCloud([{ ...OWN, numbers: [number] }]);
  expect(await refusal(["--yes-spend", "--cap", "1"])).toContain("more than --cap 1.00 USD");
});

it.each<[string, string[], Plant[], string]>([
  [
    "a cost above the cap",
    ["--cap", "1"],
    [],
    "the run would cost 1.15 USD plus taxes, more than --cap 1.00 USD: raise the cap, or use --free",
  ],
  [
    "a price in another currency",
    [],
    [{ where: /pricing|[/]v1[/]PhoneNumbers/, after: ({ body }) => (body.price_unit = "EUR") }],
    'the account pays in EUR, but the cap is in USD. Give --cap "AMOUNT EUR"',
  ],
  [
    "a balance in another currency",
    ["--cap", "5 EUR"],
    [{ where: /[/]v1[/]PhoneNumbers/, after: ({ body }) => (body.price_unit = "EUR") }],
    'the account pays in USD, but the cap is in EUR. Give --cap "AMOUNT USD"',
  ],
])("refuses %s", async (_, args, plants, message) => {
  await startCloud([OWN], plants);
  expect(await refusal(args)).toBe(message);
});

it("refuses a balance that doesn't suffice", async () => {
  await startCloud([{ ...OWN, balance: 1 }]);
  expect(await refusal()).toBe(
    "the account's balance is 1.00 USD, and the run costs up to 1.15 USD: add funds, or use --free",
  );
});

it("refuses credentials that don't have the rights", async () => {
  await startCloud([{ ...OWN, status: "active" }, below({ status: "suspended" })]);
  const { sid, authToken } = below({});
  expect(await refusal([], { TWILIO_AUTH_TOKEN: "0".repeat(32) })).toBe(
    `Twilio doesn't accept TWILIO_AUTH_TOKEN for account ${OWN.sid} (20003). Set its primary auth token`,
  );
  twilio.store.accounts.get(sid)!.status = "active";
  expect(await refusal([], { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: authToken })).toBe(
    `${sid} is a subaccount, which can't have subaccounts. Set the credentials of its parent account`,
  );
  cloud.plants = [
    { where: /Balance/, after: (answer) => Object.assign(answer, { status: 403, body: { code: 20403 } }) },
  ];
  expect(await refusal()).toBe(
    `account ${OWN.sid} may not read api.twilio.com/2010-04-01/Accounts/${OWN.sid}/Balance.json (HTTP 403, code 20403). Set the primary auth token`,
  );
});

it("refuses credentials that aren't whole", async () => {
  await startCloud();
  const none = { TWILIO_ACCOUNT_SID: undefined, TWILIO_AUTH_TOKEN: undefined };
  const noTest = { TWILIO_TEST_ACCOUNT_SID: undefined, TWILIO_TEST_AUTH_TOKEN: undefined };
  expect(await refusal([], { ...none, ...noTest })).toMatch(
    /^no Twilio credentials are set. Set TWILIO_TEST_ACCOUNT_SID/,
  );
  expect(await refusal([], { TWILIO_AUTH_TOKEN: "", TWILIO_API_KEY: "SK1" })).toBe(
    "TWILIO_AUTH_TOKEN is missing. Set the account's primary auth token; API keys don't reach a subaccount",
  );
  expect(await refusal([], { TWILIO_ACCOUNT_SID: "AC12" })).toBe(
    "TWILIO_ACCOUNT_SID isn't an account SID, which is AC and 32 hexadecimal digits",
  );
  expect(await refusal(["--only", "number-emptied"], none)).toBe(
    "--only number-emptied: these credentials and options don't allow this question. npm run live -- --list shows what it needs",
  );
});

it("ends with one line and its own exit code, and shows no secret and no whole SID", async () => {
  await startCloud();
  const kit = startKit(["--twilio", "--out", out], environmentFor(cloud.origin));
  expect(await kit.ended).toBe(3);
  expect(kit.printed()).toMatch(
    /npm run live: this run needs a confirmation, and there is no terminal to ask on. Add --yes[.] Nothing was done[.]\n$/,
  );
  const wrong = startKit(["--twilio", "--yes", "--out", out], {
    ...environmentFor(cloud.origin),
    TWILIO_AUTH_TOKEN: "0".repeat(32),
  });
  expect([await wrong.ended, wrong.printed()]).toEqual([
    3,
    "npm run live: Twilio doesn't accept TWILIO_AUTH_TOKEN for account AC…5c5c (20003). Set its primary auth token. Nothing was done.\n",
  ]);
  expect(twilio.store.journal.filter(({ mutating }) => mutating)).toEqual([]);
});
