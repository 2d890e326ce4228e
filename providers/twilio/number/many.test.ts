import { afterEach, beforeEach, expect, test } from "vitest";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { numberUrn, ownApplication, startWorld, type World, zenith } from "../testing/world.ts";
import { tokenOf } from "../token.ts";

let world: World;
let run: Engine;
beforeEach(async () => {
  world = await startWorld();
  run = await world.connect();
});
afterEach(() => world.stop());

const search = { country: "US", type: "local", areaCode: "212" };
const initial = {
  voiceApplicationSid: ownApplication,
  statusCallback: "https://voice.us.aybiza.example/twilio/status",
  statusCallbackMethod: "POST",
};
const inputs = { acquire: "buy", search, initial };
const buy = (name: string, more: Raw = {}) => run.create(numberUrn(`${name}-purchase`), { ...inputs, ...more });
/** Adopts a bought number, as a tenant's program does to put the number into service. */
const serve = (name: string, phoneNumber: unknown) =>
  run.create(numberUrn(name), { acquire: "adopt", phoneNumber, ...initial, handBack: { voiceApplicationSid: "" } });
const journal = () => world.store.journal.map(({ operationId }) => operationId);
const count = (operation: string) => journal().filter((one) => one === operation).length;

test("40 numbers, bought by searches that are alike and taken into service: two requests for each, and four in all", async () => {
  const numbers: string[] = [];
  for (let i = 0; i < 40; i += 10) {
    const ten = await Promise.all([...Array(10).keys()].map((j) => buy(`line-${i + j}`)));
    numbers.push(...ten.map(({ state }) => state.phoneNumber as string));
  }
  expect(new Set(numbers).size).toBe(40);
  await Promise.all(numbers.map((number, i) => serve(`line-${i}`, number)));
  expect(world.held(numbers[0]!)).toMatchObject({
    ...{ voice_application_sid: ownApplication, status_callback: initial.statusCallback },
    friendly_name: `line-0-purchase ${tokenOf(numberUrn("line-0-purchase"))}`,
  });
  expect({
    purchases: count("CreateIncomingPhoneNumber"),
    // The account is listed before each purchase: Twilio would treat the purchase of a number that the account has as an update.
    looks: count("ListIncomingPhoneNumber") - 1,
    searches: count("ListAvailablePhoneNumberLocal"),
    updates: count("UpdateIncomingPhoneNumber"),
    all: journal().length,
  }).toEqual({ purchases: 40, looks: 40, searches: 2, updates: 0, all: 40 + 40 + 2 + 1 });
});

test("the settings of the purchase are never compared or changed afterwards", async () => {
  const { id, state } = await buy("line");
  Object.assign(world.held(state.phoneNumber as string) as Raw, { voice_application_sid: undefined });
  await run.invoke("twilio:index:getIncomingPhoneNumbers", {});
  const old = { id, oldInputs: inputs, oldState: state };
  const news = { ...inputs, initial: { ...initial, statusCallback: "https://elsewhere.example/" } };
  expect((await run.diff(numberUrn("line-purchase"), { ...old, news })).changes).toEqual({});
  const { initial: _, ...before } = inputs;
  expect((await run.diff(numberUrn("line-purchase"), { ...old, oldInputs: before, news: inputs })).changes).toEqual({});
});

test("a number that was changed since it was bought in this run is looked at before it is taken into service", async () => {
  const urn = numberUrn("line-purchase");
  const { id, state } = await buy("line");
  const news = { ...inputs, friendlyName: "renamed" };
  await run.update(urn, { id, oldInputs: inputs, oldState: state, news });
  const looks = count("ListIncomingPhoneNumber");
  await serve("line", state.phoneNumber);
  expect(count("ListIncomingPhoneNumber")).toBe(looks + 1);
});

test("a page of which someone else took a number is out of date: the next number comes from a new search", async () => {
  const take = (phone_number: string) => {
    const stamp = world.store.stamp("PN");
    world.store.addNumber({ ...stamp, account_sid: zenith.sid, phone_number, friendly_name: "", type: "local" });
  };
  expect((await buy("first")).state.phoneNumber).toBe("+12125550100");
  for (let i = 1; i < 30; i++) take(`+12125550${100 + i}`);
  expect((await buy("second")).state.phoneNumber).toBe("+12125550130");
  expect(count("ListAvailablePhoneNumberLocal")).toBe(2);
  expect(journal().filter((one) => one === "CreateIncomingPhoneNumber")).toHaveLength(3);
});

test("a first purchase that was killed is found by the run's one listing, and answered at last", async () => {
  const { initial: _, ...old } = inputs;
  const { id } = await run.create(numberUrn("line-purchase"), old);
  const next = await world.connect();
  const again = await next.create(numberUrn("line-purchase"), inputs);
  expect(again.id).toBe(id);
  expect(world.held(again.state.phoneNumber as string)).toMatchObject({ voice_application_sid: ownApplication });
  expect(world.store.bought).toBe(1);
});

test("an application and a URL of the number's own aren't set together", async () => {
  const both = { voiceApplicationSid: ownApplication, voiceUrl: "https://voice.us.aybiza.example/twilio/voice" };
  const rule =
    "set `voiceUrl` or `voiceApplicationSid`, not both: Twilio ignores a number's own URLs while it has an application";
  const { failures } = await run.check(numberUrn("line"), { acquire: "buy", search, ...both });
  expect(failures).toEqual([{ property: "voiceUrl", reason: rule }]);
});
