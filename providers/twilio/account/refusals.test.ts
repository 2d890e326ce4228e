import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountSeed } from "../../../rehearsal/twilio/seed.ts";
import { type Engine, type Plugin, type Raw, secret } from "../../kit/testing/engine.ts";
import { acme, applicationUrn, numberUrn, startWorld, type World } from "../testing/world.ts";

const account = (pair: string, more: Partial<AccountSeed>): AccountSeed => ({
  sid: `AC${pair.repeat(16)}`,
  authToken: `${pair}-auth-token-0123456789`,
  friendlyName: pair,
  ...more,
});
const parent = account("b0", { friendlyName: "Reseller" });
const SUSPENDED = account("b1", { status: "suspended", ownerAccountSid: parent.sid });
const POOR = account("b2", { balance: 1 });
const TRIAL = account("b3", { trial: true, numbers: [{ phoneNumber: "+14155550190" }] });
const CHILD = account("b4", { ownerAccountSid: parent.sid });
const BUSY = account("b6", { concurrency: 5 });
const PRETENDING = account("b5", { test: true });

let world: World;
let plugin: Plugin;
beforeAll(async () => {
  world = await startWorld([acme, parent, SUSPENDED, POOR, TRIAL, CHILD, BUSY, PRETENDING]);
  plugin = await world.plugin();
});
afterAll(() => world.stop());

const subaccountUrn = "urn:pulumi:acme-us::aybiza::twilio:index:Account::north";
const buy = { acquire: "buy", phoneNumber: "+14155550191" };
const notActive =
  "Account suspended (by its owner, via its parent account, or for lack of funds). Reactivate it or add funds in Twilio's Console, then run the command again";
const trial = "A trial account can't do this. Upgrade it in Twilio's Console, then run the command again";

/** Configures a provider instance for an account. All instances share one process. */
async function connect(of: AccountSeed, config: Raw = {}): Promise<Engine> {
  const engine = plugin.connect();
  await engine.configure({ accountSid: of.sid, authToken: secret(of.authToken), ...config });
  return engine;
}

/** Returns the error of a call on an account's provider, and whether the call changed anything. */
async function attempt(of: AccountSeed, run: (engine: Engine) => Promise<unknown>, config: Raw = {}) {
  const engine = await connect(of, config);
  const { applications, numbers, accounts, keys } = world.store;
  const held = () => [applications.size, numbers.size, accounts.size, keys.size];
  const before = held();
  const error = await run(engine).catch((e) => e as Error);
  return { said: (error as Error).message, half: held().some((size, i) => size !== before[i]) };
}

test.each<[string, AccountSeed, (engine: Engine) => Promise<unknown>, string, Raw?]>([
  [
    "a suspended account",
    SUSPENDED,
    (engine) => engine.create(applicationUrn("calls"), {}),
    `Twilio refused to list its applications in account ${SUSPENDED.sid}: Account not active (error 20005, HTTP 403; https://www.twilio.com/docs/errors/20005). ${notActive}`,
  ],
  [
    "a suspended subaccount of its parent's",
    SUSPENDED,
    (engine) => engine.create(numberUrn("line"), buy),
    `Twilio refused to buy +14155550191 in account ${SUSPENDED.sid}: Account not active (error 20005, HTTP 403; https://www.twilio.com/docs/errors/20005). ${notActive}`,
    { parentAccountSid: parent.sid, authToken: secret(parent.authToken) },
  ],
  [
    "a trial account that has a number",
    TRIAL,
    (engine) => engine.create(numberUrn("line"), buy),
    `Twilio refused to buy +14155550191 in account ${TRIAL.sid}: Trial accounts are allowed only one Twilio number. To purchase additional numbers, please upgrade your account. (error 21404, HTTP 400; https://www.twilio.com/docs/errors/21404). ${trial}`,
  ],
  [
    "test credentials",
    PRETENDING,
    (engine) => engine.create(applicationUrn("calls"), {}),
    `Twilio refused to list its applications in account ${PRETENDING.sid}: Resource not accessible with Test Account Credentials (error 20008, HTTP 403; https://www.twilio.com/docs/errors/20008). These are test credentials, which only simulate purchases and calls. Use the account's live credentials`,
  ],
  [
    "a Standard key that is to make a subaccount",
    acme,
    (engine) => engine.create(subaccountUrn, {}),
    `Twilio rejected API key ${acme.apiKeys![0]!.sid} for the request to list its subaccounts in account ${acme.sid}: the secret is wrong, or it is a Standard key, which has no access to accounts and keys. Use the account's auth token, or a Main key with its own secret (error 20003, HTTP 401)`,
    { authToken: null, apiKeySid: acme.apiKeys![0]!.sid, apiKeySecret: secret(acme.apiKeys![0]!.secret) },
  ],
  [
    "a parent's wrong token",
    CHILD,
    (engine) => engine.create(applicationUrn("calls"), {}),
    `Twilio rejected the auth token of account ${parent.sid}, the parent of account ${CHILD.sid}. Set its primary auth token as TWILIO_AUTH_TOKEN in the environment, or with \`pulumi config set --secret --stack <stack> --path 'twilio:credentials.${parent.sid}.authToken'\` (error 20003, HTTP 401)`,
    { parentAccountSid: parent.sid, authToken: secret("a-wrong-token-0123456789") },
  ],
])(
  "%s: one line says what is the matter and what to do, and nothing is half made",
  async (_, of, run, said, config) => {
    expect(await attempt(of, run, config)).toEqual({ said, half: false });
  },
);

test("a balance that runs out between two purchases: the first is kept, the second is told", async () => {
  const engine = await connect(POOR);
  const first = await engine.create(numberUrn("first"), { acquire: "buy", phoneNumber: "+14155550192" });
  const { said, half } = await attempt(POOR, (next) => next.create(numberUrn("second"), buy));
  expect([said.includes("Account not active (error 20005, HTTP 403"), said.endsWith(notActive), half]).toEqual([
    true,
    true,
    false,
  ]);
  expect(world.held("+14155550192")?.sid).toBe(first.id);
});

test("of many numbers that a suspended account isn't sold, one says what to do, and each says why", async () => {
  const engine = await connect(SUSPENDED, { parentAccountSid: parent.sid, authToken: secret(parent.authToken) });
  const refusals = await Promise.all(
    ["+14155550191", "+14155550193", "+14155550194"].map((phoneNumber, n) =>
      engine.create(numberUrn(`line-${n}`), { ...buy, phoneNumber }).catch((error) => (error as Error).message),
    ),
  );
  expect(refusals.filter((said) => String(said).endsWith(notActive))).toHaveLength(1);
  const short = `in account ${SUSPENDED.sid} too: Account not active (error 20005, HTTP 403)`;
  expect(refusals.filter((said) => String(said).endsWith(short))).toHaveLength(2);
});

test("an account that takes five requests at once gets a hundred applications made, forty at a time, and none fails or is made twice", async () => {
  const engine = await connect(BUSY);
  const made: string[] = [];
  const turns = Array.from({ length: 40 }, async (_, first) => {
    for (let n = first; n < 100; n += 40) made.push((await engine.create(applicationUrn(`calls-${n}`), {})).id);
  });
  await Promise.all(turns);
  const held = [...world.store.applications.values()].filter((a) => a.account_sid === BUSY.sid);
  expect([new Set(made).size, held.length]).toEqual([100, 100]);
  const answers = world.store.journal.filter((e) => e.account === BUSY.sid).map((e) => e.status);
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
}, 60_000);
