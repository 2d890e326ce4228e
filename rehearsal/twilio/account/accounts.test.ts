import { afterEach, beforeEach, expect, it } from "vitest";
import { ACME, startWorld, type World } from "../testing/world.ts";

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

it("refuses what an account that isn't active asks for, and lets its parent read, change and reopen it", async () => {
  const { accounts } = world.sdk().api;
  const { sid, authToken } = await accounts.create({ friendlyName: "North" });
  const asChild = world.sdk({ sid, authToken, friendlyName: "" });
  const asParent = world.sdk().api.v2010.accounts(sid);
  const { sid: number } = await asParent.incomingPhoneNumbers.create({ areaCode: "415" });
  const { sid: application } = await asChild.applications.create({});
  await accounts(sid).update({ status: "suspended" });
  await expect(asChild.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 403, code: 20005 });
  await expect(asParent.incomingPhoneNumbers.create({ areaCode: "415" })).rejects.toMatchObject({ code: 20005 });
  expect((await asParent.incomingPhoneNumbers(number).update({ friendlyName: "Rest" })).friendlyName).toBe("Rest");
  await accounts(sid).update({ status: "active" });
  expect((await asChild.incomingPhoneNumbers.list()).length).toBe(1);

  await accounts(sid).update({ status: "closed" });
  await expect(asChild.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  expect(await asParent.incomingPhoneNumbers.list()).toEqual([]);
  await expect(asParent.applications(application).remove()).rejects.toMatchObject({ status: 403, code: 20005 });
  expect([world.store.released, world.store.applications.size]).toEqual([1, 0]);
});

it("leaves an account its status where the one that is asked for isn't any", async () => {
  const { sid } = await world.sdk().api.accounts.create({ friendlyName: "North" });
  for (const status of ["", "paused", "Active"]) {
    const body = String(new URLSearchParams({ Status: status }));
    expect((await world.raw("POST", `/Accounts/${sid}.json`, { body })).body).toMatchObject({
      status: 400,
      code: 21475,
    });
    expect((await world.sdk().api.accounts(sid).fetch()).status).toBe("active");
  }
});

it("suspends the subaccounts of an account that is suspended, and no longer than it", async () => {
  const { sid, authToken } = await world.sdk().api.accounts.create({});
  const asChild = world.sdk({ sid, authToken, friendlyName: "" });
  const parent = world.store.accounts.get(ACME.sid)!;
  parent.status = "suspended";
  await expect(asChild.api.accounts(sid).fetch()).rejects.toMatchObject({ status: 403, code: 20005 });
  parent.status = "active";
  expect((await asChild.api.accounts(sid).fetch()).status).toBe("active");
});

it("has room for 1,000 subaccounts, closed ones not counted, and on trial for one", async () => {
  const { accounts } = world.sdk().api;
  const first = await accounts.create({});
  for (let n = 1; n < 1000; n++) {
    const sid = `AC${n.toString(16).padStart(32, "0")}`;
    world.store.accounts.set(sid, { ...world.store.accounts.get(first.sid)!, sid });
  }
  await expect(accounts.create({})).rejects.toMatchObject({ status: 400, code: 21480 });
  await accounts(first.sid).update({ status: "closed" });
  await accounts.create({});
  world.store.accounts.get(ACME.sid)!.type = "Trial";
  await expect(accounts.create({})).rejects.toMatchObject({ status: 400, code: 21480 });
});
