import { afterEach, beforeEach, expect, it } from "vitest";
import { machineClock } from "../../clock.ts";
import { ACME, startWorld, type World, ZENITH } from "../../testing/world.ts";

let world: World;
let now = new Date("2026-03-04T05:06:07Z");
beforeEach(async () => {
  world = await startWorld({ clock: { ...machineClock, now: () => now } });
});
afterEach(() => world.close());

it("makes a queue with Twilio's defaults", async () => {
  const { body } = await world.raw("POST", `/Accounts/${ACME.sid}/Queues.json`, { body: "FriendlyName=front+desk" });
  const { sid } = body as { sid: string };
  expect(body).toEqual({
    account_sid: ACME.sid,
    average_wait_time: 0,
    current_size: 0,
    date_created: "Wed, 04 Mar 2026 05:06:07 +0000",
    date_updated: "Wed, 04 Mar 2026 05:06:07 +0000",
    friendly_name: "front desk",
    max_size: 1000,
    sid,
    uri: `/2010-04-01/Accounts/${ACME.sid}/Queues/${sid}.json`,
  });
});

it("changes what is given and leaves the rest", async () => {
  const { queues } = world.sdk();
  const { sid } = await queues.create({ friendlyName: "front desk", maxSize: 7 });
  now = new Date("2026-03-04T05:07:00Z");
  expect(await world.sdk().queues(sid).update({ maxSize: 5000 })).toMatchObject({
    friendlyName: "front desk",
    maxSize: 5000,
    dateUpdated: now,
  });
  expect(await world.sdk().queues(sid).update({ friendlyName: "desk" })).toMatchObject({
    friendlyName: "desk",
    maxSize: 5000,
  });
  expect(await world.sdk().queues(sid).fetch()).toMatchObject({ friendlyName: "desk", maxSize: 5000 });
});

it.each([
  ["no name", "", 20002],
  ["an empty name", "FriendlyName=", 20002],
  ["a name of 65 characters", `FriendlyName=${"x".repeat(65)}`, 20002],
  ["a size of none", "FriendlyName=desk&MaxSize=0", 22004],
  ["a size above 5000", "FriendlyName=desk&MaxSize=5001", 22004],
  ["a size that is no number", "FriendlyName=desk&MaxSize=many", 20422],
  ["a name that the account has", "FriendlyName=taken", 22003],
])("refuses %s", async (_, body, code) => {
  await world.sdk().queues.create({ friendlyName: "taken" });
  expect((await world.raw("POST", `/Accounts/${ACME.sid}/Queues.json`, { body })).body).toMatchObject({
    status: 400,
    code,
  });
  expect(world.store.queues.size).toBe(1);
});

it("takes a queue's own name again, and another account's", async () => {
  const { sid } = await world.sdk().queues.create({ friendlyName: "desk" });
  await world.sdk(ZENITH).queues.create({ friendlyName: "desk" });
  expect((await world.sdk().queues(sid).update({ friendlyName: "desk" })).friendlyName).toBe("desk");
  const other = await world.sdk().queues.create({ friendlyName: "bar" });
  await expect(world.sdk().queues(other.sid).update({ friendlyName: "desk" })).rejects.toMatchObject({ code: 22003 });
  expect((await world.sdk().queues.list()).map((q) => q.friendlyName)).toEqual(["bar", "desk"]);
});

it("deletes an empty queue only", async () => {
  const { sid } = await world.sdk().queues.create({ friendlyName: "desk" });
  const waiting = { call_sid: `CA${"0".repeat(32)}`, date_enqueued: new Date(now.getTime() - 90_000) };
  world.store.queues.get(sid)?.members.push(waiting);
  expect(await world.sdk().queues(sid).fetch()).toMatchObject({ currentSize: 1, averageWaitTime: 90 });
  await expect(world.sdk().queues(sid).remove()).rejects.toMatchObject({ status: 400, code: 22002 });
  world.store.queues.get(sid)?.members.pop();
  expect(await world.sdk().queues(sid).remove()).toBe(true);
  await expect(world.sdk().queues(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});
