import { afterAll, beforeAll, expect, test } from "vitest";
import { PORTS, type Port, type PortStatus } from "../../../rehearsal/twilio/porting/ports.ts";
import { moveNumber, movePort } from "../../../rehearsal/twilio/porting/progress.ts";
import { DOCUMENTS } from "../../../rehearsal/twilio/regulatory/bundles.ts";
import { type Engine, secret, unknown } from "../../kit/testing/engine.ts";
import { acme, startWorld, type World } from "../testing/world.ts";

const north = {
  sid: `AC${"c0".repeat(16)}`,
  authToken: "north-auth-token-0123456789",
  friendlyName: "Acme North",
  ownerAccountSid: acme.sid,
};
const BILL = `RD${"b1".repeat(16)}`;
const PIN = "pin-9317";
const ACCOUNT_NUMBER = "account-4711";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld([acme, north]);
  engine = await world.connect();
  const bill = { type: "utility_bill", attributes: {}, status: "draft" } as const;
  world.store.all(DOCUMENTS).set(BILL, { ...world.store.stamp("RD", BILL), account_sid: acme.sid, ...bill });
});
afterAll(() => world.stop());

const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:PortIn::${name}`;
const live = (id: string) => world.store.all(PORTS).get(id) as Port;
const losingCarrier = {
  ...{ customerType: "Business", customerName: "Acme Dental", accountNumber: ACCOUNT_NUMBER },
  ...{ authorizedRepresentative: "Ann Example", authorizedRepresentativeEmail: "ann@acme.example" },
  address: { street: "1 Market Street", city: "San Francisco", state: "CA", zip: "94105", country: "US" },
};
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const inputsFor = (...numbers: string[]) => ({
  phoneNumbers: numbers.map((phoneNumber) => ({ phoneNumber })),
  documents: [BILL],
  losingCarrier,
});
/** Sets a request's status, as people and carriers would. */
const move = (id: string, status: PortStatus) => movePort(world, live(id), status);
/** Wraps secret inputs in envelopes, as the engine does. */
const sealed = (inputs: ReturnType<typeof inputsFor>) => ({ ...inputs, losingCarrier: secret(inputs.losingCarrier) });
const requests = () => world.changes().filter((one) => one.startsWith("POST"));

test("a port is asked for once: a lost answer and a killed run find the open request for these numbers", async () => {
  const inputs = inputsFor("+12025550101", "+12025550102");
  world.changes();
  world.faults.push({ operationId: "numbers_v1.CreatePortingPortIn", when: "after", drop: true, times: 1 });
  const { id, state } = await engine.create(urnOf("lost"), inputs);
  const next = await world.connect();
  const again = await next.create(urnOf("lost"), { ...inputs, phoneNumbers: [...inputs.phoneNumbers].reverse() });
  expect([again.id, requests().length, world.store.all(PORTS).size]).toEqual([id, 1, 1]);
  expect(state).toMatchObject({
    status: "In review",
    accountSid: acme.sid,
    numbers: [
      { phoneNumber: "+12025550101", status: "In Review", rejectionReason: "" },
      { phoneNumber: "+12025550102", status: "In Review", rejectionReason: "" },
    ],
  });
  // With one more number, Twilio refuses the request: two of its numbers are already being ported.
  await expect(next.create(urnOf("more"), inputsFor("+12025550101", "+12025550103"))).rejects.toThrow("error 22137");
  expect(world.store.all(PORTS).size).toBe(1);
});

test("the order in which Twilio names numbers and documents is no change: an open request would refuse it", async () => {
  const other = `RD${"b2".repeat(16)}`;
  world.store.all(DOCUMENTS).set(other, { ...(world.store.all(DOCUMENTS).get(BILL) as object), sid: other } as never);
  const inputs = { ...inputsFor("+12025550130", "+12025550131"), documents: [BILL, other] };
  const { id } = await engine.create(urnOf("order"), inputs);
  const reversed = {
    ...inputs,
    phoneNumbers: [...inputs.phoneNumbers].reverse(),
    documents: [...inputs.documents].reverse(),
    notificationEmails: [],
  };
  const taken = await (await world.connect()).create(urnOf("order"), reversed);
  expect(taken.id).toBe(id);
  expect((await engine.read(urnOf("order"), id, reversed, taken.state)).inputs).toEqual({
    ...reversed,
    losingCarrier: secret(losingCarrier),
  });
});

test("it is looked for in all pages of the list", async () => {
  const inputs = inputsFor("+12025550104");
  const { id } = await engine.create(urnOf("first"), inputs);
  for (const n of [105, 106, 107]) await engine.create(urnOf(`other ${n}`), inputsFor(`+12025550${n}`));
  expect((await (await world.connect()).create(urnOf("first"), inputs)).id).toBe(id);
});

test("a preview asks for nothing", async () => {
  world.changes();
  const preview = { preview: true };
  const { state } = await engine.create(
    urnOf("planned"),
    { ...inputsFor("+12025550108"), documents: unknown },
    preview,
  );
  expect([state.sid, state.status, world.changes()]).toEqual([unknown, unknown, []]);
});

test("PINs and the customer at the losing carrier are secret in what comes back", async () => {
  const mobile = "+12025550190";
  const inputs = { ...inputsFor(mobile), phoneNumbers: [{ phoneNumber: mobile, pin: secret(PIN) }] };
  await expect(engine.create(urnOf("no pin"), inputsFor(mobile))).rejects.toThrow("pin is required");
  const { id, state } = await engine.create(urnOf("secret"), { ...inputs, losingCarrier: secret(losingCarrier) });
  const read = await engine.read(urnOf("secret"), id, inputs, state);
  expect(read.inputs.phoneNumbers).toEqual(secret([{ phoneNumber: mobile, pin: PIN }]));
  for (const text of [PIN, ACCOUNT_NUMBER, "Ann Example"]) expect(engine.sawInClear(text)).toBe(false);
});

test("an open request can't be changed, in a preview or an update, and stays as it is", async () => {
  const inputs = inputsFor("+12025550110");
  const { id, state } = await engine.create(urnOf("open"), inputs);
  const news = { ...inputs, targetDate: day(20) };
  const { changes } = await engine.diff(urnOf("open"), { id, oldInputs: inputs, oldState: state, news });
  expect(changes).toMatchObject({ targetDate: expect.anything() });
  world.changes();
  for (const preview of [true, false]) {
    const update = engine.update(urnOf("open"), { id, oldInputs: inputs, oldState: state, news, preview });
    await expect(update).rejects.toThrow(
      `port-in request ${id} is In review and can't be changed. Revert the change of the program`,
    );
  }
  expect(world.changes()).toEqual([]);
});

test.each(["Canceled", "Expired"] as const)(
  "one that is %s is replaced by a new request when it changes",
  async (status) => {
    const number = status === "Canceled" ? "+12025550111" : "+12025550112";
    const inputs = inputsFor(number);
    const { id, state } = await engine.create(urnOf(status), inputs);
    move(id, status);
    expect((await engine.read(urnOf(status), id, inputs, state)).state.status).toBe(status);
    const news = { ...inputs, targetDate: day(20) };
    const diff = await engine.diff(urnOf(status), { id, oldInputs: inputs, oldState: state, news });
    expect([diff.replaces, diff.deleteBeforeReplace]).toEqual([["targetDate"], true]);
    world.changes();
    await engine.delete(urnOf(status), id, inputs, state);
    expect(world.changes()).toEqual([]);
    expect((await engine.create(urnOf(status), news)).id).not.toBe(id);
  },
);

test("a completed one brings its numbers, and is forgotten by a delete: nothing is lost", async () => {
  const inputs = inputsFor("+12025550113");
  const { id, state } = await engine.create(urnOf("done"), inputs);
  move(id, "Completed");
  const done = await engine.read(urnOf("done"), id, inputs, state);
  expect(done.state).toMatchObject({ status: "Completed", numbers: [{ status: "Completed" }] });
  expect(world.held("+12025550113")?.account_sid).toBe(acme.sid);
  world.changes();
  const news = { ...inputs, notificationEmails: ["bo@acme.example"] };
  const q = { id, oldInputs: inputs, oldState: done.state, news };
  expect((await engine.diff(urnOf("done"), q)).replaces).toEqual([]);
  expect((await engine.update(urnOf("done"), q)).state.status).toBe("Completed");
  expect(world.log.messages.at(-1)?.text).toContain("is completed: the change has no effect");
  await engine.delete(urnOf("done"), id, news, done.state);
  expect(world.changes()).toEqual([]);
  expect(world.held("+12025550113")?.account_sid).toBe(acme.sid);
});

test("a delete cancels an open one, once", async () => {
  const inputs = inputsFor("+12025550114");
  const { id, state } = await engine.create(urnOf("cancel"), inputs);
  move(id, "Waiting for Signature");
  const waiting = await engine.read(urnOf("cancel"), id, inputs, state);
  expect(waiting.state.signatureRequestUrl).toEqual(secret(`https://sign.twilio.example/${id}`));
  world.changes();
  await engine.delete(urnOf("cancel"), id, inputs, state);
  await engine.delete(urnOf("cancel"), id, inputs, state);
  expect([live(id).status, world.changes().length]).toEqual(["Canceled", 1]);
});

test("what the losing carrier rejects is told for each number", async () => {
  const inputs = inputsFor("+12025550115");
  const { id, state } = await engine.create(urnOf("rejected"), inputs);
  const [number] = live(id).numbers;
  if (number) moveNumber(world, live(id), number, "Rejected");
  expect((await engine.read(urnOf("rejected"), id, inputs, state)).state.numbers).toMatchObject([
    { phoneNumber: "+12025550115", status: "Rejected", rejectionReason: "Account number is incorrect" },
  ]);
});

test("numbers may come to an account below; an import shows what was asked for, but no PIN", async () => {
  const inputs = {
    ...inputsFor("+12025550116"),
    targetAccountSid: north.sid,
    targetDate: day(12),
    targetTimeRangeStart: "10:15:00-08:00",
    targetTimeRangeEnd: "18:15:00-08:00",
    notificationEmails: ["bo@acme.example"],
  };
  const { id, state } = await engine.create(urnOf("north"), inputs);
  expect(state.accountSid).toBe(north.sid);
  // Twilio returns times in UTC.
  const utc = { targetTimeRangeStart: "18:15:00Z", targetTimeRangeEnd: "02:15:00Z" };
  expect((await engine.read(urnOf("north"), id)).inputs).toEqual(sealed({ ...inputs, ...utc }));
  move(id, "Completed");
  expect(world.held("+12025550116")?.account_sid).toBe(north.sid);
});

test.each([
  ["in the day", { targetTimeRangeStart: "10:15:00-08:00", targetTimeRangeEnd: "18:15:00-08:00" }, day(12)],
  ["on the next day in UTC", { targetTimeRangeStart: "20:00:00-08:00", targetTimeRangeEnd: "23:30:00-08:00" }, day(13)],
  ["on the day before in UTC", { targetTimeRangeStart: "00:30:00+02:00" }, day(11)],
  ["in UTC", { targetTimeRangeStart: "10:00:00Z" }, day(12)],
])(
  "times are compared as instants: a target %s is no change of an open request after a refresh",
  async (_what, times, stored) => {
    const number = `+12025550${130 + Number(stored.slice(-1))}`;
    const inputs = { ...inputsFor(number), targetDate: day(12), ...times };
    const urn = urnOf(`at-${number}`);
    const { id, state } = await engine.create(urn, inputs);
    expect(live(id).due).toEqual(new Date(`${stored}T00:00:00Z`));
    const seen = await engine.read(urn, id, inputs, state);
    expect(seen.inputs).toEqual(sealed(inputs));
    const unchanged = { id, oldInputs: inputs, oldState: seen.state, news: inputs };
    expect((await engine.diff(urn, unchanged)).changes).toEqual({});

    // A different hour is a change.
    (live(id) as unknown as Record<string, unknown>).target_port_in_time_range_start = "07:00:00Z";
    expect((await engine.read(urn, id, inputs, state)).inputs).toMatchObject({ targetTimeRangeStart: "07:00:00Z" });
    await engine.delete(urn, id, inputs, state);
  },
);

test("of more open requests than a page of 100 has, the one for these numbers is found", async () => {
  const inputs = inputsFor("+12025550149");
  const { id } = await engine.create(urnOf("first-of-many"), inputs);
  const port = live(id);
  for (let i = 0; i < 120; i++) {
    const sid = world.store.stamp("KW").sid;
    world.store.all(PORTS).set(sid, { ...port, sid, numbers: [{ ...port.numbers[0]!, phone_number: `+1303555${i}` }] });
  }
  const again = await (await world.connect()).create(urnOf("first-of-many"), inputs);
  expect(again.id).toBe(id);
  for (const sid of world.store.all(PORTS).keys())
    if (sid !== id && live(sid).due === port.due) world.store.all(PORTS).delete(sid);
});

test("every input is given to Twilio as it is", async () => {
  const address = { ...world.store.stamp("AD"), account_sid: acme.sid };
  world.store.addresses.set(address.sid, address as never);
  const { address: _, ...customer } = losingCarrier;
  const inputs = {
    ...inputsFor("+12025550117"),
    losingCarrier: { ...customer, accountTelephoneNumber: "+12025550117", addressSid: address.sid },
    targetDate: day(9),
  };
  const { id } = await engine.create(urnOf("whole"), inputs);
  expect(live(id)).toMatchObject({
    documents: [BILL],
    due: new Date(`${day(9)}T00:00:00Z`),
    losing_carrier_information: {
      customer_type: "Business",
      customer_name: "Acme Dental",
      account_number: ACCOUNT_NUMBER,
      account_telephone_number: "+12025550117",
      address_sid: address.sid,
      authorized_representative: "Ann Example",
      authorized_representative_email: "ann@acme.example",
    },
  });
  expect((await engine.read(urnOf("whole"), id, inputs, {})).inputs).toEqual({
    ...inputs,
    losingCarrier: secret(inputs.losingCarrier),
  });
  await expect(
    engine.create(urnOf("papers"), { ...inputsFor("+12025550118"), bundleSid: `BU${"00".repeat(16)}` }),
  ).rejects.toThrow("error 22170");
});

test.each([
  ["no number", { phoneNumbers: [] }, ""],
  ["a number twice", inputsFor("+12025550120", "+12025550120"), "phoneNumbers[1].phoneNumber"],
  ["a number that isn't E.164", inputsFor("202 555 0120"), "phoneNumbers[0].phoneNumber"],
  ["no document", { documents: [] }, "documents"],
  [
    "two addresses",
    { losingCarrier: { ...losingCarrier, addressSid: `AD${"0d".repeat(16)}` } },
    "losingCarrier.address",
  ],
  ["no date", { targetDate: "soon" }, "targetDate"],
  ["a time without its offset", { targetTimeRangeStart: "10:15" }, "targetTimeRangeStart"],
  ["a time that no day has", { targetTimeRangeStart: "24:15:00Z" }, "targetTimeRangeStart"],
])("%s is refused before anything is asked for", async (_, wrong, property) => {
  const { failures } = await engine.check(urnOf("wrong"), { ...inputsFor("+12025550121"), ...wrong });
  expect(failures.map((failure) => failure.property)).toEqual([property]);
});

test.each([
  ["+12025550122", { portable: true, numberType: "LOCAL", country: "US", pinRequired: false, reason: "" }],
  ["+12025550192", { portable: true, numberType: "MOBILE", country: "US", pinRequired: true, reason: "" }],
  ["+18005550123", { portable: false, numberType: "TOLL-FREE", reasonCode: 22133 }],
  ["+442079460123", { portable: false, country: "GB", reason: "MANUAL_PORTING_AVAILABLE", reasonCode: 22133 }],
  ["+14155550101", { portable: false, reasonCode: 22131 }],
])("whether %s can be brought", async (phoneNumber, answer) => {
  expect(await engine.invoke("twilio:index:getPortability", { phoneNumber })).toMatchObject(answer);
});
