import { afterAll, beforeAll, expect, test } from "vitest";
import { permissionsOf } from "../../../rehearsal/twilio/operations/voice/dialing-permissions.ts";
import { type Engine, unknown } from "../../kit/testing/engine.ts";
import { acme, startWorld, type World } from "../testing/world.ts";

const child = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "child-auth-token-0123456789",
  friendlyName: "Acme North",
  ownerAccountSid: acme.sid,
};

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld([acme, child]);
  engine = await world.connect();
});
afterAll(() => world.stop());

const urn = "urn:pulumi:acme-us::aybiza::twilio:index:DialingPermissions::calls";
/** Returns a country's dialing permissions in the stand-in: `[low risk, high risk, toll fraud]`. */
const live = (iso: string, account: { sid: string } = acme) =>
  Object.values(permissionsOf(world.store, world.store.accounts.get(account.sid)!, iso));
const off = { lowRiskNumbers: false, highRiskSpecialNumbers: false, highRiskTollfraudNumbers: false };

test("its life: what it names is changed and remembered, what is left out or deleted goes back to what it was", async () => {
  const inputs = { countries: { GB: { lowRiskNumbers: true, highRiskSpecialNumbers: true }, US: {} } };
  const planned = await engine.create(urn, { countries: { GB: { lowRiskNumbers: unknown } } }, { preview: true });
  expect(planned.state).toMatchObject({ countries: { GB: { lowRiskNumbers: unknown } } });
  expect((await engine.create(urn, { countries: unknown }, { preview: true })).state.countries).toBe(unknown);
  expect(world.changes()).toEqual([]);

  const { id, state } = await engine.create(urn, inputs);
  expect([id, live("GB"), live("US"), live("IE")]).toEqual([
    acme.sid,
    [true, true, false],
    [false, false, false],
    [false, false, false],
  ]);
  const countriesBefore = { GB: off, US: { ...off, lowRiskNumbers: true } };
  expect(state).toEqual({ ...inputs, accountSid: acme.sid, countriesBefore });
  // All countries are changed in one request.
  expect(world.changes()).toHaveLength(1);
  expect(await engine.read(urn, id, inputs, state)).toEqual({ id, inputs, state });

  const news = { countries: { GB: { lowRiskNumbers: true }, IE: { lowRiskNumbers: true } } };
  const q = { id, oldInputs: inputs, oldState: state, news };
  expect(Object.keys((await engine.diff(urn, q)).changes).sort()).toEqual([
    "countries.GB.highRiskSpecialNumbers",
    "countries.IE",
    "countries.US",
  ]);
  world.changes();
  for (const countries of [unknown, { GB: unknown }]) {
    const later = { ...q, news: { countries }, preview: true };
    expect((await engine.update(urn, later)).state).toMatchObject({ countries, countriesBefore: unknown });
  }
  expect(world.changes()).toEqual([]);
  const updated = await engine.update(urn, q);
  expect([live("GB"), live("US"), live("IE")]).toEqual([
    [true, false, false],
    [true, false, false],
    [true, false, false],
  ]);
  expect(updated.state.countriesBefore).toEqual({ GB: off, IE: off });

  await engine.delete(urn, id, news, updated.state);
  expect([live("GB"), live("US"), live("IE")]).toEqual([
    [false, false, false],
    [true, false, false],
    [false, false, false],
  ]);
});

test("what somebody changed at Twilio is found; an import takes the countries that may be called", async () => {
  const inputs = { countries: { DE: { lowRiskNumbers: true } } };
  const { id, state } = await engine.create(urn, inputs);
  const [, permissions] = [...world.store.kinds.get("dialing permissions")!].find(([key]) => key.endsWith("/DE"))!;
  permissions.high_risk_tollfraud_numbers_enabled = true;
  const drifted = { DE: { lowRiskNumbers: true, highRiskTollfraudNumbers: true } };
  expect((await engine.read(urn, id, inputs, state)).inputs).toEqual({ countries: drifted });
  const imported = await engine.read(urn, acme.sid);
  expect(imported.inputs).toEqual({ countries: { ...drifted, US: { lowRiskNumbers: true } } });
  // An import records the permissions as those before the resource, so its delete changes nothing.
  await engine.delete(urn, id, imported.inputs, imported.state);
  expect(live("DE")).toEqual([true, false, true]);
});

test("a subaccount's inheritance is set, read, and given back", async () => {
  const north = await world.connect(child);
  expect(live("US", child)).toEqual([true, false, false]);
  const inputs = { inheritance: false, countries: { AU: { lowRiskNumbers: true } } };
  const { id, state } = await north.create(urn, inputs);
  expect([live("US", child), live("AU", child), live("AU")]).toEqual([
    [true, false, false],
    [true, false, false],
    [false, false, false],
  ]);
  expect(state.inheritanceBefore).toBe(true);
  expect((await north.read(urn, id, inputs, state)).inputs).toEqual(inputs);
  await north.delete(urn, id, inputs, state);
  expect(live("AU", child)).toEqual([false, false, false]);
  await expect(engine.delete(urn, id, inputs, state)).rejects.toThrow(`account ${child.sid}`);
});

test.each<[Record<string, unknown>, string, string]>([
  [
    { countries: { gb: {} } },
    "countries.gb",
    "is not an ISO 3166-1 alpha-2 country code: use two capitals, such as GB",
  ],
  [
    { inheritance: true, countries: {} },
    "countries",
    "is ignored while `inheritance` is true: set `inheritance` or `countries`, not both",
  ],
])("%j is refused at %s", async (inputs, property, reason) => {
  expect((await engine.check(urn, inputs)).failures).toEqual([{ property, reason }]);
});

test("a country that Twilio doesn't list is refused before anything is changed", async () => {
  world.changes();
  await expect(engine.create(urn, { countries: { CA: { lowRiskNumbers: true } } })).rejects.toThrow(
    "Twilio has no dialing permissions of CA; Canada is part of US. Correct `countries`",
  );
  expect(world.changes()).toEqual([]);
});
