import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Run } from "../launch/engine.ts";
import { startKit } from "../live/testing/kit.ts";
import { root } from "../rehearsal/paths.ts";
import { resellerAccount } from "../rehearsal/sample.ts";
import { mintSecret } from "../rehearsal/twilio/store.ts";
import { asDecided } from "../rehearsal/twilio/unsettled.ts";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { dial, mutationsSince } from "./test-world.ts";

const none = { created: 0, updated: 0, deleted: 0, replaced: 0 };

let world: World;
beforeAll(async () => {
  world = await deployedWorld("managed", "region");
  await world.engine.must(["stack", "init", "willow-us"]);
  desks("count: 3");
});
afterAll(() => world?.stop());

/** The tenant's one entry, bought by search with what else is given. */
const desks = (search: string, name = "desk") =>
  world.project.edit("willow-us", (text) =>
    text.replace(
      /^ {4}[a-z-]+: \{ connection: aybiza, .*$/m,
      `    ${name}: { connection: aybiza, buy: { country: US, areaCode: "415", ${search} }, agent: reception }`,
    ),
  );
const willow = (...args: string[]) => world.engine.run([...args, "--stack", "willow-us"]);
const up = () => willow("up", "--yes", "--skip-preview");

const subaccounts = () =>
  [...world.twilio.store.accounts.values()].filter(
    (a) => a.sid !== resellerAccount.sid && a.owner_account_sid === resellerAccount.sid,
  );
/** Numbers of the tenant's subaccount, by the name that its purchase gave them. */
const held = () =>
  [...world.twilio.store.numbers.values()]
    .filter((n) => n.account_sid === subaccounts()[0]?.sid)
    .map(({ sid, phone_number, friendly_name }) => ({ sid, number: phone_number, name: friendly_name.split(" ")[0] }))
    .sort((a, b) => (a.name! < b.name! ? -1 : 1));

/** Somebody else gets the first number of area code 415 while our request for it is on its way. */
async function takenMeanwhile(): Promise<string> {
  const { store, faults } = world.twilio;
  const first = Array.from({ length: 100 }, (_, i) => `+14155550${100 + i}`).find(
    (number) => store.holder(number) === undefined,
  )!;
  faults.push({ operationId: "CreateIncomingPhoneNumber", when: "before", delayMs: 1_000, times: 1 });
  const mark = store.journal.length;
  while (!store.journal.slice(mark).some(({ operationId }) => operationId === "CreateIncomingPhoneNumber"))
    await sleep(20);
  store.addNumber({
    ...store.holder("+14155550101")!,
    sid: `PN${"f".repeat(32)}`,
    phone_number: first,
    friendly_name: "somebody else's",
  });
  return first;
}

/** An `up` whose engine is killed while Twilio has done what was asked, and hasn't answered. */
async function upKilledAfter(operationId: string, isDone: () => boolean): Promise<void> {
  world.twilio.faults.push({ operationId, when: "after", delayMs: 120_000, times: 1 });
  const killer = new AbortController();
  const running = world.engine.run(["up", "--yes", "--skip-preview", "--stack", "willow-us"], { kill: killer.signal });
  const deadline = Date.now() + 60_000;
  while (!isDone() && Date.now() < deadline) await sleep(20);
  killer.abort();
  const { code, output } = await running;
  expect(isDone(), output).toBe(true);
  expect(code).not.toBe(0);
  world.twilio.faults.length = 0;
  await world.engine.must(["cancel", "--yes", "--stack", "willow-us"]);
}

describe("a managed tenant's first update", () => {
  it("can be previewed while there is no account yet, and that makes none", async () => {
    const preview = await willow("preview");
    expect(preview.output).not.toMatch(/error:/);
    expect(preview.changes).toEqual({ ...none, created: 22 });
    expect(mutationsSince(world, 0)).toEqual([]);
  });

  it.each([
    [
      "missing",
      { TWILIO_ACCOUNT_SID: "" },
      `has its managed numbers in subaccounts of Twilio account ${resellerAccount.sid}, and there is no auth token for it.\n    Fix: set TWILIO_ACCOUNT_SID=${resellerAccount.sid} and TWILIO_AUTH_TOKEN`,
    ],
    [
      "empty",
      { TWILIO_AUTH_TOKEN: "" },
      "TWILIO_AUTH_TOKEN in the environment is empty, perhaps because a variable of a CI pipeline is unset. Fix: set TWILIO_AUTH_TOKEN again",
    ],
  ])("says in one line that its carrier's credentials are %s, and makes nothing", async (_, env, message) => {
    const run = await world.engine.run(["up", "--yes", "--skip-preview", "--stack", "willow-us"], { env });
    expect(run.code).not.toBe(0);
    const told = run.output.split("Diagnostics:")[1]!.replace(/^ {4}/gm, "");
    expect(told).toContain(message);
    expect(told).not.toMatch(/\n\s+at /);
    expect(mutationsSince(world, 0)).toEqual([]);
  });

  it("is found again where it was killed before it could write anything down", async () => {
    await upKilledAfter("CreateAccount", () => subaccounts().length > 0);
    await upKilledAfter("CreateIncomingPhoneNumber", () => world.twilio.store.bought > 0);
    desks("count: 3", "line");
    const renamed = await up();
    expect(renamed.output).toMatch(/bought as `desk-[123]` by an update that didn't finish/);
    desks("count: 3");
    expect((await up()).output).not.toMatch(/error:/);
    expect(subaccounts().map((a) => [a.friendly_name.slice(0, 16), a.status])).toEqual([
      ["AYBIZA willow-us", "active"],
    ]);
    expect(held().map(({ name }) => name)).toEqual(["desk-1", "desk-2", "desk-3"]);
    expect(world.twilio.store.bought).toBe(3);
  });

  it("leaves no secret of the subaccount in the stack", () => {
    const file = join(world.stateOfStacks, ".pulumi/stacks/aybiza/willow-us.json");
    const state = readFileSync(file, "utf8");
    expect(state).toContain("sealedAuthToken");
    expect(state).not.toContain(subaccounts()[0]!.auth_token);
    expect(state).not.toContain(resellerAccount.authToken);
    const apiKeys = [...subaccounts()[0]!.api_keys.values()];
    expect(apiKeys).toHaveLength(1);
    expect(state).toContain("sealedSecret");
    for (const key of apiKeys) expect(state).not.toContain(key);
  });
});

/** What `aybiza ready` says of the tenant's one connection, and its exit code. */
const readiness = () =>
  new Promise<unknown[]>((done) => {
    const env = { ...process.env, ...world.env };
    execFile(join(root, "aybiza"), ["ready", "willow", "--json"], { cwd: root, env }, (error, out) => {
      const [{ state, call }] = JSON.parse(out).connections;
      done([error?.code ?? 0, state, call?.callSid]);
    });
  });
/** Entries of the account's error log that the region has got: codes with what is to be done about them. */
async function errorsTold(): Promise<string[]> {
  await world.twilio.streams.settled();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const logs = new CloudWatchLogsClient({ endpoint: world.aws.endpoint, region: "us-east-1", credentials });
  const lines = new FilterLogEventsCommand({ logGroupName: "/aybiza/us/twilio-status", filterPattern: "twilioCode" });
  const { events = [] } = await logs.send(lines);
  logs.destroy();
  return events.map(({ message }) => {
    const { group, twilioCode, callSid } = JSON.parse(message!);
    return `${group} ${twilioCode} ${callSid}`;
  });
}

describe("a managed number", () => {
  it("is live when its subaccount was made ready at Twilio: `aybiza ready` says it, and errors are told", async () => {
    const [account] = subaccounts();
    const call = () => dial(world, held()[0]!.number);
    Object.assign(account!, { voice: { calls: 0 } });
    const rejected = await call();
    expect(await readiness()).toEqual([3, "no-call", undefined]);
    Object.assign(account!, { voice: { conversationRelay: false } });
    const dropped = await call();
    expect(await readiness()).toEqual([3, "not-answered", dropped.sid]);
    Object.assign(account!, { voice: {} });
    const answered = await call();
    expect(await readiness()).toEqual([0, "answered", answered.sid]);
    expect(await errorsTold()).toEqual([`refused 10004 ${rejected.sid}`, `unusable 64199 ${dropped.sid}`]);
  });

  it("is answered by its agent", async () => {
    const call = await dial(world, held()[0]!.number, ["When are you open?"]);
    expect(call.answeredBy).toBe("agent");
    expect(call.text).toContain("We are open every day from seven to seven.");
    expect(await world.callRecord("us", call.sid)).toMatchObject({ tenant: "willow", outcome: "agent" });
  });

  it.each([
    ["the application's", "application", 1],
    ["the number's own", "number", 1],
    ["each", "both", 2],
  ] as const)("hears of a call's end where %s status callback counts, once", async (_, statusCallback, told) => {
    const { store } = world.twilio;
    store.unsettled.statusCallback = statusCallback;
    try {
      const call = await world.twilio.network.call({ from: "+14155550123", to: held()[0]!.number, says: [] });
      expect(call.webhooks.filter(({ purpose }) => purpose === "status")).toHaveLength(told);
      const record = await world.callRecord("us", call.sid);
      expect(record).toMatchObject({ tenant: "willow", status: "completed", durationSeconds: Math.ceil(call.seconds) });
    } finally {
      Object.assign(store.unsettled, asDecided());
    }
  });

  it("isn't bought a second time by a second `up`, which only looks, and at each list once", async () => {
    const mark = world.twilio.store.journal.length;
    expect((await up()).changes).toEqual(none);
    const asked = world.twilio.store.journal.slice(mark).map(({ operationId }) => operationId);
    expect(asked).toContain("ListIncomingPhoneNumber");
    // A listing of each kind, whatever the number of numbers, and the account, whose token may have been rotated.
    expect(asked.filter((operation) => !operation.startsWith("List"))).toEqual(["FetchAccount"]);
    expect(asked).toHaveLength(new Set(asked).size);
  });

  it("is answered again after a plain `up` when the subaccount's token was rotated at Twilio", async () => {
    const [account] = subaccounts();
    const before = account!.auth_token;
    account!.auth_token = mintSecret();
    expect((await dial(world, held()[0]!.number)).answeredBy).not.toBe("agent");
    const run = await up();
    expect(run.changes).toEqual({ ...none, updated: 1, replaced: 1 });
    const state = readFileSync(join(world.stateOfStacks, ".pulumi/stacks/aybiza/willow-us.json"), "utf8");
    expect([before, account!.auth_token].filter((token) => state.includes(token))).toEqual([]);
    // A handler reads an account's tokens anew ten seconds after it last did.
    await vi.waitFor(async () => expect((await dial(world, held()[0]!.number)).answeredBy).toBe("agent"), {
      timeout: 20_000,
      interval: 1_000,
    });
    expect((await up()).changes).toEqual(none);
  });

  it("isn't touched when the count grows; what others take meanwhile is let go", async () => {
    const before = held();
    const mark = world.twilio.store.journal.length;
    const taken = takenMeanwhile();
    desks("count: 4");
    const run: Run = await up();
    expect(world.twilio.store.holder(await taken)?.friendly_name).toBe("somebody else's");
    expect(run.changes).toEqual({ ...none, created: 3 });
    expect(held().slice(0, 3)).toEqual(before);
    expect(held()[3]?.name).toBe("desk-4");
    const changes = mutationsSince(world, mark).map(({ operationId, status }) => `${operationId} ${status}`);
    // The purchase names the application: nothing is left to change.
    expect(changes).toEqual(["CreateIncomingPhoneNumber 400", "CreateIncomingPhoneNumber 201"]);
  });

  it("that the file names is previewed in an account that there is already, and bought by the update after", async () => {
    world.project.edit("willow-us", (text) =>
      text.replace(
        "encryptionsalt",
        '    exact: { connection: aybiza, buy: { number: "+14155550170" }, agent: reception }\nencryptionsalt',
      ),
    );
    const run = await willow("up", "--yes");
    expect(run.code, run.output).toBe(0);
    expect(held().at(-1)).toMatchObject({ name: "exact", number: "+14155550170" });
  });

  it("isn't let go when the count shrinks", async () => {
    const mark = world.twilio.store.journal.length;
    desks("count: 2");
    const { output } = await up();
    expect(output).toMatch(/2 live numbers are no longer in the file: desk-3 \(\+1415\d+\), desk-4 \(\+1415\d+\)/);
    expect(output).toContain("write `release: [desk-3, desk-4]` and `state: { quarantined: [desk-3, desk-4] }`");
    expect(mutationsSince(world, mark)).toEqual([]);
  });

  it("that there isn't is told with what there is nearby, and nothing is bought", async () => {
    desks("count: 4");
    const file = readFileSync(world.project.stackFile("willow-us"), "utf8");
    world.project.edit("willow-us", (text) =>
      text.replace(
        "  aybiza:numbers:\n",
        '  aybiza:numbers:\n    branch: { connection: aybiza, buy: { country: US, areaCode: "408" }, agent: reception }\n',
      ),
    );
    const mark = world.twilio.store.journal.length;
    const { output } = await willow("preview");
    world.project.edit("willow-us", () => file);
    expect(output).toContain(
      "no number is for sale now for this search (local number of US with area code 408); nothing was bought",
    );
    expect(output).toMatch(/numbers that are for sale: `areaCode: "\d{3}"` \([A-Z][A-Za-z ]+, CA\)/);
    expect(mutationsSince(world, mark)).toEqual([]);
  });
});

describe("the live kit on that world", () => {
  it("is refused without --yes-spend, finds no difference with it, and leaves every number as it is", async () => {
    const set = Object.entries(world.env).filter(([name]) => /^(TWILIO|AYBIZA)_/.test(name));
    const env = Object.fromEntries(set) as Record<string, string>;
    const args = ["--twilio", "--yes", "--out", join(world.project.dir, "live")];
    const before = held();
    const refused = startKit(args, env);
    expect([await refused.ended, refused.printed()]).toEqual([
      3,
      "npm run live: the account is in production: it has a subaccount with numbers. Use a trial or an empty account, or add --yes-spend. Nothing was done.\n",
    ]);
    const kit = startKit([...args, "--yes-spend"], env);
    expect(await kit.ended, kit.printed()).toBe(0);
    expect(kit.printed()).toMatch(/ answers equal, 0 differences, /);
    expect(held()).toEqual(before);
    expect(subaccounts().filter(({ status }) => status === "active").length).toBe(1);
  });
});
