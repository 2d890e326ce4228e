import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ministackVenv } from "../../rehearsal/paths.ts";
import { type Engine, type Raw, secret, unknown } from "../kit/testing/engine.ts";
import { startWorld, urnOf, type World } from "./testing/world.ts";

const mark = expect.stringMatching(/^[0-9a-f]{12}$/);

describe("an item of the routes table", () => {
  let world: World;
  let engine: Engine;
  beforeAll(async () => {
    world = await startWorld(ministackVenv);
    engine = await world.run();
  }, 60_000);
  afterAll(() => world?.stop());

  let made = 0;
  /** Makes inputs for an item that no other test uses. */
  const fresh = (fields: Raw = { agent: { name: "reception" } }, more: Raw = {}) => {
    const pk = `number#+141555501${String(made++).padStart(2, "0")}`;
    return { table: "routes", pk, sk: "route", tenant: "acme", fields, ...more };
  };
  const create = async (name: string, inputs: Raw) => ({ ...(await engine.create(urnOf(name), inputs)), inputs });

  test("create, change, and delete, twice", async () => {
    const inputs = fresh();
    const { id, state } = await create("a", inputs);
    expect({ id, state }).toEqual({ id: `routes/${inputs.pk}/route`, state: { ...inputs, owner: mark } });
    const own = { pk: inputs.pk, sk: "route", tenant: "acme", owner: state.owner };
    expect(await world.item(inputs.pk)).toEqual({ ...own, agent: { name: "reception" } });

    const news = { ...inputs, fields: { agent: { name: "after-hours" } } };
    const q = { id, oldInputs: inputs, oldState: state, news };
    expect(await engine.diff(urnOf("a"), q)).toMatchObject({
      changes: { "fields.agent.name": "update" },
      replaces: [],
      stables: ["owner"],
    });
    const updated = await engine.update(urnOf("a"), q);
    expect(updated.state).toEqual({ ...news, owner: state.owner });
    expect(await world.item(inputs.pk)).toEqual({ ...own, agent: { name: "after-hours" } });

    const end = await world.run();
    await end.delete(urnOf("a"), id, news, updated.state);
    expect(await world.item(inputs.pk)).toBeUndefined();
    await end.delete(urnOf("a"), id, news, updated.state);
    expect(await end.read(urnOf("a"), id, news, updated.state)).toEqual({ id: "", inputs: {}, state: {} });
  });

  test("previews change nothing, and show what is known", async () => {
    const inputs = fresh({ n: 1, later: unknown });
    const preview = { preview: true };
    expect(await engine.create(urnOf("p"), inputs, preview)).toEqual({ id: "", state: { ...inputs, owner: unknown } });
    const bought = { ...inputs, pk: unknown };
    expect((await engine.create(urnOf("p"), bought, preview)).state).toEqual({ ...bought, owner: unknown });
    expect(await world.item(inputs.pk)).toBeUndefined();

    const there = await create("p", fresh({ n: 1 }));
    const news = { ...there.inputs, fields: { n: 2, m: unknown } };
    const q = { id: there.id, oldInputs: there.inputs, oldState: there.state, news, preview: true };
    expect((await engine.diff(urnOf("p"), q)).changes).toEqual({ "fields.n": "update", "fields.m": "add" });
    expect((await engine.update(urnOf("p"), q)).state).toEqual({ ...news, owner: there.state.owner });
    expect(await world.item(there.inputs.pk as string)).toMatchObject({ n: 1 });
  });

  test("a preview where the region isn't known yet asks nobody", async () => {
    const other = world.connect();
    await other.configure({ region: unknown });
    const inputs = fresh();
    expect((await other.create(urnOf("r"), inputs, { preview: true })).state).toEqual({ ...inputs, owner: unknown });
  });

  test("what names the item or its tenant replaces, also while it is unknown", async () => {
    const { id, state, inputs } = await create("k", fresh());
    for (const [name, value] of Object.entries({ table: "other", pk: unknown, sk: "x", tenant: "globex" })) {
      const diff = await engine.diff(urnOf("k"), {
        id,
        oldInputs: inputs,
        oldState: state,
        news: { ...inputs, [name]: value },
      });
      expect(diff).toMatchObject({
        changes: { [name]: "update-replace" },
        replaces: [name],
        deleteBeforeReplace: false,
      });
    }
    expect(
      await engine.diffConfig({ region: "us-east-1", profile: "a" }, { region: "us-west-2", profile: "b" }),
    ).toMatchObject({
      changes: { region: "update-replace", profile: "update" },
    });
  });

  test("every kind of value comes back as it went, and no refresh finds a change", async () => {
    const fields = {
      empty: "",
      text: "Grüß Gott 🦷\n\"'",
      zero: 0,
      negative: -1.5,
      tenth: 0.1,
      third: 1 / 3,
      long: 9007199254740991,
      huge: 2 ** 70,
      large: 1.5e125,
      small: 1.5e-130,
      yes: true,
      no: false,
      list: [],
      map: {},
      deep: [[1, ["two", { three: [null, false, ""] }]], { "a.b/c": { d: [{}] } }],
      size: 1,
      name: "a word that DynamoDB reserves",
    };
    const { id, state, inputs } = await create("v", fresh(fields));
    expect(state.fields).toEqual(fields);
    const read = await engine.read(urnOf("v"), id, inputs, state);
    expect(read).toEqual({ id, inputs, state });
    const q = { id, oldInputs: read.inputs, oldState: read.state, news: inputs };
    expect((await engine.diff(urnOf("v"), q)).some).toBe(false);
  });

  test("what isn't given as a value is left out before it is compared", async () => {
    const given = fresh({ say: null, list: [1, null], inner: { dial: null } });
    const { inputs, failures } = await engine.check(urnOf("n"), given);
    expect({ inputs, failures }).toEqual({
      inputs: { ...given, fields: { list: [1, null], inner: {} } },
      failures: [],
    });
    const { id, state } = await engine.create(urnOf("n"), inputs);
    expect(await engine.read(urnOf("n"), id, inputs, state)).toEqual({ id, inputs, state });
  });

  test("every mistake is told at its property", async () => {
    const { failures } = await engine.check(urnOf("m"), {
      table: "arn:aws:dynamodb:us-east-1:000000000000:table/routes",
      pk: "a/b",
      sk: "",
      tenant: unknown,
      fields: { pk: "x", owner: "me", limits: [{ n: 1e126 }, { n: 1e-131 }, { n: 0 }] },
      writeOnce: "yes",
    });
    const number = "must be 0 or from 1e-130 to below 1e126: DynamoDB stores no other number";
    const own = "is an attribute that the provider sets itself: use a name other than pk, sk, tenant, owner";
    expect(failures).toEqual([
      { property: "table", reason: "must be a table's name: 3 to 255 letters, digits, `_`, `-` and `.`" },
      {
        property: "pk",
        reason: "must not be empty or contain a slash: the item's id is `table/pk/sk`",
      },
      { property: "sk", reason: "must not be empty" },
      { property: "writeOnce", reason: "must be a boolean" },
      { property: "fields.owner", reason: own },
      { property: "fields.pk", reason: own },
      { property: "fields.limits[0].n", reason: number },
      { property: "fields.limits[1].n", reason: number },
    ]);
    expect((await engine.check(urnOf("m"), { ...fresh(), fields: unknown, pk: unknown })).failures).toEqual([]);
  });

  test("an item over 400 KB is refused by the preview and by the update, and what is stored stays", async () => {
    const { id, state, inputs } = await create("big", fresh());
    const fields = { name: "reception", flow: { intents: [{ answer: "No." }, { answer: "x".repeat(410_000) }] } };
    const news = { ...inputs, fields };
    const reason = `make ${inputs.pk} route in routes an item of 410,111 bytes; DynamoDB's limit is 409,600 (400 KB): shorten \`flow.intents[1].answer\`, which has 410,000 bytes (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`;
    expect((await engine.check(urnOf("big"), news)).failures).toEqual([{ property: "fields", reason }]);
    expect((await engine.check(urnOf("big"), { ...news, pk: unknown })).failures).toEqual([
      { property: "fields", reason: expect.stringMatching(/^make this an item of 410,\d{3} bytes; /) },
    ]);
    await expect(engine.update(urnOf("big"), { id, oldInputs: inputs, oldState: state, news })).rejects.toMatchObject({
      code: 9,
      message: `the fields ${reason}`,
    });
    expect(await world.item(inputs.pk as string)).toMatchObject({ agent: { name: "reception" } });
  });

  test("the largest item that DynamoDB stores is stored, and one byte more is refused before it is asked", async () => {
    const { inputs } = await create("most", fresh({ text: "" }));
    const { pk } = inputs as { pk: string };
    const sized = async (length: number) => {
      const fields = { text: "x".repeat(length), list: [1, true, null, "a"], map: { é: "東" } };
      const { failures } = await engine.check(urnOf("most"), { ...inputs, fields });
      return { fields, failures };
    };
    const bare =
      409_600 -
      "pksktenantownertextlistmap".length -
      `${pk}routeacme`.length -
      12 -
      (3 + 4 + 2 + 1 + 1 + 1) -
      (3 + 1 + 2 + 3);
    const { fields, failures } = await sized(bare);
    expect(failures).toEqual([]);
    await create("most", { ...inputs, fields });
    expect((await world.item(pk))?.text).toHaveLength(bare);
    const over = await sized(bare + 1);
    expect(over.failures).toMatchObject([
      { property: "fields", reason: expect.stringContaining("an item of 409,601 bytes") },
    ]);
    // DynamoDB's own limit is at the same size.
    const stored = (await world.item(pk)) as { pk: string; sk: string };
    await expect(world.write({ ...stored, text: over.fields.text })).rejects.toThrow("Item size has exceeded");
  });

  test("drift of each field shows in a refresh, and the next update mends it", async () => {
    const { id, state, inputs } = await create("d", fresh({ say: "Hello", list: [1, 2], map: { a: 1, b: 2 } }));
    const { pk } = inputs as { pk: string };
    const own = { pk, sk: "route", tenant: "acme", owner: state.owner };
    await world.write({ ...own, list: [1, 3, 4], map: { a: 1 }, more: "x" });
    const read = await engine.read(urnOf("d"), id, inputs, state);
    expect(read.state).toEqual({ ...state, fields: { list: [1, 3, 4], map: { a: 1 }, more: "x" } });
    const q = { id, oldInputs: read.inputs, oldState: read.state, news: inputs };
    expect((await engine.diff(urnOf("d"), q)).changes).toEqual({
      "fields.list[1]": "update",
      "fields.list[2]": "delete",
      "fields.map.b": "add",
      "fields.more": "delete",
      "fields.say": "add",
    });
    await engine.update(urnOf("d"), q);
    expect(await world.item(pk)).toEqual({ ...own, ...(inputs as { fields: Raw }).fields });
  });

  test("an update puts back an item that is gone", async () => {
    const { id, state, inputs } = await create("gone", fresh());
    await world.erase(inputs.pk as string);
    const news = { ...inputs, fields: { n: 2 } };
    await engine.update(urnOf("gone"), { id, oldInputs: inputs, oldState: state, news });
    expect(await world.item(inputs.pk as string)).toMatchObject({ n: 2, owner: state.owner });
  });

  test("an import reads all of an item, also with slashes in its sort key, and can delete it", async () => {
    await world.write({ pk: "tenant#acme", sk: "agent#a/b#1", tenant: "acme", owner: "0123456789ab", version: "1" });
    const id = "routes/tenant#acme/agent#a/b#1";
    const inputs = { table: "routes", pk: "tenant#acme", sk: "agent#a/b#1", tenant: "acme", fields: { version: "1" } };
    const found = await engine.read(urnOf("i"), id);
    expect(found).toEqual({ id, inputs, state: { ...inputs, owner: "0123456789ab" } });
    await engine.delete(urnOf("i"), id, found.inputs, found.state);
    expect(await world.item("tenant#acme", "agent#a/b#1")).toBeUndefined();

    expect(await engine.read(urnOf("i"), "routes/nothing/here")).toEqual({ id: "", inputs: {}, state: {} });
    await expect(engine.read(urnOf("i"), "routes/nothing")).rejects.toThrow(
      "\"routes/nothing\" isn't an item's id: use the form table/pk/sk",
    );
    await world.writeRaw({ pk: { S: "odd" }, sk: { S: "set" }, tenant: { S: "acme" }, tags: { SS: ["a"] } });
    await expect(engine.read(urnOf("i"), "routes/odd/set")).rejects.toThrow(
      /^odd set in routes can't be read: an attribute has type SS, which JSON can't represent\. Delete or correct the item$/,
    );
    await world.write({ pk: "odd", sk: "nobody" });
    await expect(engine.read(urnOf("i"), "routes/odd/nobody")).rejects.toThrow(
      /^odd nobody in routes has no tenant: it wasn't written by this provider and can't be imported$/,
    );
  });

  test("a secret field stays secret to the engine through create, read and update", async () => {
    const hidden = secret("hunter2-is-the-word");
    const inputs = fresh({ note: hidden, n: 1 });
    const { id, state } = await engine.create(urnOf("s"), inputs);
    expect(state.fields).toEqual({ note: hidden, n: 1 });
    expect((await engine.read(urnOf("s"), id, inputs, state)).state.fields).toEqual({ note: hidden, n: 1 });
    const news = { ...inputs, fields: { note: hidden, n: 2 } };
    await engine.update(urnOf("s"), { id, oldInputs: inputs, oldState: state, news });
    expect(await world.item(inputs.pk)).toMatchObject({ note: "hunter2-is-the-word", n: 2 });
    expect(engine.sawInClear("hunter2")).toBe(false);
  });

  describe("written once", () => {
    const once = { writeOnce: true };

    test("keeps its first value in a change, a retry after a kill, a refresh and a preview", async () => {
      const { id, state, inputs } = await create("w", fresh({ settings: "first" }, once));
      const { pk } = inputs as { pk: string };
      const news = { ...inputs, fields: { settings: "second" } };
      const diff = await engine.diff(urnOf("w"), { id, oldInputs: inputs, oldState: state, news });
      expect(diff).toMatchObject({ some: false, stables: ["owner", "fields"] });

      // The engine was killed before it saved the first create.
      expect((await engine.create(urnOf("w"), news, { preview: true })).state.fields).toEqual({ settings: "first" });
      const retried = await engine.create(urnOf("w"), news);
      expect(retried.state).toEqual({ ...news, fields: { settings: "first" }, owner: mark });
      expect(retried.state.owner).not.toBe(state.owner);
      expect(await world.item(pk)).toMatchObject({ settings: "first", owner: retried.state.owner });

      const read = await engine.read(urnOf("w"), id, news, retried.state);
      expect(read).toEqual({ id, inputs: news, state: retried.state });
    });

    test("an update puts the first value back when the item is gone", async () => {
      const { id, state, inputs } = await create("wg", fresh({ settings: "first" }));
      await world.erase(inputs.pk as string);
      const news = { ...inputs, ...once, fields: { settings: "second" } };
      const q = { id, oldInputs: inputs, oldState: state, news };
      expect((await engine.diff(urnOf("wg"), q)).changes).toEqual({ writeOnce: "add" });
      const planned = await engine.update(urnOf("wg"), { ...q, preview: true });
      const updated = await engine.update(urnOf("wg"), q);
      expect(updated).toEqual(planned);
      expect(updated.state).toEqual({ ...news, fields: { settings: "first" }, owner: state.owner });
      expect(await world.item(inputs.pk as string)).toMatchObject({ settings: "first", owner: state.owner });
    });

    test("once it isn't any more, the program's value counts again, beside what is stored", async () => {
      const { id, state, inputs } = await create("wn", fresh({ settings: "first" }, once));
      const said = { ...inputs, fields: { settings: "second" } };
      const { writeOnce: _, ...news } = said as Raw;
      const q = { id, oldInputs: said, oldState: state, news };
      expect((await engine.diff(urnOf("wn"), q)).changes).toEqual({ "fields.settings": "update", writeOnce: "delete" });
      expect((await engine.update(urnOf("wn"), q)).state).toEqual({ ...news, owner: state.owner });
      expect(await world.item(inputs.pk as string)).toMatchObject({ settings: "second" });
    });
  });
});
