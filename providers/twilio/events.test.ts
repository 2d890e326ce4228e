import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SINKS, SUBSCRIPTIONS } from "../../rehearsal/twilio/operations/events/kinds.ts";
import type { Engine, Raw } from "../kit/testing/engine.ts";
import { startWorld, type World } from "./testing/world.ts";

/** Tests of behaviour specific to Event Streams. The tables test the lifecycles of sink and subscription. */
let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());
beforeEach(() => world.changes());

const urnOf = (kind: string, name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:${kind}::${name}`;
const create = (kind: string, name: string, inputs: Raw, on = engine) => on.create(urnOf(kind, name), inputs);
const sink = (name: string, on = engine) =>
  create("EventSink", name, { destination: "https://voice.us.aybiza.example/twilio/events" }, on);
const subscription = (name: string, sinkSid: string, on = engine) =>
  create("EventSubscription", name, { sinkSid, types: { "com.twilio.error-logs.error.logged": 2 } }, on);
const held = () => [world.store.all(SINKS).size, world.store.all(SUBSCRIPTIONS).size];

test("a create whose answer was lost, or that was killed, makes one sink and one subscription", async () => {
  world.faults.push({ operationId: "events_v1.CreateSink", when: "after", drop: true, times: 1 });
  const { id: sinkSid } = await sink("lost");
  world.faults.push({ operationId: "events_v1.CreateSubscription", when: "after", drop: true, times: 1 });
  const { id } = await subscription("lost", sinkSid);
  const next = await world.connect();
  expect((await sink("lost", next)).id).toBe(sinkSid);
  expect((await subscription("lost", sinkSid, next)).id).toBe(id);
  expect(held()).toEqual([1, 1]);
  expect((await sink("second")).id).not.toBe(sinkSid);
});

test("a second subscription to a sink is refused in Twilio's words", async () => {
  const { id: sinkSid } = await sink("taken");
  await subscription("taken", sinkSid);
  const before = held();
  await expect(subscription("another", sinkSid)).rejects.toThrow(`Sink with SID ${sinkSid} is in use (error 91100`);
  expect(held()).toEqual(before);
});

test("a subscription waits for a sink that is being validated", async () => {
  const { id: sinkSid } = await sink("slow");
  const made = world.store.all(SINKS).get(sinkSid)!;
  made.status = "validating";
  setTimeout(() => {
    made.status = "active";
  }, 300);
  await subscription("slow", sinkSid);
  expect(world.changes()).toHaveLength(2);
});

test.each(["failed", undefined])("none is made for a sink that is %s, and what to do is said", async (status) => {
  const { id: sinkSid } = await sink("gone");
  const sinks = world.store.all(SINKS);
  if (status) sinks.get(sinkSid)!.status = "failed";
  else sinks.delete(sinkSid);
  const before = held();
  await expect(subscription("gone", sinkSid)).rejects.toThrow(
    `event sink ${sinkSid} is ${status ?? "missing"}, and a subscription needs an active one. Check its destination in Twilio's Console (Monitor, Event Streams), then run the command again`,
  );
  expect(held()).toEqual(before);
  sinks.delete(sinkSid);
});
