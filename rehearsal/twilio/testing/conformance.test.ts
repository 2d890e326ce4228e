import { afterAll, beforeAll, expect, it } from "vitest";
import { HANDLERS } from "../operations/index.ts";
import { checksOf, conformance } from "./conformance.ts";
import { ACME, checkedOperations, startWorld, type World, ZENITH } from "./world.ts";

const BUNDLE = `BU${"b0".repeat(16)}`;

let world: World;
beforeAll(async () => {
  checkedOperations.clear(); // recorded by test files that ran earlier in this process
  world = await startWorld({
    accounts: [{ ...ACME, bundles: [{ sid: BUNDLE, country: "GB", numberType: "mobile" }] }, ZENITH],
  });
});
afterAll(() => world.close());

it("answers each modelled operation as Twilio's OpenAPI file says", async () => {
  const client = world.sdk();
  const subaccount = await client.api.accounts.create({ friendlyName: "Acme Dental North" });
  await client.api.accounts(subaccount.sid).update({ friendlyName: "Acme Dental South" });
  expect(await client.api.accounts.list()).toHaveLength(2);
  await client.api.accounts(ACME.sid).fetch();

  await client.availablePhoneNumbers.list();
  await client.availablePhoneNumbers("GB").fetch();
  const [local] = await client.availablePhoneNumbers("US").local.list({ limit: 1 });
  const [tollFree] = await client.availablePhoneNumbers("US").tollFree.list({ limit: 1 });
  const [mobile] = await client.availablePhoneNumbers("GB").mobile.list({ limit: 1 });
  if (!local || !tollFree || !mobile) throw new Error("nothing for sale");

  const bundleSid = BUNDLE;
  const plain = await client.incomingPhoneNumbers.create({ areaCode: "415" });
  await client.incomingPhoneNumbers.local.create({ phoneNumber: local.phoneNumber });
  await client.incomingPhoneNumbers.tollFree.create({ phoneNumber: tollFree.phoneNumber });
  await client.incomingPhoneNumbers.mobile.create({ phoneNumber: mobile.phoneNumber, bundleSid });
  expect(await client.incomingPhoneNumbers.list()).toHaveLength(4);
  expect(await client.incomingPhoneNumbers.local.list()).toHaveLength(2);
  expect(await client.incomingPhoneNumbers.tollFree.list()).toHaveLength(1);
  expect(await client.incomingPhoneNumbers.mobile.list()).toHaveLength(1);

  const application = await client.applications.create({});
  await client.applications(application.sid).update({ voiceUrl: "https://voice.us.aybiza.example/twilio/voice" });
  await client.applications(application.sid).fetch();
  await client.applications.list();
  await client.incomingPhoneNumbers(plain.sid).update({ voiceApplicationSid: application.sid });
  await client.incomingPhoneNumbers(plain.sid).fetch();

  const queue = await client.queues.create({ friendlyName: "front desk" });
  await client.queues(queue.sid).update({ maxSize: 50 });
  await client.queues(queue.sid).fetch();
  expect(await client.queues.list()).toHaveLength(1);
  await client.queues(queue.sid).remove();

  const call = await world.network.call({ from: "+12125550142", to: plain.phoneNumber });
  await client.calls.list();
  await client.calls(call.sid).fetch();
  await client.calls(call.sid).update({});

  await client.calls(call.sid).remove();
  await client.incomingPhoneNumbers(plain.sid).remove();
  await client.applications(application.sid).remove();
  expect(checkedOperations.size).toBe(34);
});

it("finds what is wrong with an answer", async () => {
  const checks = conformance();
  const { body } = await world.raw("POST", `/Accounts/${ACME.sid}/Applications.json`);
  const good = body as Record<string, unknown>;
  const mistakes = (change: object, id = "CreateApplication", status = 201) =>
    checks.mistakes(id, status, { ...good, ...change });
  expect(mistakes({})).toEqual([]);
  expect(mistakes({}, "CreateApplication", 200)).toEqual(["CreateApplication answered 200, documented is 201"]);
  expect(mistakes({ sid: "AP1" })).toContain('/sid must match pattern "^AP[0-9a-fA-F]{32}$"');
  expect(mistakes({ date_created: "2026-01-02T03:04:05Z" })).toContain(
    '/date_created must match format "date-time-rfc-2822"',
  );
  expect(mistakes({ voice_method: "PUT" })).not.toEqual([]);
  expect(mistakes({ voice_url: "//x" })).not.toEqual([]);
  expect(mistakes({ colour: "red" })).toHaveLength(2);
  const { voice_url: _, ...fewer } = good;
  expect(checks.mistakes("CreateApplication", 201, fewer)).not.toEqual([]);
});

it("finds what is wrong within a list or an object of an answer", () => {
  const checks = checksOf("numbers_v1.CreatePortingPortIn");
  const [{ status, value } = { status: 0, value: {} }] = checks.examples("numbers_v1.CreatePortingPortIn");
  const mistakes = (change: object) =>
    checks.mistakes("numbers_v1.CreatePortingPortIn", status, { ...value, ...change });
  expect(mistakes({})).toEqual([]);
  const carrier = value.losing_carrier_information as { address: { street_2: string } };
  const { street_2: _, ...address } = carrier.address;
  expect(mistakes({ losing_carrier_information: { ...carrier, address } })).toEqual([
    ".losing_carrier_information.address has the fields city,country,state,street,zip; the example has city,country,state,street,street_2,zip",
  ]);
  const [first] = value.phone_numbers as [Record<string, unknown>];
  const { portable: __, ...number } = first;
  expect(mistakes({ phone_numbers: [first, number] }).length).toBe(1);
  expect(mistakes({ phone_numbers: [{ ...first, port_in_phone_number_status: "" }] }).length).toBe(1);
});

it("shows what isn't set as the examples do", async () => {
  const checks = conformance();
  const { body } = await world.raw("POST", `/Accounts/${ACME.sid}/IncomingPhoneNumbers.json`, { body: "AreaCode=510" });
  const { sid } = body as { sid: string };
  const { body: number } = await world.raw("GET", `/Accounts/${ACME.sid}/IncomingPhoneNumbers/${sid}.json`);
  expect(number).toMatchObject({ voice_url: null, sms_url: "", status_callback: "", trunk_sid: null });
  expect(checks.mistakes("FetchIncomingPhoneNumber", 200, { ...(number as object), voice_url: "" })).toEqual([
    '.voice_url is "", by the examples it is null',
  ]);
});

it("lets Twilio's own examples pass", () => {
  const contradictions = Object.keys(HANDLERS).flatMap((id) => {
    const checks = checksOf(id);
    return checks
      .examples(id)
      .flatMap(({ status, value }) => checks.mistakes(id, status, value).map((m) => `${id}: ${m}`));
  });
  expect(contradictions).toEqual([]);
});
