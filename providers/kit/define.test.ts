import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { PackageSpec, ResourceSpec } from "./define.ts";
import { InputErrors } from "./errors.ts";
import { type Bag, UNKNOWN } from "./handler.ts";
import { definePackage } from "./package.ts";
import { packageSchema } from "./schema.ts";
import { sdkFiles } from "./sdk.ts";
import { type Server, serve } from "./serve.ts";
import { Engine, secret, unknown } from "./testing/engine.ts";

const text = (description: string, flags: Bag = {}) => z.string().meta({ description, ...flags });
const door = z.strictObject({
  name: text("Name."),
  code: text("Code.", { secret: true }).optional(),
  site: text("Site.", { replaceOnChange: true }).optional(),
});

const inputs = z.strictObject({
  label: text("Label.", { autoname: { longest: 12 } }).optional(),
  doors: z
    .array(door.meta({ typeName: "Door", description: "A door." }))
    .optional()
    .meta({ description: "Doors." }),
  keys: z
    .record(z.string(), text("Key.", { secret: true }))
    .optional()
    .meta({ description: "Keys." }),
  size: z.int().optional().meta({ description: "Size." }),
});

/** Versions before 2.0.0 stored one `door`; 2.0.0 stores the list `doors`. */
const house: ResourceSpec<Bag> = {
  token: "estate:index:House",
  aliases: ["estate:index:Home"],
  description: "A house.",
  deleteBeforeReplace: true,
  inputs,
  outputs: z.strictObject({ id: text("Id.", { stable: true }), seen: text("Seen.") }),
  create: async (ctx, { inputs }) => {
    if (inputs.size === 13) throw new InputErrors("bad house", [{ property: "doors[1].name", reason: "is taken" }]);
    return { id: "h1", state: { ...inputs, id: "h1", seen: ctx.preview ? UNKNOWN : "" } };
  },
  read: async (_ctx, { id, inputs, state }) => ({ id, inputs, state: { ...state, seen: JSON.stringify(inputs) } }),
  update: async (_ctx, { newInputs, oldState }) => ({ state: { ...newInputs, seen: JSON.stringify(oldState) } }),
  delete: async (_ctx, { state }) => {
    if (state.door !== undefined) throw new Error("an old shape reached the handler");
  },
  upgrade({ door, ...rest }) {
    return door === undefined ? rest : { ...rest, doors: [door] };
  },
};

const config = z.strictObject({
  owner: text("Owner."),
  limits: z
    .strictObject({ rate: z.int().meta({ description: "Rate." }), token: text("Token.", { secret: true }) })
    .optional()
    .meta({ description: "Limits.", typeName: "Limits" }),
  strict: z.boolean().optional().meta({ description: "Strict." }),
});

let configured: Bag = {};
const spec: PackageSpec<Bag> = {
  name: "estate",
  version: "2.0.0",
  description: "Houses.",
  config,
  resources: [house],
  functions: [],
  configure(given) {
    configured = given;
    return given;
  },
};

let server: Server;
let engine: Engine;
beforeAll(async () => {
  server = await serve(definePackage(spec));
  engine = new Engine(server.port);
  await engine.configure({ owner: "ann" });
});
afterAll(async () => {
  engine.close();
  await server.close();
});

const urn = "urn:pulumi:dev::test::estate:index:House::cottage-on-the-hill";
const diff = (oldInputs: Bag, news: Bag) => engine.diff(urn, { id: "h1", oldInputs, oldState: oldInputs, news });

test("a mistake inside arrays, maps and objects is told at its path, with the rule", async () => {
  const { failures } = await engine.check(urn, {
    doors: [{ name: "front" }, { code: "1", colour: "red" }, { name: 3 }, unknown],
    keys: { "a.b": 4, fine: unknown },
    size: 1.5,
  });
  expect(failures).toEqual([
    { property: "doors[1].name", reason: "is missing: Name." },
    { property: "doors[1].colour", reason: "there is no such property; there are name, code, site" },
    { property: "doors[2].name", reason: "must be a string" },
    { property: 'keys["a.b"]', reason: "must be a string" },
    { property: "size", reason: "must be an integer" },
  ]);
  const late = await engine.create(urn, { size: 13 }).catch((e) => e);
  expect(late.failures).toEqual([{ property: "doors[1].name", reason: "is taken" }]);
});

test("flagged secrets leave as secrets at any depth, however they arrived", async () => {
  const given = { doors: [{ name: "front", code: "4711" }, { name: "back" }], keys: { cellar: "0815" }, label: "l" };
  const sealed = {
    label: "l",
    doors: [{ name: "front", code: secret("4711") }, { name: "back" }],
    keys: { cellar: secret("0815") },
  };
  expect((await engine.check(urn, given)).inputs).toEqual(sealed);
  const { state } = await engine.create(urn, given);
  expect({ doors: state.doors, keys: state.keys }).toEqual({ doors: sealed.doors, keys: sealed.keys });
  const found = await engine.read(urn, "h1", given, given);
  expect([found.inputs, found.state.doors]).toEqual([sealed, sealed.doors]);
});

test("secret texts of six characters or more are found wherever a handler puts them", async () => {
  const fresh = new Engine(server.port);
  await fresh.configure({ owner: "ann" });
  await fresh.read(
    urn,
    "h1",
    { keys: { cellar: secret("a-long-code") } },
    { doors: [secret({ name: "hidden-name" })] },
  );
  expect([fresh.sawInClear("a-long-code"), fresh.sawInClear("hidden-name")]).toEqual([false, false]);
  fresh.close();
});

test("a name that is left out is made once: it stays, is the same in every run, and another in a replacement", async () => {
  const named = async (at: Engine, olds: Bag = {}, seed = "s") =>
    (await at.check(urn, {}, olds, { seed })).inputs.label;
  const first = (await named(engine)) as string;
  expect(first).toMatch(/^cott-[0-9a-f]{7}$/);
  expect(await named(engine, {}, "other")).toBe(first);
  const later = new Engine(server.port);
  expect(await named(later, { label: "kept" })).toBe("kept");
  // The engine sent an earlier state, so this check generates the replacement's name.
  const replacement = await named(later, {}, "one");
  expect(replacement).not.toBe(first);
  expect(await named(later, {}, "one")).toBe(replacement);
  expect(await named(later, {}, "two")).not.toBe(replacement);
  later.close();
});

test.each<[string, "propose" | "enforce" | "disabled", string, unknown]>([
  ["a proposed name is fitted", "propose", "dev-cottage-long", { inputs: { label: "dev-cottage-" }, failures: [] }],
  ["an enforced name is taken as it is", "enforce", "dev-cot", { inputs: { label: "dev-cot" }, failures: [] }],
  [
    "where names are off, one must be given",
    "disabled",
    "",
    {
      inputs: {},
      failures: [
        {
          property: "label",
          reason: "is missing: this project's `pulumi:autonaming` is disabled, so set a name",
        },
      ],
    },
  ],
])("%s", async (_, mode, name, wanted) => {
  expect(await engine.check(urn, {}, {}, { mode, name })).toEqual(wanted);
  expect((await engine.check(urn, { label: "own" }, {}, { mode, name })).inputs).toEqual({ label: "own" });
});

test("a change of a flagged property inside a list replaces, old one first; others update and keep what is stable", async () => {
  const olds = { doors: [{ name: "front", site: "a" }], size: 1 };
  expect(await diff(olds, { doors: [{ name: "front", site: "b" }], size: 2 })).toMatchObject({
    changes: { "doors[0].site": "update-replace", size: "update" },
    replaces: ["doors"],
    stables: [],
    deleteBeforeReplace: true,
  });
  expect(await diff(olds, { doors: [{ name: "front" }], size: 1 })).toMatchObject({
    changes: { "doors[0].site": "delete-replace" },
  });
  expect(await diff({}, { doors: [{ name: "front", site: "a" }] })).toMatchObject({ changes: { doors: "add" } });
  expect(await diff(olds, { ...olds, size: 2 })).toMatchObject({
    changes: { size: "update" },
    stables: ["id"],
    deleteBeforeReplace: true,
  });
});

test("ignored paths may be quoted, indexed and starred", async () => {
  const olds = { keys: { "a.b": "1", c: "1" }, doors: [{ name: "x" }, { name: "y" }] };
  const news = { keys: { "a.b": "2", c: "2" }, doors: [{ name: "x2" }, { name: "y2" }] };
  const left = async (...ignore: string[]) =>
    Object.keys((await engine.diff(urn, { id: "h", oldInputs: olds, oldState: {}, news, ignore })).changes).sort();
  expect(await left('keys["a.b"]', "doors[0].name")).toEqual(["doors[1].name", "keys.c"]);
  expect(await left("keys.*", "doors[*]")).toEqual([]);
  expect(await left("keys.a", "doors[1]")).toEqual(["doors[0].name", "keys.c", 'keys["a.b"]']);
});

test("what an earlier version wrote is brought to the present shape before anything sees it, under its earlier type too", async () => {
  const old = { door: { name: "front" }, label: "l" };
  const now = { doors: [{ name: "front" }], label: "l" };
  expect(await diff(old, now)).toMatchObject({ some: false });
  const home = urn.replace("House", "Home");
  const found = await engine.read(home, "h1", old, old);
  expect(found.inputs).toEqual(now);
  const q = { id: "h1", oldInputs: old, oldState: old, news: now };
  expect((await engine.update(urn, q)).state.seen).toBe(JSON.stringify({ label: "l", doors: [{ name: "front" }] }));
  await engine.delete(home, "h1", old, old);
});

test("configuration that isn't text arrives as JSON, and a secret inside it is kept", async () => {
  const limits = JSON.stringify({ rate: 5, token: "inner-token" });
  const { inputs, failures } = await engine.checkConfig({ owner: "ann", limits, strict: "true" });
  expect(failures).toEqual([]);
  expect(inputs).toEqual({ owner: "ann", limits: { rate: 5, token: secret("inner-token") }, strict: true });
  expect((await engine.checkConfig({ owner: "ann", strict: "maybe" })).failures).toEqual([
    { property: "strict", reason: "must be a boolean" },
  ]);
  const other = new Engine(server.port);
  await other.configure({ owner: "ann", limits });
  expect(configured).toEqual({ owner: "ann", limits: { rate: 5, token: "inner-token" } });
  await other.read(urn, "h1", { label: "inner-token" }, {});
  expect(other.sawInClear("inner-token")).toBe(false);
  other.close();
});

test("the schema and the SDK say what the definition says", () => {
  const schema = packageSchema(spec);
  expect(schema.resources["estate:index:House"]).toMatchObject({
    aliases: [{ type: "estate:index:Home" }],
    required: ["label", "id", "seen"],
    requiredInputs: [],
  });
  expect(schema.types["estate:index:Door"]!.properties).toMatchObject({
    code: { secret: true },
    site: { willReplaceOnChanges: true },
  });
  const files = sdkFiles(schema, "@pulumi/estate");
  expect(files.get("house.ts")).toContain('aliases: [{ type: "estate:index:Home" }]');
  expect(files.get("types.ts")!.match(/interface \w+/g)).toEqual([
    "interface Limits",
    "interface Door",
    "interface LimitsArgs",
    "interface DoorArgs",
  ]);
});
