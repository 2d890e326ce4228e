import { afterAll, beforeAll, expect, test } from "vitest";
import type { Queue } from "../../rehearsal/twilio/store.ts";
import { type Engine, unknown } from "../kit/testing/engine.ts";
import { acme, startWorld, type World, zenith } from "./testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:Queue::${name}`;
const live = (id: string) => world.store.queues.get(id) as Queue;
/** Returns a create's error for a name that a queue of the account already has. */
const refused = (name: string, sid: string, resource: string) =>
  `account ${acme.sid} already has a queue ${name}, ${sid}. Import it \\(\`pulumi import twilio:index:Queue ${resource} ${sid}\`\\) or set another friendlyName`;
const named = (name: string) => [...world.store.queues.values()].filter((q) => q.friendly_name === name);

test("a queue without a name gets one that stays, the same in every run", async () => {
  const urn = urnOf("support");
  const { inputs } = await engine.check(urn, {});
  expect(inputs).toEqual({ friendlyName: expect.stringMatching(/^support-[0-9a-f]{7}$/) });
  expect((await (await world.connect()).check(urn, {}, {}, { seed: "another" })).inputs).toEqual(inputs);
  expect((await engine.check(urn, { maxSize: 5 }, inputs)).inputs).toEqual({ ...inputs, maxSize: 5 });
});

test("a create whose answer was lost makes one queue, and a name that is taken is refused", async () => {
  world.faults.push({ operationId: "CreateQueue", when: "after", drop: true, times: 1 });
  const { id } = await engine.create(urnOf("lost"), { friendlyName: "lost" });
  expect(named("lost").map((q) => q.sid)).toEqual([id]);
  // `<Enqueue>lost</Enqueue>` in TwiML also makes queues without a resource.
  world.changes();
  await expect(engine.create(urnOf("mine"), { friendlyName: "lost", maxSize: 3 })).rejects.toThrow(
    new RegExp(`${refused("lost", id, "mine")}$`),
  );
  expect([world.changes(), live(id).max_size]).toEqual([[], 1000]);
});

test("a run that was killed before it wrote its create down is gone on with where the name is the kit's own, and there alone", async () => {
  const own = (await engine.check(urnOf("killed"), {})).inputs;
  const { id } = await engine.create(urnOf("killed"), own);
  const next = await world.connect();
  expect((await next.check(urnOf("killed"), { maxSize: 3 })).inputs).toEqual({ ...own, maxSize: 3 });
  expect((await next.create(urnOf("killed"), { ...own, maxSize: 3 })).id).toBe(id);
  expect([named(own.friendlyName as string).length, live(id).max_size]).toEqual([1, 3]);
  await expect(next.create(urnOf("another"), own)).rejects.toThrow(`, ${id}. Import it`);
});

test("a queue in which calls wait isn't deleted; an empty one is, and one that is gone is done", async () => {
  const inputs = { friendlyName: "waiting" };
  const { id, state } = await engine.create(urnOf("waiting"), inputs);
  const call = { call_sid: `CA${"0c".repeat(16)}`, date_enqueued: new Date() };
  live(id).members.push(call as Queue["members"][number]);
  world.changes();
  await expect(engine.delete(urnOf("waiting"), id, inputs, state)).rejects.toThrow(
    "queue waiting can't be deleted while a call waits in it. Answer or end it, then run the command again",
  );
  expect(world.changes()).toEqual([]);
  expect((await engine.read(urnOf("waiting"), id, inputs, state)).state).toMatchObject({ currentSize: 1 });
  live(id).members.length = 0;
  await engine.delete(urnOf("waiting"), id, inputs, state);
  await engine.delete(urnOf("waiting"), id, inputs, state);
  expect(world.changes()).toEqual([`DELETE Queues/${id}.json`]);
  expect(await engine.read(urnOf("waiting"), id, inputs, state)).toEqual({ id: "", inputs: {}, state: {} });
});

test("a forced replacement of a queue whose name was given needs the old one deleted first; one whose name is the kit's gets a new one", async () => {
  const inputs = { friendlyName: "forced" };
  const { id, state } = await engine.create(urnOf("forced"), inputs);
  const run = await world.connect();
  await run.check(urnOf("forced"), inputs, inputs);
  const mend = "; if it is this resource's own, replace it with `deleteBeforeReplace: true`";
  await expect(run.create(urnOf("forced"), inputs)).rejects.toThrow(
    new RegExp(`${refused("forced", id, "forced")}${mend}$`),
  );
  await run.delete(urnOf("forced"), id, inputs, state);
  const second = await run.create(urnOf("forced"), inputs);
  expect(named("forced").map((q) => q.sid)).toEqual([second.id]);

  const own = (await engine.check(urnOf("unnamed"), {})).inputs;
  const first = await engine.create(urnOf("unnamed"), own);
  await run.check(urnOf("unnamed"), {}, own);
  // The same holds if the program sets the name that the kit would generate.
  await expect(run.create(urnOf("unnamed"), own)).rejects.toThrow(`, ${first.id}. Import it`);
  const { inputs: replacing } = await run.check(urnOf("unnamed"), {}, {}, { seed: "another" });
  expect((await run.create(urnOf("unnamed"), replacing)).id).not.toBe(first.id);
});

test("a preview of an update changes nothing and knows what stays", async () => {
  const { id, state } = await engine.create(urnOf("planned"), { friendlyName: "planned", maxSize: 4 });
  world.changes();
  const q = { id, oldInputs: { friendlyName: "planned", maxSize: 4 }, oldState: state };
  const news = { friendlyName: unknown };
  const { maxSize: _, ...rest } = state;
  expect((await engine.update(urnOf("planned"), { ...q, news, preview: true })).state).toEqual({ ...rest, ...news });
  expect(world.changes()).toEqual([]);
  expect((await engine.diff(urnOf("planned"), { ...q, news })).stables).toEqual(["sid", "accountSid", "dateCreated"]);
});

test.each<[Record<string, unknown>, string, string]>([
  [
    { friendlyName: "x".repeat(64) },
    "friendlyName",
    "must be 63 characters or less: TwiML doesn't accept longer names",
  ],
  [{ friendlyName: "" }, "friendlyName", "must not be empty"],
  [{ maxSize: 0 }, "maxSize", "must be 1 or more"],
  [{ maxSize: 5001 }, "maxSize", "must be 5000 or less"],
  [{ maxSize: 1.5 }, "maxSize", "must be an integer"],
  [{ size: 1 }, "size", "there is no such property; there are friendlyName, maxSize"],
])("%j is refused at %s", async (inputs, property, reason) => {
  expect((await engine.check(urnOf("bad"), inputs)).failures).toEqual([{ property, reason }]);
});

test("a provider of another account refuses what the first one made", async () => {
  const inputs = { friendlyName: "moved" };
  const { id, state } = await engine.create(urnOf("moved"), inputs);
  const other = await world.connect(zenith);
  await expect(other.delete(urnOf("moved"), id, inputs, state)).rejects.toThrow(`${id} is in account ${acme.sid}`);
  await expect(other.read(urnOf("moved"), id, inputs, state)).rejects.toThrow(`${id} is in account ${acme.sid}`);
  expect(named("moved").length).toBe(1);
});
