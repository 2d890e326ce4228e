import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { machineClock } from "../../../rehearsal/twilio/clock.ts";
import { emergencyStatusOf } from "../../../rehearsal/twilio/numbers/emergency.ts";
import type { AccountSeed } from "../../../rehearsal/twilio/seed.ts";
import type { IncomingNumber } from "../../../rehearsal/twilio/store.ts";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { TwilioError } from "../client/errors.ts";
import { acme, numberUrn, startWorld, type World } from "../testing/world.ts";
import { withRequirements } from "./requirements.ts";

const sid = (prefix: string, digits: string) => `${prefix}${digits.repeat(16)}`;
const [home, branch] = [sid("AD", "01"), sid("AD", "02")];
const account: AccountSeed = { ...acme, numbers: [] };
let world: World;
let engine: Engine;
/** The stand-in's clock runs ten times as fast, so that pending statuses settle soon. */
const start = Date.now();
const clock = { ...machineClock, now: () => new Date(start + (Date.now() - start) * 10) };
beforeAll(async () => {
  world = await startWorld([account], { clock });
  for (const address of [home, branch]) {
    const fields = { account_sid: acme.sid, customer_name: "Acme", iso_country: "US", emergency_enabled: true };
    world.store.addresses.set(address, { ...world.store.stamp("AD", address), ...fields } as never);
  }
  engine = await world.connect(account);
}, 60_000);
afterAll(() => world.stop());

const held = (number: string) => world.held(number) as IncomingNumber & Record<string, unknown>;
const statusOf = (number: string) => emergencyStatusOf(world.store, held(number));
const emptied = (record: Record<string, unknown>, field: string) => record[field] ?? "";
let made = 10;
async function bought(more: Raw = {}) {
  const urn = numberUrn(`n${made}`);
  const inputs = { acquire: "buy", phoneNumber: `+141555501${made++}`, release: true, ...more };
  const { id, state } = await engine.create(urn, inputs);
  world.changes();
  return { urn, id, inputs, state, number: inputs.phoneNumber };
}
async function update(n: { urn: string; id: string; inputs: Raw; state: Raw }, inputs: Raw) {
  return engine.update(n.urn, { id: n.id, oldInputs: n.inputs, oldState: n.state, news: inputs });
}

describe("what a country wants of a number's holder", () => {
  test.each([
    ["addressSid", "address_sid", home, branch],
    ["bundleSid", "bundle_sid", sid("BU", "01"), sid("BU", "02")],
  ])(
    "%s: given at the purchase, changed, drifted and imported; dropped, it stays",
    async (input, field, first, second) => {
      const n = await bought();
      const given = { ...n.inputs, [input]: first };
      let { state } = await update(n, given);
      expect(held(n.number)[field]).toBe(first);
      const changed = { ...given, [input]: second };
      ({ state } = await update({ ...n, inputs: given, state }, changed));
      expect(held(n.number)[field]).toBe(second);
      expect(
        (await engine.diff(n.urn, { id: n.id, oldInputs: changed, oldState: state, news: changed })).changes,
      ).toEqual({});

      held(n.number)[field] = first;
      const seen = await engine.read(n.urn, n.id, changed, state);
      expect(seen.inputs).toMatchObject({ [input]: first });
      expect((await engine.read(numberUrn("imported"), n.id, {}, {})).inputs).toMatchObject({ [input]: first });
      held(n.number)[field] = second;

      const { [input]: _, ...without } = changed as Raw;
      await update({ ...n, inputs: changed, state }, without);
      expect(held(n.number)[field]).toBe(second);
      expect(world.log.messages.at(-1)?.text).toBe(
        `${n.number} keeps \`${input}\` ${second}: Twilio documents no way to clear it. Set another one to replace it`,
      );
      // A program that sets the input to "" doesn't cause an update in every run either.
      const none = { ...without, [input]: "" };
      const { state: kept } = await update({ ...n, inputs: changed, state }, none);
      expect((await engine.diff(n.urn, { id: n.id, oldInputs: none, oldState: kept, news: none })).changes).toEqual({});
    },
  );

  test("identitySid stays when the program drops it; one that Twilio doesn't know is told", async () => {
    const n = await bought();
    const given = { ...n.inputs, identitySid: sid("RI", "01") };
    await expect(update(n, given)).rejects.toThrow("set `identitySid`");
    held(n.number).identity_sid = given.identitySid;
    const adopted = { ...n, inputs: given, state: { ...n.state, ...given, managed: ["identitySid"] } };
    await update(adopted, n.inputs);
    expect(held(n.number).identity_sid).toBe(given.identitySid);
  });

  test.each([
    ["no bundle", { phoneNumber: "+442079460150" }, "set `bundleSid` to an approved regulatory bundle"],
    ["another account's address", { phoneNumber: "+14155550190", addressSid: sid("AD", "09") }, "set `addressSid`"],
  ])("%s: what to declare is told, and nothing is bought", async (_, inputs, fix) => {
    await expect(engine.create(numberUrn("wants"), { acquire: "buy", ...inputs })).rejects.toThrow(fix);
    expect(held(inputs.phoneNumber)).toBeUndefined();
  });

  test("a refusal that has nothing to do with papers stays as it is", async () => {
    const other = new TwilioError(400, "21422", "not available");
    await expect(withRequirements(Promise.reject(other))).rejects.toBe(other);
    const wants = new TwilioError(400, "21631", "Phone Number Requires an Address");
    await expect(withRequirements(Promise.reject(wants))).rejects.toMatchObject({
      ...{ code: "21631", cause: wants },
      message: expect.stringMatching(/^Phone Number Requires an Address\. To fix it, set `addressSid` to an address/),
    });
  });
});

describe("an emergency address", () => {
  test("is exchanged by way of none, once the first is unregistered", async () => {
    const n = await bought();
    const first = { ...n.inputs, emergencyAddressSid: home };
    const registered = await update(n, first);
    expect(registered.state.emergencyAddressStatus).toBe("pending-registration");
    await until(() => statusOf(n.number) === "registered");
    world.changes();
    const second = { ...first, emergencyAddressSid: branch };
    const exchanged = await update({ ...n, inputs: first, state: registered.state }, second);
    const put = `POST IncomingPhoneNumbers/${n.id}.json`;
    expect(world.changes()).toEqual([put, put]);
    expect(held(n.number).emergency_address_sid).toBe(branch);

    // The run is killed between the two requests: the next update waits, and finishes the change.
    await until(() => statusOf(n.number) === "registered");
    world.faults.push({ operationId: "UpdateIncomingPhoneNumber", nth: 2, when: "before", status: 400, times: 1 });
    const q = { ...n, inputs: second, state: exchanged.state };
    await expect(update(q, first)).rejects.toThrow();
    expect(emptied(held(n.number), "emergency_address_sid")).toBe("");
    const finished = await update(q, first);
    expect(held(n.number).emergency_address_sid).toBe(home);

    // The emergency address shows in a read and in an import, and is removed when the program omits it.
    const seen = await engine.read(n.urn, n.id, second, finished.state);
    expect(seen.inputs).toMatchObject({ emergencyAddressSid: home });
    expect((await engine.read(numberUrn("imported"), n.id, {}, {})).inputs).toMatchObject({
      emergencyAddressSid: home,
    });
    await until(() => statusOf(n.number) === "registered");
    await update({ ...n, inputs: first, state: finished.state }, n.inputs);
    expect(emptied(held(n.number), "emergency_address_sid")).toBe("");
  });

  test("goes first when a number is released, then trunk and application, then the number", async () => {
    const n = await bought({ voiceApplicationSid: acme.applications![0]!.sid });
    const inputs = { ...n.inputs, emergencyAddressSid: home };
    const { state } = await update(n, inputs);
    await until(() => statusOf(n.number) === "registered");
    const seen: string[] = [];
    const release = world.store.removeNumber.bind(world.store);
    world.store.removeNumber = (record) => {
      const { voice_application_sid, emergency_address_sid } = record as Record<string, unknown>;
      seen.push(`${statusOf(n.number)} ${voice_application_sid ?? ""} ${emergency_address_sid ?? ""}`);
      release(record);
    };
    world.changes();
    const run = world.processOf(engine).connect();
    await run.configure({ accountSid: acme.sid, authToken: acme.authToken });
    await run.delete(n.urn, n.id, inputs, state);
    const put = `POST IncomingPhoneNumbers/${n.id}.json`;
    expect(world.changes()).toEqual([put, put, `DELETE IncomingPhoneNumbers/${n.id}.json`]);
    expect(seen).toEqual(["unregistered  "]);
  });
});

async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !done(); await new Promise((r) => setTimeout(r, 20)))
    if (Date.now() > end) throw new Error("it didn't settle");
}
