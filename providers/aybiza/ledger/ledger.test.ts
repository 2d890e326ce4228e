import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { LedgerEntry } from "../../../domain/contract/ledger.ts";
import { ministackVenv } from "../../../rehearsal/paths.ts";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { DynamoDb } from "../dynamodb.ts";
import { awsEnvironment, startWorld, urnOf, type World } from "../testing/world.ts";
import { authorOf } from "./author.ts";
import { eventsOnRemoval, eventsOnWrite, type NumberStatus } from "./events.ts";
import { record } from "./ledger.ts";

const status: NumberStatus = {
  tenant: "acme",
  connection: "aybiza",
  acquired: "bought",
  state: "active",
  agent: "reception",
  monthly: { amount: "1.15", currency: "USD" },
  kind: { country: "US", type: "local" },
};
const head = (more: Partial<LedgerEntry> = {}): LedgerEntry => {
  const { monthly: _, kind: __, ...rest } = status;
  return {
    ...{ schema: 1, number: "+14155550101", event: "assigned", at: "2026-03-02T09:00:00.000Z", by: "ada" },
    ...{ update: { stack: "acme-us" }, ...rest, ...more },
  };
};
const names = (events: readonly { event: string }[]) => events.map((e) => e.event);

describe("what has to be written", () => {
  test("a number's first entries say how it came, what it is and costs, and who answers", () => {
    const { monthly, kind, ...rest } = status;
    expect(eventsOnWrite(undefined, status)).toEqual([
      { event: "bought", ...rest, monthly, kind },
      { event: "assigned", ...rest },
    ]);
  });

  test.each([
    ["the same again", {}, {}, []],
    ["another agent", {}, { agent: "after-hours" }, ["assigned"]],
    ["another connection", {}, { connection: "own" }, ["assigned"]],
    ["quarantine", {}, { state: "quarantined" }, ["quarantined"]],
    ["quarantine, and another agent", {}, { state: "quarantined", agent: "x" }, ["assigned", "quarantined"]],
    ["still in quarantine", { state: "quarantined" }, { state: "quarantined" }, []],
    ["back into service", { state: "quarantined" }, {}, ["assigned"]],
    ["another agent while in quarantine", { state: "quarantined" }, { state: "quarantined", agent: "x" }, ["assigned"]],
    ["had again after it was gone", { state: "gone" }, {}, ["bought", "assigned"]],
    [
      "given by another tenant",
      { tenant: "birch" },
      { acquired: "transferred", from: "birch" },
      ["transferred", "assigned"],
    ],
    ["into quarantine at once", { state: "gone" }, { state: "quarantined" }, ["bought", "assigned", "quarantined"]],
  ] as const)("%s", (_, was, wanted, expected) => {
    const events = eventsOnWrite(head(was as Partial<LedgerEntry>), {
      ...status,
      ...(wanted as Partial<NumberStatus>),
    });
    expect(names(events)).toEqual(expected);
    const after = events.at(-1);
    if (after) {
      const wish = { ...status, ...(wanted as Partial<NumberStatus>) };
      expect({ state: after.state, agent: after.agent, tenant: after.tenant }).toEqual({
        ...{ state: wish.state, agent: wish.agent, tenant: wish.tenant },
      });
      // The ledger already has these entries, so a repetition writes none.
      expect(eventsOnWrite(head(after as Partial<LedgerEntry>), wish)).toEqual([]);
    }
  });

  test.each([
    ["a bought number is released", {}, {}, ["released"]],
    ["an adopted one is handed back", { acquired: "adopted" }, {}, ["handed-back"]],
    ["one that was received is released", { acquired: "transferred" }, {}, ["released"]],
    ["one that is given away is transferred", {}, { to: "@reseller" }, ["transferred"]],
    ["one that is gone already", { state: "gone" }, {}, []],
    ["one that is another tenant's by now", { tenant: "birch" }, {}, []],
  ] as const)("%s", (_, was, wish, expected) => {
    const events = eventsOnRemoval(head(was as Partial<LedgerEntry>), { ...status, ...wish });
    expect(names(events)).toEqual(expected);
    for (const event of events) expect(event.state).toBe("gone");
  });
});

describe("the author", () => {
  const urn = urnOf("x");
  const none = new AbortController().signal;
  test("is told by the pipeline, and by our own names before", async () => {
    const github = { GITHUB_ACTOR: "ada", GITHUB_SHA: "c0ffee", GITHUB_RUN_ID: "77" };
    const update = { stack: "acme-us", commit: "c0ffee", run: "77" };
    expect(await authorOf({ urn }, github, none)).toEqual({ by: "ada", update });
    expect(await authorOf({ urn }, { ...github, AYBIZA_ACTOR: " gr\u001bace\n" }, none)).toEqual({
      by: "gr ace",
      update,
    });
    const gitlab = { GITLAB_USER_LOGIN: "lin", CI_COMMIT_SHA: "beef", CI_PIPELINE_ID: "5" };
    expect(await authorOf({ urn }, gitlab, none)).toEqual({
      ...{ by: "lin", update: { stack: "acme-us", commit: "beef", run: "5" } },
    });
  });

  test("is the machine's user elsewhere; without git there is no commit", async () => {
    const { by, update } = await authorOf({ urn }, { PATH: "/nowhere" }, none);
    expect(by).toMatch(/^\S+$/);
    expect(update).toEqual({ stack: "acme-us" });
  });
});

describe("the ledger in the routes table", () => {
  let world: World;
  let engine: Engine;
  const author = { AYBIZA_ACTOR: "ada", AYBIZA_COMMIT: "c0ffee", AYBIZA_RUN: "42" };
  beforeAll(async () => {
    world = await startWorld(ministackVenv);
    engine = (await world.plugin(author)).connect();
    await engine.configure({ region: "us-east-1" });
  }, 60_000);
  afterAll(() => world?.stop());

  let made = 10;
  const fresh = (ledger: Raw = {}, more: Raw = {}, fields: Raw = {}) => {
    const number = `+141555501${made++}`;
    const inputs = {
      ...{ table: "routes", pk: `number#${number}`, sk: "route", tenant: "acme" },
      fields: { connection: "aybiza", agent: { name: "reception" }, ...fields } as Raw,
      ledger: { acquired: "bought", monthly: { amount: "1.15", currency: "USD" }, ...ledger },
      ...more,
    };
    return { number, inputs };
  };
  const short = async (number: string) =>
    (await world.ledger(number)).map((e) => `${e.sk} ${e.event} ${e.tenant} ${e.state} ${e.agent}`);

  test("tells a number's life, each event once, however often an update is repeated", async () => {
    const { number, inputs } = fresh();
    const made = await engine.create(urnOf("a"), inputs);
    // The engine was killed before it saved the create, so the next run creates the route again.
    const again = await engine.create(urnOf("a"), inputs);
    expect(await short(number)).toEqual([
      "00000001 bought acme active reception",
      "00000002 assigned acme active reception",
    ]);
    const [bought] = await world.ledger(number);
    expect(bought).toEqual({
      ...{ pk: `ledger#${number}`, sk: "00000001", schema: 1, number, event: "bought", by: "ada" },
      ...{ at: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/), tenant: "acme", connection: "aybiza" },
      update: { stack: "acme-us", commit: "c0ffee", run: "42" },
      ...{ acquired: "bought", state: "active", agent: "reception", monthly: { amount: "1.15", currency: "USD" } },
    });

    let state = again.state;
    let olds: Raw = inputs;
    const change = async (fields: Raw) => {
      const news = { ...inputs, fields: { ...inputs.fields, ...fields } };
      const q = { id: made.id, oldInputs: olds, oldState: state, news };
      ({ state } = await engine.update(urnOf("a"), q));
      await engine.update(urnOf("a"), q);
      olds = news;
    };
    await change({ agent: { name: "after-hours" } });
    await change({ agent: { name: "after-hours" }, fallback: { say: "Later." } });
    await change({ agent: { name: "after-hours" }, quarantined: { notice: "Gone." } });
    const end = (await world.plugin(author)).connect();
    await end.configure({ region: "us-east-1" });
    await end.delete(urnOf("a"), made.id, olds, state);
    await end.delete(urnOf("a"), made.id, olds, state);
    expect(await short(number)).toEqual([
      "00000001 bought acme active reception",
      "00000002 assigned acme active reception",
      "00000003 assigned acme active after-hours",
      "00000004 quarantined acme quarantined after-hours",
      "00000005 released acme gone after-hours",
    ]);
    expect(await world.item(`number#${number}`)).toBeUndefined();
  });

  test("entry and route are written together or not at all", async () => {
    const { number, inputs } = fresh();
    await world.write({ pk: inputs.pk, sk: "route", tenant: "birch" });
    await expect(engine.create(urnOf("b"), inputs)).rejects.toThrow("belongs to tenant `birch`");
    expect(await world.ledger(number)).toEqual([]);
  });

  test("of two updates at once each writes its entry after the other's", async () => {
    const { number, inputs } = fresh();
    const { id, state } = await engine.create(urnOf("c"), inputs);
    const other = (await world.plugin(author)).connect();
    await other.configure({ region: "us-east-1" });
    const to = (name: string) => {
      const news = { ...inputs, fields: { ...inputs.fields, agent: { name } } };
      return { id, oldInputs: inputs, oldState: state, news };
    };
    await Promise.all([engine.update(urnOf("c"), to("x")), other.update(urnOf("c"), to("y"))]);
    const lines = await short(number);
    expect(lines.slice(0, 2)).toEqual([
      "00000001 bought acme active reception",
      "00000002 assigned acme active reception",
    ]);
    expect(
      lines
        .slice(2)
        .map((l) => l.split(" ").at(-1))
        .sort(),
    ).toEqual(["x", "y"]);
    const last = (await world.item(inputs.pk)) as { agent: { name: string } };
    expect(last.agent.name).toBe(lines.at(-1)!.split(" ").at(-1));
  });

  test("an entry that another update writes in between is never overwritten: it is read, and the next place taken", async () => {
    const number = "+14155550190";
    for (const [name, value] of Object.entries(awsEnvironment(world.endpoint))) vi.stubEnv(name, value ?? "");
    const between = head({ number, agent: "x", event: "assigned" });
    let interruptions = 0;
    const outcome = await record(
      new DynamoDb({ region: "us-east-1" }),
      {
        ...{ table: "routes", number, events: (last) => eventsOnWrite(last, status) },
        author: async () => {
          if (interruptions++ === 0) await world.write({ pk: `ledger#${number}`, sk: "00000001", ...between });
          return { by: "ada", update: { stack: "acme-us" } };
        },
        change: { Put: { TableName: "routes", Item: { pk: { S: `number#${number}` }, sk: { S: "route" } } } },
      },
      AbortSignal.timeout(20_000),
    );
    vi.unstubAllEnvs();
    expect([outcome, interruptions]).toEqual(["done", 2]);
    expect(await short(number)).toEqual(["00000001 assigned acme active x", "00000002 assigned acme active reception"]);
  });

  test("a refresh, a price and where a number came from change nothing", async () => {
    const { number, inputs } = fresh({ from: "birch" }, { transferFrom: "birch" });
    const { id, state } = await engine.create(urnOf("d"), inputs);
    const read = await engine.read(urnOf("d"), id, inputs, state);
    expect(read).toEqual({ id, inputs, state });
    const { transferFrom: _, ...rest } = inputs as Raw;
    const news = { ...rest, ledger: { acquired: "bought", from: "birch" } };
    expect(await engine.diff(urnOf("d"), { id, oldInputs: inputs, oldState: state, news })).toMatchObject({
      changes: {},
    });
    expect(await world.ledger(number)).toHaveLength(2);
  });

  test("a ledger is refused beside what is no route", async () => {
    const { inputs } = fresh();
    for (const more of [{ pk: "tenant#acme" }, { sk: "adopted" }, { writeOnce: true }]) {
      const { failures } = await engine.check(urnOf("e"), { ...inputs, ...more });
      expect(failures.map((f) => f.property)).toEqual(["ledger"]);
    }
  });

  describe("a transfer", () => {
    test("takes a route over that its owner gives, and nothing else", async () => {
      const { number, inputs } = fresh();
      await engine.create(urnOf("f"), inputs);
      const birch = {
        ...{ ...inputs, tenant: "birch", transferFrom: "acme" },
        ledger: { acquired: "transferred", from: "acme" },
      };
      const refusal = "Set `transfer: { to: birch }` for it in the file of `acme`";
      await expect(engine.create(urnOf("g"), birch)).rejects.toThrow(refusal);
      await expect(engine.create(urnOf("g"), birch, { preview: true })).rejects.toThrow(refusal);
      await world.write({ ...inputs.fields, pk: inputs.pk, sk: "route", tenant: "acme", transferTo: "cedar" });
      await expect(engine.create(urnOf("g"), birch)).rejects.toThrow(refusal);
      await world.write({ ...inputs.fields, pk: inputs.pk, sk: "route", tenant: "dune", transferTo: "birch" });
      await expect(engine.create(urnOf("g"), birch)).rejects.toThrow("belongs to tenant `dune`");
      expect(await world.ledger(number)).toHaveLength(2);
    });

    test("is written once, by who receives it; who gave it then touches nothing", async () => {
      const { number, inputs } = fresh();
      const { id, state } = await engine.create(urnOf("h"), inputs);
      const given = { ...inputs, fields: { ...inputs.fields, transferTo: "birch" } };
      const gave = await engine.update(urnOf("h"), { id, oldInputs: inputs, oldState: state, news: given });
      expect(await short(number)).toHaveLength(2);
      const birch = {
        ...{ ...inputs, tenant: "birch", transferFrom: "acme" },
        ledger: { acquired: "transferred", from: "acme" },
      };
      expect((await engine.create(urnOf("i"), birch, { preview: true })).id).toBe("");
      await engine.create(urnOf("i"), birch);
      await engine.create(urnOf("i"), birch);
      const end = (await world.plugin(author)).connect();
      await end.configure({ region: "us-east-1" });
      await end.delete(urnOf("h"), id, given, gave.state);
      expect(await world.item(inputs.pk)).toMatchObject({ tenant: "birch" });
      expect(await short(number)).toEqual([
        "00000001 bought acme active reception",
        "00000002 assigned acme active reception",
        "00000003 transferred birch active reception",
        "00000004 assigned birch active reception",
      ]);
      expect((await world.ledger(number))[2]).toMatchObject({ from: "acme", tenant: "birch" });
      // acme's stack still declares the number, but its update can't take the route back.
      const back = { id, oldInputs: given, oldState: gave.state, news: inputs };
      await expect(engine.update(urnOf("h"), back)).rejects.toThrow("belongs to tenant `birch`");
    });

    test("can be asked for: whose a number is", async () => {
      const { number, inputs } = fresh();
      const route = { ...inputs.fields, schema: 1, number, accountSid: "AC1", transferTo: "birch" };
      await engine.create(urnOf("j"), { ...inputs, fields: route });
      const asked = await engine.invoke("aybiza:index:getRoute", { table: "routes", number });
      expect(asked).toEqual({ tenant: "acme", accountSid: "AC1", transferTo: "birch" });
      const nobody = await engine.invoke("aybiza:index:getRoute", { table: "routes", number: "+14155550199" });
      expect(nobody).toEqual({});
    });

    test("refuses to say whose a number is by a route of a newer schema", async () => {
      const { number, inputs } = fresh();
      await engine.create(urnOf("k"), { ...inputs, fields: { ...inputs.fields, schema: 2, number } });
      const asked = engine.invoke("aybiza:index:getRoute", { table: "routes", number });
      await expect(asked).rejects.toThrow(
        `the route of ${number} has schema 2, and this version reads schema 1: use the version that wrote it, or a later one`,
      );
    });
  });
});
