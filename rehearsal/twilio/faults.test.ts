import { afterEach, beforeEach, expect, it } from "vitest";
import { ACME, startWorld, type World } from "./testing.ts";

let world: World;
const NUMBERS = `/2010-04-01/Accounts/${ACME.sid}/IncomingPhoneNumbers.json`;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const buy = (e164: string) => world.sdk().incomingPhoneNumbers.create({ phoneNumber: e164 });

it("loses the answer to a purchase that happened", async () => {
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", drop: true, times: 1 });
  await expect(buy("+14155550100")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(world.store.bought).toBe(1);
  expect((await world.sdk().incomingPhoneNumbers.list()).map((n) => n.phoneNumber)).toEqual(["+14155550100"]);
});

it("loses a request before anything happens", async () => {
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "before", drop: true, times: 1 });
  await expect(buy("+14155550100")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(world.store.bought).toBe(0);
  expect((await buy("+14155550100")).phoneNumber).toBe("+14155550100");
});

it.each([
  [429, 20429],
  [500, 20500],
  [503, 20503],
])("answers %i with code %i as often as ordered", async (status, code) => {
  world.faults.push({ when: "before", status, times: 2 });
  for (const _ of [1, 2]) await expect(buy("+14155550100")).rejects.toMatchObject({ status, code });
  expect((await buy("+14155550100")).phoneNumber).toBe("+14155550100");
  expect(world.faults).toEqual([]);
});

it("spoils another operation's answers not at all", async () => {
  world.faults.push({ operationId: "DeleteIncomingPhoneNumber", when: "before", status: 503, times: 1 });
  const { sid } = await buy("+14155550100");
  await expect(world.sdk().incomingPhoneNumbers(sid).remove()).rejects.toMatchObject({ status: 503 });
  expect(world.store.numbers.size).toBe(1);
});

it("waits", async () => {
  world.faults.push({ when: "after", delayMs: 120, times: 1 });
  const began = performance.now();
  await buy("+14155550100");
  expect(performance.now() - began).toBeGreaterThan(115);
});

it("closes while an answer is still held back", async () => {
  world.faults.push({ when: "after", delayMs: 1_000, times: 1 });
  const bought = buy("+14155550100").catch((error: unknown) => error);
  while (world.store.bought === 0) await new Promise((done) => setTimeout(done, 5));
  const began = performance.now();
  await world.close();
  expect(performance.now() - began).toBeLessThan(500);
  expect(await bought).toMatchObject({ code: "ECONNRESET" });
  world = await startWorld();
});

it("keeps a journal without a body, a query or a credential", async () => {
  await world.raw("POST", NUMBERS, { body: "PhoneNumber=%2B14155550100&FriendlyName=secret-name" });
  await world.raw("GET", `${NUMBERS}?FriendlyName=secret-name`);
  await world.raw("GET", NUMBERS, { account: { ...ACME, authToken: "wrong-secret" } });
  const entry = { time: expect.any(Date), path: NUMBERS };
  expect(world.store.journal).toEqual([
    {
      ...entry,
      method: "POST",
      operationId: "CreateIncomingPhoneNumber",
      account: ACME.sid,
      mutating: true,
      status: 201,
    },
    {
      ...entry,
      method: "GET",
      operationId: "ListIncomingPhoneNumber",
      account: ACME.sid,
      mutating: false,
      status: 200,
    },
    { ...entry, method: "GET", operationId: "ListIncomingPhoneNumber", mutating: false, status: 401 },
  ]);
  expect(JSON.stringify(world.store.journal)).not.toMatch(/secret/);
});
