import { afterEach, beforeEach, expect, it } from "vitest";
import { MovableClock } from "../../clock.ts";
import { startWorld, type World } from "../../testing/world.ts";

const DAY_MS = 86_400_000;
let clock: MovableClock;
let world: World;
beforeEach(async () => {
  clock = new MovableClock();
  world = await startWorld({ clock });
});
afterEach(() => world.close());

const numbers = () => world.sdk().numbers.v2;
const order = (phoneNumber = "+12025550101") =>
  numbers().hostedNumberOrders.create({
    ...{ phoneNumber, contactPhoneNumber: "+12025550102", email: "ann@acme.example" },
    addressSid: `AD${"0d".repeat(16)}`,
  });
const refusal = (code: number, status = 400) => expect.objectContaining({ status, code });

it("a number is hosted: ordered, verified, signed for, and its messages come to the account", async () => {
  const made = await order();
  expect([made.status, world.store.numbers.get(made.incomingPhoneNumberSid)?.origin]).toEqual(["received", "hosted"]);
  const one = numbers().hostedNumberOrders(made.sid);
  await expect(one.update({ status: "verified" })).rejects.toEqual(refusal(20422));
  const called = await one.update({ status: "pending-verification" });
  expect([called.verificationAttempts, called.verificationCode]).toEqual([1, "100001"]);
  expect((await one.update({ status: "verified" })).status).toBe("verified");
  await expect(one.remove()).rejects.toEqual(refusal(20422));

  const letter = await numbers().authorizationDocuments.create({
    ...{ addressSid: `AD${"0d".repeat(16)}`, email: "ann@acme.example", contactPhoneNumber: "+12025550102" },
    hostedNumberOrderSids: [made.sid],
  });
  const status = async () => [
    (await numbers().authorizationDocuments(letter.sid).fetch()).status,
    (await one.fetch()).status,
  ];
  expect(await status()).toEqual(["signing", "pending-loa"]);
  await clock.advance(DAY_MS);
  expect(await status()).toEqual(["signed", "carrier-processing"]);
  await clock.advance(4 * DAY_MS);
  expect(await status()).toEqual(["signed", "completed"]);
  const dependent = await numbers().authorizationDocuments(letter.sid).dependentHostedNumberOrders.list();
  expect(dependent.map(({ sid }) => sid)).toEqual([made.sid]);
});

it("an order that is received can be canceled, and takes its number along; a canceled letter sets orders back", async () => {
  const made = await order();
  const letter = await numbers().authorizationDocuments.create({
    ...{ addressSid: `AD${"0d".repeat(16)}`, email: "ann@acme.example", contactPhoneNumber: "+12025550102" },
    hostedNumberOrderSids: [made.sid],
  });
  await numbers().authorizationDocuments(letter.sid).remove();
  expect((await numbers().hostedNumberOrders(made.sid).fetch()).status).toBe("received");
  await numbers().hostedNumberOrders(made.sid).remove();
  expect(world.store.holder("+12025550101")).toBeUndefined();
});

it.each([
  ["a British number", "+442079460123", 22101],
  ["a number that is at Twilio", "+12025550109", 22102],
])("refuses %s", async (_, number, code) => {
  await order("+12025550109");
  await expect(order(number)).rejects.toEqual(refusal(code));
});

it("says whether numbers can be hosted", async () => {
  await order("+12025550109");
  const asked = { phone_numbers: ["+12025550108", "+12025550109", "+442079460123", "12"] };
  const headers = { Host: "numbers.twilio.com", "Content-Type": "application/json" };
  const { body } = await world.raw("POST", "/v1/HostedNumber/Eligibility", { headers, body: JSON.stringify(asked) });
  const { results } = body as { results: { eligibility_status: string; eligibility_sub_status: string | null }[] };
  expect(results.map((one) => [one.eligibility_status, one.eligibility_sub_status])).toEqual([
    ["ELIGIBLE", null],
    ["INELIGIBLE", "ALREADY_IN_TWILIO"],
    ["INELIGIBLE", "COUNTRY_INELIGIBLE"],
    ["INELIGIBLE", "NUMBER_FORMAT_INELIGIBLE"],
  ]);
});

it("prices are those of the usage records; of a country without any there are none", async () => {
  const { v1, v2 } = world.sdk().pricing;
  expect((await v1.phoneNumbers.countries.list()).map(({ isoCountry }) => isoCountry)).toEqual(["CA", "GB", "US"]);
  await expect(v1.phoneNumbers.countries("FR").fetch()).rejects.toEqual(refusal(20404, 404));
  const { phoneNumberPrices } = await v1.phoneNumbers.countries("US").fetch();
  expect(JSON.parse(JSON.stringify(phoneNumberPrices))).toEqual([
    { numberType: "local", basePrice: "1.15", currentPrice: "1.15" },
    { numberType: "toll free", basePrice: "2.15", currentPrice: "2.15" },
  ]);
  const call = await v2.voice.numbers("+12025550101").fetch({ originationNumber: "+442079460123" });
  expect(JSON.parse(JSON.stringify([call.inboundCallPrice, call.originationNumber]))).toEqual([
    { basePrice: null, currentPrice: null, numberType: null },
    "+442079460123",
  ]);
  await expect(v2.voice.numbers("+33199000101").fetch()).rejects.toEqual(refusal(20404, 404));
});
