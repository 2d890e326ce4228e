import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PORTING_WEBHOOKS, type PortingWebhook } from "../../../rehearsal/twilio/porting/ports.ts";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { acme, startWorld, type World } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.store.all(PORTING_WEBHOOKS).clear();
  world.changes();
});

const urn = "urn:pulumi:acme-us::aybiza::twilio:index:PortInWebhook::ports";
const live = () => world.store.all(PORTING_WEBHOOKS).get(acme.sid) as PortingWebhook | undefined;
const both = {
  portInUrl: "https://ports.acme.example/in",
  portOutUrl: "https://ports.acme.example/out",
  notificationsOf: ["PortInCompleted", "PortOutPhoneNumberCompleted"],
};

test("is made, read, imported by the account's SID, and deleted", async () => {
  const { id, state } = await engine.create(urn, both);
  expect([id, state]).toEqual([acme.sid, { ...both, accountSid: acme.sid }]);
  expect(live()).toMatchObject({
    port_in_target_url: both.portInUrl,
    port_out_target_url: both.portOutUrl,
    notifications_of: both.notificationsOf,
  });
  expect(await engine.read(urn, id)).toEqual({ id, inputs: both, state });
  expect(await engine.read(urn, id, both, state)).toEqual({ id, inputs: both, state });
  await engine.delete(urn, id, both, state);
  await engine.delete(urn, id, both, state);
  expect([live(), world.changes().filter((one) => one.startsWith("DELETE")).length]).toEqual([undefined, 2]);
  expect(await engine.read(urn, id, both, state)).toEqual({ id: "", inputs: {}, state: {} });
  await expect(engine.read(urn, `AC${"00".repeat(16)}`)).rejects.toThrow("is not the provider's account");
});

test.each([
  ["portInUrl", { portInUrl: "https://new.acme.example/" }, { port_in_target_url: "https://new.acme.example/" }],
  ["portInUrl", { portInUrl: undefined }, { port_in_target_url: undefined }],
  ["portOutUrl", { portOutUrl: undefined }, { port_out_target_url: undefined }],
  ["notificationsOf", { notificationsOf: ["PortInExpired"] }, { notifications_of: ["PortInExpired"] }],
  ["notificationsOf", { notificationsOf: undefined }, { notifications_of: [] }],
])("an update of %s changes it alone, and clears what isn't given any more", async (_, change, wanted) => {
  const { id, state } = await engine.create(urn, both);
  const before = { ...live() };
  const news = JSON.parse(JSON.stringify({ ...both, ...change })) as Raw;
  await engine.update(urn, { id, oldInputs: both, oldState: state, news });
  const {
    date_updated: _updated,
    port_in_target_date_created: _in,
    port_out_target_date_created: _out,
    ...held
  } = {
    ...live(),
  } as Raw;
  const {
    date_updated: __,
    port_in_target_date_created: ___,
    port_out_target_date_created: ____,
    ...was
  } = before as Raw;
  expect({ ...was, ...wanted }).toMatchObject(held);
  expect((await engine.read(urn, id, news, state)).inputs).toEqual(news);
});

test("what was changed by hand is found", async () => {
  const { id, state } = await engine.create(urn, both);
  Object.assign(live() as PortingWebhook, { port_in_target_url: "https://hand.example/", notifications_of: [] });
  const { notificationsOf: _, ...found } = { ...both, portInUrl: "https://hand.example/" };
  expect((await engine.read(urn, id, both, state)).inputs).toEqual(found);
});

test("the order in which Twilio names the events is no change", async () => {
  const { id, state } = await engine.create(urn, both);
  Object.assign(live()!, { notifications_of: [...both.notificationsOf].reverse() });
  expect((await engine.read(urn, id, both, state)).inputs).toEqual(both);
  expect((await (await world.connect()).create(urn, both)).id).toBe(id);
});

test("one that is there is somebody's, unless it is just what a killed run made", async () => {
  await engine.create(urn, both);
  const next = await world.connect();
  expect((await next.create(urn, both)).id).toBe(acme.sid);
  world.changes();
  await expect((await world.connect()).create(urn, { ...both, portInUrl: "https://mine.example/" })).rejects.toThrow(
    `already has a porting webhook. Import it (\`pulumi import twilio:index:PortInWebhook ports ${acme.sid}\`)`,
  );
  expect([world.changes(), live()?.port_in_target_url]).toEqual([[], both.portInUrl]);
});

test("a preview sets nothing, and one without an address is refused", async () => {
  await engine.create(urn, both, { preview: true });
  expect([live(), world.changes()]).toEqual([undefined, []]);
  const { failures } = await engine.check(urn, { notificationsOf: ["PortInDone"] });
  expect(failures.map(({ property }) => property).sort()).toEqual(["notificationsOf[0]", "portInUrl"]);
});
