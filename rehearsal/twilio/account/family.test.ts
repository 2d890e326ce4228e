import { afterEach, beforeEach, expect, it } from "vitest";
import { MovableClock } from "../clock.ts";
import { enterCode } from "../operations/numbers/outgoing-caller-ids.ts";
import type { AccountSeed } from "../seed.ts";
import { ACME, startWorld, type World } from "../testing/world.ts";

const MAIN = { sid: `SK${"a2".repeat(16)}`, secret: "acme-main-secret", main: true } as const;
const acme: AccountSeed = { ...ACME, apiKeys: [...ACME.apiKeys!, MAIN] };
const TRIAL: AccountSeed = {
  sid: `AC${"71".repeat(16)}`,
  authToken: "trial-auth-token",
  friendlyName: "T",
  trial: true,
};
const POOR: AccountSeed = { sid: `AC${"b0".repeat(16)}`, authToken: "poor-auth-token", friendlyName: "P", balance: 2 };
const BUSY: AccountSeed = {
  sid: `AC${"b5".repeat(16)}`,
  authToken: "busy-auth-token",
  friendlyName: "B",
  concurrency: 2,
};

let world: World;
let clock: MovableClock;
beforeEach(async () => {
  clock = new MovableClock();
  world = await startWorld({ accounts: [acme, TRIAL, POOR, BUSY], clock });
});
afterEach(() => world.close());

const api = (account = acme) => world.sdk(account).api.v2010.accounts(account.sid);

it("shows a key's secret when it is made and never again; it signs in until it is deleted", async () => {
  const { sid, secret } = await api().newKeys.create({ friendlyName: "app" });
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(Object.keys((await api().keys(sid).fetch()).toJSON())).toEqual([
    "sid",
    "friendlyName",
    "dateCreated",
    "dateUpdated",
  ]);
  const byKey = () =>
    world.raw("GET", `/Accounts/${acme.sid}/Applications.json`, { account: { sid, authToken: secret } });
  expect((await byKey()).statusCode).toBe(200);
  expect((await api().keys(sid).update({ friendlyName: "" })).friendlyName).toBe("");
  await expect(
    api()
      .keys(sid)
      .update({ friendlyName: "x".repeat(65) }),
  ).rejects.toMatchObject({ code: 70001 });
  expect((await api().keys.list()).map((key) => key.sid)).toContain(sid);
  // A signing key is an API key under an older name.
  expect((await api().signingKeys(sid).fetch()).sid).toBe(sid);
  await api().signingKeys(sid).remove();
  expect((await byKey()).statusCode).toBe(401);
});

it("lets a Main key do what the auth token can, and a Standard key neither keys nor accounts", async () => {
  const ask = async (key: { sid: string; secret: string }, path: string) =>
    (await world.raw("GET", path, { account: { sid: key.sid, authToken: key.secret } })).statusCode;
  const paths = ["/Accounts.json", `/Accounts/${acme.sid}/Keys.json`, `/Accounts/${acme.sid}/SigningKeys.json`];
  expect(await Promise.all(paths.map((path) => ask(MAIN, path)))).toEqual([200, 200, 200]);
  expect(await Promise.all(paths.map((path) => ask(ACME.apiKeys![0]!, path)))).toEqual([401, 401, 401]);
});

const office = {
  customerName: "Acme",
  street: "1 Main Street",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  isoCountry: "US",
};

it("keeps an address, puts right what is nearly right, refuses what no register knows", async () => {
  const made = await api().addresses.create({ ...office, streetSecondary: "Suite 3" });
  expect(made).toMatchObject({
    ...office,
    friendlyName: "",
    emergencyEnabled: false,
    validated: false,
    verified: false,
  });
  const london = {
    ...office,
    street: "1 High Streat",
    city: "London",
    region: "London",
    postalCode: "SW1A 1AA",
    isoCountry: "GB",
  };
  expect(await api().addresses.create(london)).toMatchObject({ street: "1 High Street", validated: true });
  await expect(api().addresses.create({ ...london, autoCorrectAddress: false })).rejects.toMatchObject({
    status: 400,
    code: 21629,
    message: "Address Validation Error - Check Suggested Address: 1 High Street, London, London SW1A 1AA, GB",
  });
  await expect(api().addresses.create({ ...london, street: "1 Nowhere Lane" })).rejects.toMatchObject({ code: 21628 });
  await expect(
    api().addresses(made.sid).update({ emergencyEnabled: true, street: "1 Nowhere Lane" }),
  ).rejects.toMatchObject({ code: 21628 });
  expect((await api().addresses(made.sid).update({ emergencyEnabled: true })).validated).toBe(true);
  const france = { ...office, isoCountry: "FR", emergencyEnabled: true };
  await expect(api().addresses.create(france)).rejects.toMatchObject({ code: 21628 });
  await expect(api().addresses(made.sid).update({ city: "" })).rejects.toMatchObject({ code: 21238 });
  expect((await api().addresses.list({ isoCountry: "US" })).map((a) => a.sid)).toEqual([made.sid]);
});

it("keeps an address that a number needs", async () => {
  const { sid } = await api().addresses.create(office);
  const number = await api().incomingPhoneNumbers.create({ areaCode: "415", addressSid: sid });
  expect((await api().addresses(sid).dependentPhoneNumbers.list()).map((n) => n.phoneNumber)).toEqual([
    number.phoneNumber,
  ]);
  await expect(api().addresses(sid).remove()).rejects.toMatchObject({ status: 409, code: 20409 });
  await api().incomingPhoneNumbers(number.sid).remove();
  expect(await api().addresses(sid).remove()).toBe(true);
});

it("verifies a caller's number when whoever answers types the code in time", async () => {
  const phoneNumber = "+12125550142";
  const ask = () => api().validationRequests.create({ phoneNumber, friendlyName: "Desk" });
  const first = await ask();
  expect(first).toMatchObject({ accountSid: acme.sid, phoneNumber, friendlyName: "Desk" });
  expect(first.validationCode).toMatch(/^\d{6}$/);
  expect(enterCode(world.store, phoneNumber, "000000")).toBe(undefined);
  expect(enterCode(world.store, phoneNumber, first.validationCode)).toBe(undefined);
  const late = await ask();
  await clock.advance(61_000);
  expect(enterCode(world.store, phoneNumber, late.validationCode)).toBe(undefined);
  const right = await ask();
  const verified = enterCode(world.store, phoneNumber, right.validationCode);
  expect((await api().outgoingCallerIds.list({ phoneNumber })).map((c) => [c.sid, c.friendlyName])).toEqual([
    [verified?.sid, "Desk"],
  ]);
  await expect(ask()).rejects.toMatchObject({ status: 400, code: 21450 });
  expect((await api().outgoingCallerIds(verified!.sid).update({ friendlyName: "Hall" })).friendlyName).toBe("Hall");
  await api().outgoingCallerIds(verified!.sid).remove();
  expect(await api().outgoingCallerIds.list()).toEqual([]);
});

it("fires a usage trigger when its value is reached", async () => {
  const base = { callbackUrl: "https://acme.example/usage", usageCategory: "phonenumbers" };
  const trigger = await api().usage.triggers.create({
    ...base,
    triggerValue: "1",
    triggerBy: "count",
    recurring: "monthly",
  });
  expect(trigger).toMatchObject({ currentValue: "0", dateFired: null, callbackMethod: "POST", recurring: "monthly" });
  expect(trigger.usageRecordUri).toContain("?Category=phonenumbers");
  await api().incomingPhoneNumbers.create({ areaCode: "415" });
  const fired = await api().usage.triggers(trigger.sid).fetch();
  expect([fired.currentValue, fired.dateFired]).toEqual(["1", clock.now()]);
  const more = await api().usage.triggers.create({
    ...base,
    usageCategory: "totalprice",
    triggerValue: "+5",
    triggerBy: "price",
  });
  expect([more.triggerValue, more.currentValue]).toEqual(["6.15", "1.15"]);
  expect((await api().usage.triggers.list({ usageCategory: "totalprice" })).map((t) => t.sid)).toEqual([more.sid]);
  await expect(api().usage.triggers(more.sid).update({ callbackUrl: "" })).rejects.toMatchObject({ code: 21402 });
  expect((await api().usage.triggers(more.sid).update({ friendlyName: "Bill" })).friendlyName).toBe("Bill");
  await api().usage.triggers(more.sid).remove();
  await expect(api().usage.triggers.create({ ...base, triggerValue: "some" })).rejects.toMatchObject({ code: 20422 });
});

it("allows a trial account one number", async () => {
  await api(TRIAL).incomingPhoneNumbers.create({ areaCode: "415" });
  await expect(api(TRIAL).incomingPhoneNumbers.create({ areaCode: "415" })).rejects.toMatchObject({
    status: 400,
    code: 21404,
  });
});

it("suspends an account that has spent its balance", async () => {
  expect((await api(POOR).balance.fetch()).balance).toBe("2.00");
  await api(POOR).incomingPhoneNumbers.create({ areaCode: "415" });
  expect(await api(POOR).balance.fetch()).toMatchObject({ balance: "0.85", currency: "USD", accountSid: POOR.sid });
  await api(POOR).incomingPhoneNumbers.create({ areaCode: "415" });
  await expect(api(POOR).incomingPhoneNumbers.create({ areaCode: "415" })).rejects.toMatchObject({
    status: 403,
    code: 20005,
  });
});

it("turns requests away beyond an account's concurrency, before they have any effect", async () => {
  // Delays the accepted requests until the others have arrived, even on a busy machine.
  world.faults.push({ account: BUSY.sid, when: "before", delayMs: 500, times: 2 });
  const made = await Promise.allSettled(Array.from({ length: 5 }, () => api(BUSY).applications.create({})));
  const refusals = made.flatMap((m) => (m.status === "rejected" ? [m.reason.code] : []));
  expect(refusals).toEqual([20429, 20429, 20429]);
  expect(world.store.applications.size).toBe(2);
  await api(BUSY).applications.create({});
});
