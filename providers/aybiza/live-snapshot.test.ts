import { afterAll, beforeAll, expect, test } from "vitest";
import { ministackVenv } from "../../rehearsal/paths.ts";
import type { Engine, Raw } from "../kit/testing/engine.ts";
import { startWorld, urnOf, type World } from "./testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld(ministackVenv);
}, 60_000);
afterAll(() => world?.stop());

const pk = (n: number) => `number#+141555501${String(n).padStart(2, "0")}`;
const inputsOf = (n: number, more: Raw = {}): Raw => ({
  ...{ table: "routes", pk: pk(n), sk: "route", tenant: "acme", fields: { to: "reception", hours: { from: 8 } } },
  ...more,
});
const make = async (n: number, more?: Raw) => {
  const inputs = inputsOf(n, more);
  const { id, state } = await (await world.run()).create(urnOf(`item-${n}`), inputs);
  return { urn: urnOf(`item-${n}`), id, oldInputs: inputs, oldState: state, news: inputs };
};
type Made = Awaited<ReturnType<typeof make>>;
/** Starts a new run and reads these numbers' items into its snapshot. */
const looked = async (...numbers: number[]) => {
  const run = await world.run();
  const keys = numbers.map((n) => ({ pk: pk(n), sk: "route" }));
  return { run, result: await run.invoke("aybiza:index:lookAtItems", { table: "routes", keys }) };
};
const changed = async (run: Engine, { urn, ...q }: Made) => Object.keys((await run.diff(urn, q)).changes);
const mend = (run: Engine, { urn, ...q }: Made) => run.update(urn, q);

test("an item that is gone is made again by a plain update that has looked, and only by it", async () => {
  const made = await make(1);
  await world.erase(pk(1));
  expect(await changed(await world.run(), made)).toEqual([]);
  const { run, result } = await looked(1);
  expect(result).toEqual({ found: 0 });
  expect(await changed(run, made)).toEqual(["fields"]);
  await mend(run, made);
  expect(await world.item(pk(1))).toMatchObject({ tenant: "acme", to: "reception", hours: { from: 8 } });
});

test("one that was changed by hand is put right, and what nobody touched isn't written", async () => {
  const [one, other] = [await make(2), await make(3)];
  await world.write({ pk: pk(2), sk: "route", tenant: "acme", to: "nobody", hours: { from: 8 } });
  const { run, result } = await looked(2, 3);
  expect(result).toEqual({ found: 2 });
  expect([await changed(run, one), await changed(run, other)]).toEqual([["fields.to"], []]);
  await mend(run, one);
  expect(await world.item(pk(2))).toMatchObject({ to: "reception" });
  // After its own change of an item, the run no longer uses the snapshot of that item.
  expect(await changed(run, one)).toEqual([]);
});

test("another tenant's item is left to it", async () => {
  const made = await make(4);
  await world.write({ pk: pk(4), sk: "route", tenant: "birch", to: "dispatch" });
  const { run } = await looked(4);
  expect(await changed(run, made)).toEqual([]);
});

test("one that is written once comes back as it was first written", async () => {
  const made = await make(5, { writeOnce: true });
  const news = { ...made.news, fields: { to: "somebody else" } };
  await world.erase(pk(5));
  const { run } = await looked(5);
  expect(await changed(run, { ...made, news })).toEqual(["fields"]);
  await mend(run, { ...made, news });
  expect(await world.item(pk(5))).toMatchObject({ to: "reception" });
});

test("more than a request may ask for are looked at in several", async () => {
  const keys = Array.from({ length: 250 }, (_, n) => ({ pk: `number#+1${n}`, sk: "route" }));
  await world.write({ ...keys[240]!, tenant: "acme" });
  const result = await (await world.run()).invoke("aybiza:index:lookAtItems", { table: "routes", keys });
  expect(result).toEqual({ found: 1 });
});

test("a partition is looked at whole: what of it isn't there is seen too", async () => {
  const [there, gone] = [await make(7), await make(8)];
  await world.erase(pk(8));
  const run = await world.run();
  const keys = [{ pk: pk(7) }, { pk: pk(8) }];
  expect(await run.invoke("aybiza:index:lookAtItems", { table: "routes", keys })).toEqual({ found: 1 });
  expect([await changed(run, there), await changed(run, gone)]).toEqual([[], ["fields"]]);
});

test("a table that can't be looked at fails the look, and compares nothing", async () => {
  const made = await make(6);
  const run = await world.run();
  const asked = { table: "no-such-table", keys: [{ pk: pk(6), sk: "route" }] };
  await expect(run.invoke("aybiza:index:lookAtItems", asked)).rejects.toThrow("no-such-table");
  expect(await changed(run, made)).toEqual([]);
});
