import { afterEach, beforeEach, expect, it } from "vitest";
import type { Fault } from "./faults.ts";
import { ACME, startWorld, type World, ZENITH } from "./testing/world.ts";

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

/** Lists applications several times, one request after another. Returns the HTTP statuses. */
async function asked(count: number, account = ACME): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) {
    statuses.push((await world.raw("GET", `/Accounts/${account.sid}/Applications.json`, { account })).statusCode);
  }
  return statuses;
}
const throttled: Fault = { when: "before", status: 429 };

it("strikes from the n-th request on, as often as ordered", async () => {
  world.faults.push({ ...throttled, nth: 3, times: 2 });
  expect(await asked(6)).toEqual([200, 200, 429, 429, 200, 200]);
  expect(world.faults).toEqual([]);
});

it("strikes for ever where no number is ordered", async () => {
  world.faults.push(throttled);
  expect(await asked(5)).toEqual([429, 429, 429, 429, 429]);
  world.faults.length = 0;
  expect(await asked(1)).toEqual([200]);
});

it("strikes by chance, with one seed the same requests", async () => {
  const draw = async (seed: number): Promise<string> => {
    world.faults.splice(0, 1, { ...throttled, probability: 0.25, seed });
    return (await asked(40)).map((status) => (status === 429 ? "x" : ".")).join("");
  };
  const first = await draw(7);
  expect(await draw(7)).toBe(first);
  expect(await draw(8)).not.toBe(first);
  expect(first.match(/x/g)?.length).toBe(12);
});

it("strikes by method, path and account", async () => {
  const strikes = async (fault: Partial<Fault>, method: string, path: string, account = ACME) => {
    world.faults.splice(0, 1, { ...throttled, ...fault } as Fault);
    const { statusCode } = await world.raw(method, path, { account, body: method === "POST" ? "FriendlyName=x" : "" });
    return statusCode === 429;
  };
  const queues = `/2010-04-01/Accounts/${ACME.sid}/Queues.json`;
  expect(await strikes({ method: "POST" }, "POST", queues)).toBe(true);
  expect(await strikes({ method: "POST" }, "GET", queues)).toBe(false);
  expect(await strikes({ path: queues }, "GET", queues)).toBe(true);
  expect(await strikes({ path: `${queues}x` }, "GET", queues)).toBe(false);
  expect(await strikes({ path: /Queues/g }, "GET", queues)).toBe(true);
  expect(await strikes({ path: /Queues/g }, "GET", NUMBERS)).toBe(false);
  expect(await strikes({ account: ACME.sid }, "GET", queues)).toBe(true);
  expect(await strikes({ account: ZENITH.sid }, "GET", queues)).toBe(false);
});

it("keeps two rules apart: one neither counts nor draws for the other", async () => {
  world.faults.push({ ...throttled, status: 500, nth: 2, times: 1 }, { ...throttled, nth: 2, times: 1 });
  expect(await asked(4)).toEqual([200, 500, 429, 200]);
});

it("spares a request whose credentials are wrong", async () => {
  world.faults.push({ ...throttled, times: 1 });
  expect(await asked(1, { ...ACME, authToken: "wrong" })).toEqual([401]);
  expect(await asked(1)).toEqual([429]);
});

it("spoils a refusal like any other answer", async () => {
  await buy("+14155550100");
  world.faults.push({ when: "after", drop: true, times: 1 });
  await expect(world.sdk(ZENITH).incomingPhoneNumbers.create({ phoneNumber: "+14155550100" })).rejects.toMatchObject({
    code: "ECONNRESET",
  });
});

it("tells what it answered in place of an answer", async () => {
  world.faults.push({ when: "after", status: 503, body: "html", times: 1 });
  const { statusCode, body } = await world.raw("GET", NUMBERS, { unchecked: true });
  expect([statusCode, String(body).startsWith("<!doctype html>")]).toEqual([503, true]);
  expect(world.store.journal.at(-1)?.status).toBe(503);
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
