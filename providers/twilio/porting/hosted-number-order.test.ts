import { afterAll, beforeAll, expect, test } from "vitest";
import { HOSTED_ORDERS, type HostedOrder } from "../../../rehearsal/twilio/operations/numbers/hosted-numbers.ts";
import type { Engine } from "../../kit/testing/engine.ts";
import { startWorld, type World } from "../testing/world.ts";

/** Tests of behaviour specific to hosting. The table tests an order's lifecycle. */
let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urn = "urn:pulumi:acme-us::aybiza::twilio:index:HostedNumberOrder::front-desk";
const inputsFor = (phoneNumber: string) => ({
  ...{ phoneNumber, contactPhoneNumber: "+12025550180", email: "ann@acme.example", ccEmails: ["a@acme.example"] },
  addressSid: `AD${"0d".repeat(16)}`,
});
const live = (id: string) => world.store.all(HOSTED_ORDERS).get(id) as HostedOrder;
const fail = (id: string) => {
  world.store.removeNumber(world.store.numbers.get(live(id).incoming_phone_number_sid)!);
  live(id).status = "failed";
};

test("its number gets the settings of messages that the order gives", async () => {
  const settings = {
    smsUrl: "https://voice.us.aybiza.example/sms",
    smsMethod: "GET",
    statusCallbackUrl: "https://voice.us.aybiza.example/status",
  };
  const { id } = await engine.create(urn, { ...inputsFor("+12025550101"), ...settings });
  expect(world.store.numbers.get(live(id).incoming_phone_number_sid)).toMatchObject({
    sms_url: settings.smsUrl,
    sms_method: "GET",
    status_callback: settings.statusCallbackUrl,
    capabilities: { sms: true, voice: false },
  });
});

test("after one that failed another is ordered, by a change as by a removal and a new declaration", async () => {
  const inputs = inputsFor("+12025550102");
  const first = await engine.create(urn, inputs);
  fail(first.id);
  const news = { ...inputs, email: "bo@acme.example" };
  const changing = await world.connect();
  await changing.check(urn, news, inputs);
  const q = { id: first.id, oldInputs: inputs, oldState: first.state, news };
  expect(await changing.diff(urn, q)).toMatchObject({ replaces: ["email"], deleteBeforeReplace: true });
  world.changes();
  await changing.delete(urn, first.id, inputs, first.state);
  expect([world.changes(), world.log.messages.at(-1)?.text]).toEqual([
    [],
    `hosted number order ${first.id} is failed: it is removed from the state`,
  ]);
  const second = await changing.create(urn, news);
  expect([second.id === first.id, live(second.id).status]).toEqual([false, "received"]);

  fail(second.id);
  const removing = await world.connect();
  await removing.delete(urn, second.id, news, second.state);
  const third = await removing.create(urn, news);
  expect([first.id, second.id]).not.toContain(third.id);
  // After a killed run, the next run finds the order.
  expect((await (await world.connect()).create(urn, news)).id).toBe(third.id);
});

test.each([
  ["pending-loa", true, "can't be replaced: it is pending-loa"],
  ["pending-loa", false, "can't be canceled: it is pending-loa"],
  ["completed", true, "can't be replaced: it is completed"],
])("one that is %s (still declared: %s) is left as it is, and says why", async (status, declared, reason) => {
  const inputs = inputsFor(`+120255501${declared ? "1" : "2"}${status.length % 10}`);
  const { id, state } = await engine.create(urn, inputs);
  live(id).status = status;
  const run = await world.connect();
  if (declared) await run.check(urn, inputs, inputs);
  world.changes();
  await expect(run.delete(urn, id, inputs, state)).rejects.toThrow(reason);
  expect(world.changes()).toEqual([]);
});

test("a completed one is forgotten, and its number stays", async () => {
  const inputs = inputsFor("+12025550103");
  const { id, state } = await engine.create(urn, inputs);
  live(id).status = "completed";
  world.changes();
  await engine.delete(urn, id, inputs, state);
  expect([world.changes(), world.held("+12025550103")?.origin]).toEqual([[], "hosted"]);
});

test("the order of its lists is no change", async () => {
  const inputs = { ...inputsFor("+12025550104"), ccEmails: ["a@acme.example", "b@acme.example"] };
  const { id, state } = await engine.create(urn, inputs);
  live(id).cc_emails = [...inputs.ccEmails].reverse();
  expect((await engine.read(urn, id, inputs, state)).inputs).toEqual(inputs);
});
