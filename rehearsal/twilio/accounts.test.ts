import { afterEach, beforeEach, expect, it } from "vitest";
import { ACME, startWorld, type World } from "./testing.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

it("shows an account with its token and links", async () => {
  const account = await world.sdk().api.accounts(ACME.sid).fetch();
  expect(account).toMatchObject({
    authToken: ACME.authToken,
    friendlyName: "Acme Dental",
    ownerAccountSid: ACME.sid,
    status: "active",
    type: "Full",
  });
  expect(account.subresourceUris).toMatchObject({
    incoming_phone_numbers: `/2010-04-01/Accounts/${ACME.sid}/IncomingPhoneNumbers.json`,
  });
});

it("renames an account", async () => {
  const { accounts } = world.sdk().api;
  expect((await accounts(ACME.sid).update({ friendlyName: "Acme Dentists" })).friendlyName).toBe("Acme Dentists");
  await expect(accounts(ACME.sid).update({ friendlyName: "x".repeat(65) })).rejects.toMatchObject({ code: 20002 });
  await expect(accounts(ACME.sid).update({ status: "suspended" })).rejects.toMatchObject({ status: 400, code: 21477 });
  expect((await accounts.list({ friendlyName: "Acme Dentists" })).map((a) => a.sid)).toEqual([ACME.sid]);
});

it("makes, suspends and closes a subaccount, whose numbers answer only while it is active", async () => {
  const { accounts } = world.sdk().api;
  const child = await accounts.create({ friendlyName: "North" });
  expect(child).toMatchObject({ ownerAccountSid: ACME.sid, status: "active", friendlyName: "North" });
  const asChild = world.sdk({ sid: child.sid, authToken: child.authToken, friendlyName: "" });
  const number = await asChild.incomingPhoneNumbers.create({ areaCode: "415" });
  await expect(asChild.api.accounts.create({})).rejects.toMatchObject({ status: 400, code: 21101 });

  const callsAfterOneMore = async () => {
    await world.network.call({ from: "+12125550142", to: number.phoneNumber });
    return world.store.calls.size;
  };
  expect(await callsAfterOneMore()).toBe(1);
  await accounts(child.sid).update({ status: "suspended" });
  expect(await callsAfterOneMore()).toBe(1);
  await accounts(child.sid).update({ status: "active" });
  expect(await callsAfterOneMore()).toBe(2);
  await accounts(child.sid).update({ status: "closed" });
  await expect(accounts(child.sid).update({ status: "active" })).rejects.toMatchObject({ status: 400, code: 21479 });
  expect((await accounts.list({ status: "closed" })).map((a) => a.sid)).toEqual([child.sid]);
});
