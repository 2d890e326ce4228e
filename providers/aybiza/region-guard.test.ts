import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ministackVenv } from "../../rehearsal/paths.ts";
import { type Engine, unknown } from "../kit/testing/engine.ts";
import { awsEnvironment, startWorld, type World } from "./testing/world.ts";

const urn = "urn:pulumi:us::aybiza::aybiza:index:RegionGuard::aybiza-us";
const inputs = { table: "routes", webhookDomain: "voice.us.aybiza.example" };
const id = "routes/voice.us.aybiza.example";
const [ACME, GLOBEX] = ["number#+14155550101", "number#+14155550172"];
const refusal = (what: string) =>
  `the region of routes serves 2 live numbers, and ${what} would leave their callers without an answer: +14155550101 of \`acme\`, +14155550172 of \`globex\`. Release or hand back each number in its tenant's file, deploy that tenant (docs/release-a-number.md), then run this again`;

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld(ministackVenv);
}, 60_000);
afterAll(() => world?.stop());
beforeEach(async () => {
  engine = await world.run();
  // Items that aren't a number's route don't block the delete: tokens, manifests, and earlier settings of an adopted number.
  await world.write({ pk: "account#AC00000000000000000000000000000001", sk: "token#1", tenant: "acme" });
  await world.write({ pk: "tenant#acme", sk: "agent#reception#v1", tenant: "acme" });
  await world.write({ pk: ACME, sk: "adopted", tenant: "acme" });
  await world.write({ pk: GLOBEX, sk: "route", tenant: "globex" });
  await world.write({ pk: ACME, sk: "route", tenant: "acme" });
});

const takeRoutesAway = async () => {
  for (const pk of [ACME, GLOBEX]) await world.erase(pk, "route");
};

test("a guard is made without a look at the table, also in a preview, and can be imported", async () => {
  expect(await engine.create(urn, inputs, { preview: true })).toEqual({ id: "", state: inputs });
  expect(await engine.create(urn, inputs)).toEqual({ id, state: inputs });
  expect(await engine.read(urn, id)).toEqual({ id, inputs, state: inputs });
  expect(await engine.read(urn, id, inputs, inputs)).toEqual({ id, inputs, state: inputs });
  await expect(engine.read(urn, "routes")).rejects.toThrow(
    "\"routes\" isn't a guard's id: use the form table/webhookDomain",
  );
});

test("it isn't deleted while a number has a route, and names the numbers", async () => {
  await expect(engine.delete(urn, id, inputs, inputs)).rejects.toThrow(refusal("its deletion"));
  await world.erase(GLOBEX, "route");
  await expect(engine.delete(urn, id, inputs, inputs)).rejects.toThrow(
    "the region of routes serves a live number, and its deletion would leave their callers without an answer: +14155550101 of `acme`. ",
  );
  await takeRoutesAway();
  await engine.delete(urn, id, inputs, inputs);
});

test("of many numbers ten are named", async () => {
  const pks = Array.from({ length: 13 }, (_, i) => `number#+1415555012${String(i).padStart(2, "0")}`);
  for (const pk of pks) await world.write({ pk, sk: "route", tenant: "birch" });
  await expect(engine.delete(urn, id, inputs, inputs)).rejects.toThrow(
    /serves 15 live numbers.*, and 5 more\. Release/,
  );
  for (const pk of pks) await world.erase(pk, "route");
});

test.each([
  ["table", "another"],
  ["webhookDomain", "voice.other.example"],
  ["table", unknown],
  ["webhookDomain", unknown],
])(
  "a change of %s to %s would replace what the numbers point at: it is refused, in a preview too",
  async (name, value) => {
    const q = { id, oldInputs: inputs, oldState: inputs, news: { ...inputs, [name]: value } };
    await expect(engine.diff(urn, q)).rejects.toThrow(refusal(`a change of ${name}`));
    await takeRoutesAway();
    expect(await engine.diff(urn, q)).toMatchObject({ replaces: [name] });
  },
);

test("no change, no look: a preview of a region needs no table", async () => {
  const lone = await world.plugin(awsEnvironment("http://127.0.0.1:9"));
  const offline = lone.connect();
  await offline.configure({ region: "us-east-1" });
  const q = { id, oldInputs: inputs, oldState: inputs, news: inputs };
  expect(await offline.diff(urn, q)).toMatchObject({ changes: {}, replaces: [] });
  // The table can't be read, so the guard assumes live numbers and refuses the delete.
  await expect(offline.delete(urn, id, inputs, inputs)).rejects.toThrow("DynamoDB in us-east-1 can't be reached");
});

describe("where nobody can say whether a number is live, the guard stays:", () => {
  const OURS = "000000000000";
  const THEIRS = "111122223333";
  const withAccount = { ...inputs, account: OURS };
  /** Starts a run with credentials of another account on the same MiniStack. */
  const strangers = async () => {
    const plugin = await world.plugin({ AWS_ACCESS_KEY_ID: THEIRS });
    const run = plugin.connect();
    await run.configure({ region: "us-east-1" });
    return run;
  };
  const unseen = (table: string) =>
    `can't check whether the region of ${table} serves live numbers: there is no table ${table} in us-east-1: the region isn't deployed there, or these credentials belong to another AWS account. Deploy the region's stack first, or correct the credentials. If the table was deleted at AWS, remove the guard from the state (pulumi state delete, docs/operate.md#a-region-is-taken-down), then run this again`;
  const other = `these AWS credentials belong to account ${THEIRS}, but routes is in account ${OURS}. Nothing was read or changed. Set AWS_PROFILE, the AWS_ variables or \`aws:profile\` to credentials of ${OURS}`;

  test("a table that these credentials don't see, also for a guard that an earlier version made", async () => {
    const gone = { ...inputs, table: "gone" };
    await expect(engine.delete(urn, "gone/voice.us.aybiza.example", gone, gone)).rejects.toThrow(unseen("gone"));
    await takeRoutesAway();
    const run = await strangers();
    await expect(run.delete(urn, id, inputs, inputs)).rejects.toThrow(unseen("routes"));
  });

  test("credentials of another account, whatever tables it has", async () => {
    await takeRoutesAway();
    const run = await strangers();
    await expect(run.delete(urn, id, withAccount, withAccount)).rejects.toThrow(other);
    const q = { id, oldInputs: withAccount, oldState: withAccount, news: { ...withAccount, table: "another" } };
    await expect(run.diff(urn, q)).rejects.toThrow(other);
    await engine.delete(urn, id, withAccount, withAccount);
  });

  test("its account is what the credentials say, also where it learns it later, and a refresh keeps it", async () => {
    const run = await strangers();
    await expect(run.create(urn, withAccount)).rejects.toThrow(other);
    expect(await engine.create(urn, withAccount)).toEqual({ id, state: withAccount });
    const learns = { id, oldInputs: inputs, oldState: inputs, news: withAccount };
    expect(await engine.diff(urn, learns)).toMatchObject({ changes: { account: "add" }, replaces: [] });
    await expect(run.update(urn, learns)).rejects.toThrow(other);
    expect(await engine.update(urn, learns)).toEqual({ state: withAccount });
    expect(await engine.read(urn, id, withAccount, withAccount)).toEqual({
      id,
      inputs: withAccount,
      state: withAccount,
    });
    const forgets = { id, oldInputs: withAccount, oldState: withAccount, news: inputs };
    await expect(engine.diff(urn, forgets)).rejects.toThrow(refusal("a change of account"));
  });
});
