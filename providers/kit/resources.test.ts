import grpc from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, type Plugin, secret, unknown } from "./testing/engine.ts";
import { connectAs, entry, startLedger, stone } from "./testing/start-ledger.ts";

let plugin: Plugin;
let engine: Engine;
beforeAll(async () => {
  plugin = await startLedger();
  engine = await connectAs(plugin, "ann");
});
afterAll(() => plugin.stop());

const compare = (oldInputs: object, news: object, ignore: string[] = []) =>
  engine.diff(entry, { id: "i", oldInputs: { ...oldInputs }, oldState: {}, news: { ...news }, ignore });

test("a diff names each leaf and how it changed", async () => {
  const olds = {
    same: 1,
    gone: "x",
    text: "a",
    tags: { team: "one", keep: true, "a.b": 1 },
    routes: [{ host: "a" }, { host: "b" }],
  };
  const news = {
    same: 1,
    text: "b",
    fresh: false,
    tags: { team: "two", keep: true, "a.b": 2 },
    routes: [{ host: "a" }, { host: "c" }, { host: "d" }],
  };
  const diff = await compare(olds, news);
  expect(diff.changes).toEqual({
    gone: "delete",
    text: "update",
    fresh: "add",
    "tags.team": "update",
    'tags["a.b"]': "update",
    "routes[1].host": "update",
    "routes[2]": "add",
  });
  expect(diff).toMatchObject({ some: true, replaces: [] });
  expect([...diff.diffs].sort()).toEqual(["fresh", "gone", "routes", "tags", "text"]);
});

test("equal values are no change, secret or not; null is the same as not given", async () => {
  expect(await compare({ text: secret("a"), none: null }, { text: "a" })).toMatchObject({ some: false, changes: {} });
});

test("a value that isn't known yet is a change", async () => {
  expect((await compare({ text: "a" }, { text: unknown, later: unknown })).changes).toEqual({
    text: "update",
    later: "add",
  });
});

test("changes that the program ignores are no changes", async () => {
  const olds = { text: "a", tags: { team: "one", size: 1 }, list: [{ x: 1 }, { x: 2 }] };
  const news = { text: "b", tags: { team: "two", size: 2 }, list: [{ x: 3 }, { x: 4 }] };
  expect((await compare(olds, news, ["text", "tags.team", "list[*].x"])).changes).toEqual({ "tags.size": "update" });
});

test("replacements, stable outputs and delete-before-replace reach the engine", async () => {
  const diff = await engine.diff(stone, { id: "i", oldInputs: { text: "a" }, oldState: {}, news: { text: "b" } });
  expect(diff).toEqual({
    some: true,
    // A resource without `update` can only be replaced, whatever its `diff` returns.
    changes: { text: "update-replace", "tags.team": "add-replace" },
    replaces: ["text", "tags"],
    diffs: ["text", "tags"],
    stables: ["weight"],
    deleteBeforeReplace: true,
  });
});

test("what is half made keeps its id and state", async () => {
  const error = await engine.create(entry, { half: "it" }).catch((e) => e);
  expect(error.partial).toMatchObject({ reasons: ["half of it"], inputs: undefined });
  expect(error.partial.id).toMatch(/^ann-\d+$/);
  expect(error.partial.properties).toMatchObject({ half: "it", pin: secret("4711") });
});

test("a mistake in the inputs reaches its property; a person's error is one clean line; a bug says that it is one", async () => {
  const inputs = await engine.create(entry, { bad: true }).catch((e) => e);
  expect(inputs).toMatchObject({
    code: grpc.status.INVALID_ARGUMENT,
    failures: [{ property: "bad.a", reason: "too small" }],
  });
  const person = await engine.create(entry, { fail: "x" }).catch((e) => e);
  expect(person).toMatchObject({ code: grpc.status.FAILED_PRECONDITION, message: "it failed with x" });
  const bug = await engine.create(entry, { bug: true }).catch((e) => e);
  expect(bug.code).toBe(grpc.status.UNKNOWN);
  expect(bug.message).toMatch(/^a bug in the provider: TypeError: a handler's bug\n/);
});

test("a value that can't be sent is an error of its own call, and no other call suffers", async () => {
  const others = engine.create(entry, { slow: 200 });
  const bug = await engine.create(entry, { unsendable: true }).catch((e) => e);
  expect(bug.message).toMatch(/^a bug in the provider: TypeError: inner\.call: a function can't be a property value\n/);
  const half = await engine.create(entry, { unsendable: true, half: "it" }).catch((e) => e);
  expect(half.message).toMatch(/^a bug in the provider: TypeError: inner\.call: /);
  expect((await others).state.owner).toBe("ann");
});

test("a preview can't write, even where a handler tries", async () => {
  await expect(engine.create(entry, { writeInPreview: true }, { preview: true })).rejects.toThrow(
    "this ledger can't be written to",
  );
});

test("gone on read is an empty id; an import gives the inputs", async () => {
  expect(await engine.read(entry, "ann-999")).toEqual({ id: "", inputs: {}, state: {} });
  const { id } = await engine.create(entry, { text: "live" });
  expect(await engine.read(entry, id)).toEqual({ id, inputs: { text: "live" }, state: { text: "live" } });
});

test("a delete of what is gone is done", async () => {
  await engine.delete(entry, "ann-999", {}, {});
});

test("a create knows whether the engine held the resource before, and whether the program declares it", async () => {
  const fresh = await connectAs(plugin, "ann");
  expect((await fresh.create(entry, {})).state.flags).toEqual({ existed: false, declared: false });
  await fresh.check(entry, { text: "a" });
  expect((await fresh.create(entry, {})).state.flags).toEqual({ existed: false, declared: true });
  await fresh.check(entry, { text: "b" }, { text: "a" });
  expect((await fresh.create(entry, {})).state.flags).toEqual({ existed: true, declared: true });
});

test("cancel ends the calls of its own engine, not those of another", async () => {
  const other = await connectAs(plugin, "ben");
  const mine = engine.create(entry, { slow: 10_000 }).catch((e) => e);
  const theirs = other.create(entry, { slow: 300 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await engine.cancel();
  expect(await mine).toMatchObject({
    code: grpc.status.CANCELLED,
    message: "cancelled by the engine: run the command again, it goes on from here",
  });
  expect((await theirs).state.owner).toBe("ben");
  // The provider rejects calls that the engine sent before it noticed the cancel.
  expect(await engine.create(entry, { text: "late" }).catch((e) => e)).toMatchObject({ code: grpc.status.CANCELLED });
});

test.each(["create", "read", "update", "delete"] as const)("a program's timeout ends a %s", async (does) => {
  const own = await connectAs(plugin, "ann");
  const slow = { slow: 10_000 };
  const timeout = 0.2;
  const q = { id: "i", oldInputs: slow, oldState: {}, news: slow, timeout };
  const calls = {
    create: () => own.create(entry, slow, { timeout }),
    read: () => own.read(entry, "i", slow, {}, { timeout }),
    update: () => own.update(entry, q),
    delete: () => own.delete(entry, "i", slow, {}, { timeout }),
  };
  expect(await calls[does]().catch((e) => e)).toMatchObject({
    code: grpc.status.DEADLINE_EXCEEDED,
    message: "timed out after 0.2 s: raise `customTimeouts` of the resource, or run it again",
  });
});

test("where the program says nothing, a resource's own limit holds; the program's goes before", async () => {
  const own = await connectAs(plugin, "ann");
  const error = await own.create(stone, { slow: 10_000 }).catch((e) => e);
  expect(error).toMatchObject({ message: expect.stringMatching(/^timed out after 0\.3 s: /) });
  expect((await own.create(stone, { slow: 400 }, { timeout: 5 })).id).toBe("stone");
});
