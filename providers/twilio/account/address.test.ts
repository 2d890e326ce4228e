import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../kit/testing/engine.ts";
import { frontDesk, startWorld, type World } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:Address::${name}`;
const london = {
  customerName: "Acme Dental",
  street: "1 High Street",
  city: "London",
  region: "London",
  postalCode: "SW1A 1AA",
  isoCountry: "GB",
};
const held = () => world.store.addresses.size;

test("an address that no register knows is refused; one that is nearly right too, with the right one, and nothing is put right", async () => {
  const before = held();
  await expect(engine.create(urnOf("nowhere"), { ...london, street: "1 Nowhere Lane" })).rejects.toThrow(
    /Address Validation Error \(error 21628, .*\)\. Correct the address; if it is correct, ask Twilio's support to register it$/,
  );
  await expect(engine.create(urnOf("nearly"), { ...london, street: "1 High Streat" })).rejects.toThrow(
    /Suggested Address: 1 High Street, London, London SW1A 1AA, GB \(error 21629, .*\)\. Change the address to the one that Twilio suggests$/,
  );
  expect(held()).toBe(before);
  const { id, state } = await engine.create(urnOf("right"), london);
  expect(state).toMatchObject({ validated: true, verified: false });
  const news = { ...london, street: "2 High Streat" };
  const q = { id, oldInputs: london, oldState: state, news };
  await expect(engine.update(urnOf("right"), q)).rejects.toThrow("Change the address to the one that Twilio suggests");
  expect(world.store.addresses.get(id)?.street).toBe("1 High Street");
});

test("an address isn't deleted while numbers name it, and they are told", async () => {
  const inputs = { ...london, isoCountry: "US" };
  const { id, state } = await engine.create(urnOf("named"), inputs);
  const number = world.held(frontDesk.number)!;
  number.emergency_address_sid = id;
  world.changes();
  await expect(engine.delete(urnOf("named"), id, inputs, state)).rejects.toThrow(
    `can't be deleted while numbers use it: ${frontDesk.number}. Set another address on these numbers, or none, then run the command again`,
  );
  expect(world.changes()).toEqual([]);
  number.emergency_address_sid = undefined;
  await engine.delete(urnOf("named"), id, inputs, state);
  await engine.delete(urnOf("named"), id, inputs, state);
  expect(world.store.addresses.has(id)).toBe(false);
});

test("a create whose answer was lost makes one address", async () => {
  const before = held();
  world.faults.push({ operationId: "CreateAddress", when: "after", drop: true, times: 1 });
  const { id } = await engine.create(urnOf("lost"), london);
  expect([held() - before, world.store.addresses.has(id)]).toEqual([1, true]);
});
