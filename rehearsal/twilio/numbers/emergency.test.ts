import { afterEach, beforeEach, expect, it } from "vitest";
import { MovableClock } from "../clock.ts";
import { ACME, startWorld, type World, ZENITH } from "../testing/world.ts";
import { REGISTRATION_MS } from "./emergency.ts";

const TRUNK = `TK${"7a".repeat(16)}`;
let world: World;
let clock: MovableClock;
beforeEach(async () => {
  clock = new MovableClock();
  world = await startWorld({ accounts: [{ ...ACME, trunks: [TRUNK] }, ZENITH], clock });
});
afterEach(() => world.close());

const place = {
  customerName: "Acme",
  street: "1 Main Street",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  isoCountry: "US",
};
const address = async (emergencyEnabled = true, account = ACME) =>
  (await world.sdk(account).addresses.create({ ...place, emergencyEnabled })).sid;
const number = (sid: string) => world.sdk().incomingPhoneNumbers(sid);
const settle = () => clock.advance(REGISTRATION_MS);

it("registers a number's emergency address after a moment, and exchanges it only after it is unregistered", async () => {
  const [first, second] = [await address(), await address()];
  const { sid } = await world.sdk().incomingPhoneNumbers.create({ areaCode: "415", emergencyAddressSid: first });
  const status = async () => (await number(sid).fetch()).emergencyAddressStatus;
  expect(await status()).toBe("pending-registration");
  await settle();
  expect(await status()).toBe("registered");
  await expect(number(sid).update({ emergencyAddressSid: second })).rejects.toMatchObject({ status: 409, code: 20409 });
  expect((await number(sid).update({ emergencyAddressSid: first })).emergencyAddressStatus).toBe("registered");
  expect((await number(sid).update({ emergencyAddressSid: "" })).emergencyAddressStatus).toBe("pending-unregistration");
  await expect(number(sid).update({ emergencyAddressSid: second })).rejects.toMatchObject({ code: 20409 });
  await settle();
  const changed = await number(sid).update({ emergencyAddressSid: second });
  expect([changed.emergencyAddressSid, changed.emergencyAddressStatus]).toEqual([second, "pending-registration"]);
  await settle();
  expect((await world.sdk().incomingPhoneNumbers.list())[0]?.emergencyAddressStatus).toBe("registered");
  await expect(world.sdk().addresses(second).remove()).rejects.toMatchObject({ code: 20409 });
});

it("takes only the account's own addresses, and only those for emergencies", async () => {
  const { sid } = await world.sdk().incomingPhoneNumbers.create({ areaCode: "415" });
  for (const other of [await address(false), await address(true, ZENITH), `AD${"0".repeat(32)}`]) {
    await expect(number(sid).update({ emergencyAddressSid: other })).rejects.toMatchObject({ code: 21628 });
  }
  expect((await number(sid).fetch()).emergencyAddressStatus).toBe("unregistered");
});

it("leaves a number its trunk while its emergency address is registered", async () => {
  const emergencyAddressSid = await address();
  const { sid } = await world
    .sdk()
    .incomingPhoneNumbers.create({ areaCode: "415", trunkSid: TRUNK, emergencyAddressSid });
  await settle();
  const { trunks } = world.sdk().trunking.v1;
  const { sid: other } = await trunks.create({});
  const { sid: voiceApplicationSid } = await world.sdk().applications.create({});
  for (const taken of [
    () => number(sid).update({ trunkSid: "" }),
    () => number(sid).update({ voiceApplicationSid }),
    () => trunks(other).phoneNumbers.create({ phoneNumberSid: sid }),
    () => trunks(TRUNK).phoneNumbers(sid).remove(),
    () => trunks(TRUNK).remove(),
  ]) {
    await expect(taken()).rejects.toMatchObject({ status: 400, code: 21634 });
    expect((await number(sid).fetch()).trunkSid).toBe(TRUNK);
  }
  await number(sid).update({ emergencyAddressSid: "" });
  await settle();
  await trunks(TRUNK).phoneNumbers(sid).remove();
  expect((await number(sid).fetch()).trunkSid).toBe(null);
  await trunks(TRUNK).phoneNumbers.create({ phoneNumberSid: sid });
  expect(await trunks(TRUNK).remove()).toBe(true);
  expect((await number(sid).fetch()).trunkSid).toBe(null);
});
