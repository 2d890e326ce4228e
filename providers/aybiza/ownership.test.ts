import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ministackVenv } from "../../rehearsal/paths.ts";
import type { Engine, Raw } from "../kit/testing/engine.ts";
import { RoutesTable } from "./routes-table.ts";
import { startWorld, urnOf, type World } from "./testing/world.ts";

const WARNING = 2;

/** The tests make the engine's calls in the engine's order; each `world.run()` stands for one run of the engine. */
describe("a live route isn't lost", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(ministackVenv);
  }, 60_000);
  afterAll(() => world?.stop());

  let made = 0;
  const fresh = (more: Raw = {}) => {
    const pk = `number#+141555501${String(made++).padStart(2, "0")}`;
    return { table: "routes", pk, sk: "route", tenant: "acme", fields: { to: "reception" }, ...more };
  };
  const create = async (engine: Engine, name: string, inputs: Raw) => {
    const { id, state } = await engine.create(urnOf(name), inputs);
    return { urn: urnOf(name), id, state, inputs };
  };
  type Made = Awaited<ReturnType<typeof create>>;
  const unchanged = async (engine: Engine, { urn, id, state, inputs }: Made) =>
    expect((await engine.diff(urn, { id, oldInputs: inputs, oldState: state, news: inputs })).some).toBe(false);
  const remove = (engine: Engine, { urn, id, state, inputs }: Made) => engine.delete(urn, id, inputs, state);
  const said = ({ urn }: Made) => world.log.messages.filter((m) => m.urn === urn).map((m) => [m.severity, m.text]);

  test("when its resource is renamed: the new one takes it over, and the old one leaves it", async () => {
    const old = await create(await world.run(), "old", fresh());
    const run = await world.run();
    const renamed = await create(run, "renamed", old.inputs);
    await remove(run, old);
    expect(await world.item(old.inputs.pk as string)).toMatchObject({ to: "reception", owner: renamed.state.owner });
    expect(said(old)).toEqual([
      [1, `${old.inputs.pk} route in routes is kept: the program declares it as another resource`],
    ]);
    await remove(await world.run(), renamed);
    expect(await world.item(old.inputs.pk as string)).toBeUndefined();
  });

  test("when a run is killed between the create and the delete of a rename", async () => {
    const old = await create(await world.run(), "old-2", fresh());
    const renamed = await create(await world.run(), "renamed-2", old.inputs);
    // A refresh in between doesn't make the old resource the owner.
    const next = await world.run();
    const { state } = await next.read(old.urn, old.id, old.inputs, old.state);
    expect(state).toEqual(old.state);
    await remove(next, old);
    expect(await world.item(old.inputs.pk as string)).toMatchObject({ owner: renamed.state.owner });
    expect(said(old)).toEqual([
      [
        WARNING,
        `${old.inputs.pk} route in routes is kept: another resource owns it. If no resource does, delete the item by hand.`,
      ],
    ]);
  });

  test("when a half-done rename is taken back: the item goes back to the resource that stays", async () => {
    const old = await create(await world.run(), "stays", fresh());
    const renamed = await create(await world.run(), "goes", old.inputs);
    const next = await world.run();
    await unchanged(next, old);
    await remove(next, renamed);
    expect(await world.item(old.inputs.pk as string)).toMatchObject({ to: "reception", owner: old.state.owner });
    await remove(await world.run(), old);
    expect(await world.item(old.inputs.pk as string)).toBeUndefined();
  });

  test("when it is taken back with a change", async () => {
    const old = await create(await world.run(), "stays-2", fresh());
    const renamed = await create(await world.run(), "goes-2", old.inputs);
    const next = await world.run();
    const news = { ...old.inputs, fields: { to: "after-hours" } };
    const q = { id: old.id, oldInputs: old.inputs, oldState: old.state, news };
    expect((await next.diff(old.urn, q)).some).toBe(true);
    await next.update(old.urn, q);
    await remove(next, renamed);
    expect(await world.item(old.inputs.pk as string)).toMatchObject({ to: "after-hours", owner: old.state.owner });
  });

  test("when it is replaced by itself, in one run or after a kill", async () => {
    const first = await create(await world.run(), "self", fresh());
    const run = await world.run();
    const second = await create(run, "self", first.inputs);
    await remove(run, first);
    expect(await world.item(first.inputs.pk as string)).toMatchObject({ owner: second.state.owner });
    const third = await create(await world.run(), "self", first.inputs);
    await remove(await world.run(), second);
    expect(await world.item(first.inputs.pk as string)).toMatchObject({ owner: third.state.owner });
  });

  test("when a value comes back whose old item still waits for its delete", async () => {
    const v1 = fresh({ sk: "agent#reception#1" });
    const old = await create(await world.run(), "agent", v1);
    await create(await world.run(), "agent", { ...v1, sk: "agent#reception#2" });
    // That run was killed before it deleted the first version's item; the program then declares the first version again.
    const next = await world.run();
    const again = await create(next, "agent", v1);
    await remove(next, old);
    expect(await world.item(v1.pk, v1.sk)).toMatchObject({ owner: again.state.owner });
  });

  test("nor what is written once: its owner changes, its value stays", async () => {
    const old = await create(await world.run(), "once", fresh({ writeOnce: true }));
    const renamed = await create(await world.run(), "once-2", { ...old.inputs, fields: { to: "nobody" } });
    await remove(await world.run(), old);
    expect(await world.item(old.inputs.pk as string)).toMatchObject({ to: "reception", owner: renamed.state.owner });
    await remove(await world.run(), renamed);
    expect(await world.item(old.inputs.pk as string)).toBeUndefined();
  });

  test("an alias keeps the state, and with it the item", async () => {
    const old = await create(await world.run(), "alias", fresh());
    await remove(await world.run(), { ...old, urn: urnOf("alias-2") });
    expect(await world.item(old.inputs.pk as string)).toBeUndefined();
  });

  test("a replacement by another place deletes the old item after the new one is there", async () => {
    const old = await create(await world.run(), "moved", fresh());
    const run = await world.run();
    const news = fresh();
    expect((await run.diff(old.urn, { id: old.id, oldInputs: old.inputs, oldState: old.state, news })).some).toBe(true);
    await create(run, "moved", news);
    await remove(run, old);
    expect(await world.item(old.inputs.pk as string)).toBeUndefined();
    expect(await world.item(news.pk)).toMatchObject({ to: "reception" });
  });

  test("a create whose answer was lost is found again, and its item can be deleted", async () => {
    const inputs = fresh();
    await create(await world.run(), "lost", inputs);
    const retried = await create(await world.run(), "lost", { ...inputs, fields: { to: "after-hours" } });
    expect(await world.item(inputs.pk)).toMatchObject({ to: "after-hours", owner: retried.state.owner });
    await remove(await world.run(), retried);
    expect(await world.item(inputs.pk)).toBeUndefined();
  });

  test("a client that only looks refuses to change anything", async () => {
    const table = RoutesTable.of({ region: "us-east-1" }).readOnly();
    const place = { table: "routes", pk: "number#+14155550199", sk: "route" };
    const wanted = { tenant: "acme", owner: "0123456789ab", fields: {} };
    const { signal } = new AbortController();
    const said =
      "a read-only call tried to change number#+14155550199 route in routes. This is a bug in the provider: report it";
    await expect(table.put(place, wanted, signal)).rejects.toThrow(said);
    await expect(table.putOnce(place, wanted, signal)).rejects.toThrow(said);
    await expect(table.delete(place, wanted, signal)).rejects.toThrow(said);
  });

  test.each([[{}], [{ writeOnce: true }]])("another tenant's item is never written: %o", async (more) => {
    const theirs = await create(await world.run(), "theirs", fresh({ tenant: "globex" }));
    const { pk } = theirs.inputs as { pk: string };
    const run = await world.run();
    const ours = { ...theirs.inputs, ...more, tenant: "acme", fields: { to: "thief" } };
    const refused = {
      code: 9,
      message: `${pk} route in routes belongs to tenant \`globex\`, so tenant \`acme\` can't have it: a number or an account belongs to one tenant. Remove it from one of the two tenants' files, and deploy that tenant first`,
    };
    await expect(run.create(urnOf("ours"), ours)).rejects.toMatchObject(refused);
    await expect(run.create(urnOf("ours"), ours, { preview: true })).rejects.toMatchObject(refused);
    const q = { id: theirs.id, oldInputs: ours, oldState: ours, news: ours };
    await expect(run.update(urnOf("ours"), q)).rejects.toMatchObject(refused);
    expect(await world.item(pk)).toMatchObject({ to: "reception", tenant: "globex", owner: theirs.state.owner });
  });

  test("another tenant's item in the place of ours: ours is gone, and a delete leaves theirs", async () => {
    const ours = await create(await world.run(), "ours-2", fresh());
    const { pk } = ours.inputs as { pk: string };
    await world.write({ pk, sk: "route", tenant: "globex", to: "theirs" });
    const run = await world.run();
    expect(await run.read(ours.urn, ours.id, ours.inputs, ours.state)).toEqual({ id: "", inputs: {}, state: {} });
    await remove(run, ours);
    expect(await world.item(pk)).toEqual({ pk, sk: "route", tenant: "globex", to: "theirs" });
    expect(said(ours)).toEqual([[WARNING, `${pk} route in routes is kept: it belongs to another tenant`]]);
  });

  test("an item without an owner is this tenant's to update and to delete", async () => {
    const inputs = fresh();
    await world.write({ pk: inputs.pk, sk: "route", tenant: "acme", to: "reception" });
    const id = `routes/${inputs.pk}/route`;
    const run = await world.run();
    const imported = await run.read(urnOf("bare"), id);
    expect(imported.state).toEqual(inputs);
    const news = { ...inputs, fields: { to: "after-hours" } };
    const { state } = await run.update(urnOf("bare"), { id, oldInputs: inputs, oldState: imported.state, news });
    expect(await world.item(inputs.pk)).toMatchObject({ to: "after-hours", owner: state.owner });
    // A resource whose state has no owner doesn't delete an item that has one.
    await (await world.run()).delete(urnOf("bare"), id, inputs, imported.state);
    expect(await world.item(inputs.pk)).toMatchObject({ owner: state.owner });
    await world.write({ pk: inputs.pk, sk: "route", tenant: "acme" });
    await (await world.run()).delete(urnOf("bare"), id, inputs, imported.state);
    expect(await world.item(inputs.pk)).toBeUndefined();
  });
});
