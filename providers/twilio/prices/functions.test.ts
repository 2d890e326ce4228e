import { afterAll, beforeAll, expect, test } from "vitest";
import { COUNTRIES } from "../../../rehearsal/twilio/numbers/inventory.ts";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { startWorld, type World } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const invoke = (name: string, args: Raw = {}) => engine.invoke(`twilio:index:${name}`, args);

test("what numbers of a country cost for a month", async () => {
  expect(await invoke("getNumberPrices", { country: "US" })).toEqual({
    country: "United States",
    priceUnit: "USD",
    prices: [
      { numberType: "local", currentPrice: "1.15", basePrice: "1.15" },
      { numberType: "toll free", currentPrice: "2.15", basePrice: "2.15" },
    ],
  });
  await expect(invoke("getNumberPrices", { country: "FR" })).rejects.toThrow(
    "Twilio has no prices for FR. Correct the country or the number",
  );
});

test("what a minute costs, to and from a country", async () => {
  const found = await invoke("getVoicePrices", { country: "US" });
  expect(found).toEqual({
    country: "United States",
    isoCountry: "US",
    priceUnit: "USD",
    inbound: [
      { numberType: "local", currentPrice: "0.0085", basePrice: "0.0085" },
      { numberType: "toll free", currentPrice: "0.0220", basePrice: "0.0220" },
    ],
    outbound: [
      {
        ...{ currentPrice: "0.0140", basePrice: "0.0140", destinationPrefixes: ["1"], originationPrefixes: ["ALL"] },
        name: "Programmable Outbound Minute - United States",
      },
    ],
  });
  const trunking = await invoke("getVoicePrices", { country: "US", trunking: true });
  expect((trunking.outbound as Raw[])[0]?.name).toBe("Outbound Trunking Minute - United States");
});

test("what a minute costs to one number, and from its callers where the account has it", async () => {
  const own = await invoke("getVoicePrices", { number: "+14155550101", originationNumber: "+442079460123" });
  expect(own).toMatchObject({
    isoCountry: "US",
    inbound: [{ numberType: "local", currentPrice: "0.0085" }],
    outbound: [{ currentPrice: "0.0140", originationPrefixes: ["ALL"], destinationPrefixes: [], name: "" }],
  });
  expect((await invoke("getVoicePrices", { number: "+14155550199" })).inbound).toEqual([]);
  expect(await invoke("getVoicePrices", { number: "+14155550101", trunking: true })).toMatchObject({
    inbound: [{ numberType: "local" }],
    outbound: [{ destinationPrefixes: ["1"] }],
  });
});

test.each([
  [{}, "country: is required: set `country` or `number`"],
  [{ country: "US", number: "+14155550101" }, "number: set `country` or `number`, not both"],
  [
    { country: "US", originationNumber: "+14155550101" },
    "originationNumber: is ignored without `number`: set `number` too, or remove it",
  ],
  [{ country: "us" }, "country: must be an ISO 3166-1 alpha-2 country code"],
])("arguments %j are refused", async (args, message) => {
  await expect(invoke("getVoicePrices", args)).rejects.toThrow(message);
});

test("where numbers are sold, and of which kinds", async () => {
  const kinds = (of: keyof typeof COUNTRIES) => COUNTRIES[of]?.types.map((type) => type.replace("-", "_")).sort();
  expect(await invoke("getCountries")).toEqual({
    countries: [
      { isoCountry: "CA", name: "Canada", beta: false, numberTypes: ["local", "toll_free"] },
      { isoCountry: "DE", name: "Germany", beta: false, numberTypes: ["local"] },
      { isoCountry: "GB", name: "United Kingdom", beta: false, numberTypes: kinds("GB") },
      { isoCountry: "US", name: "United States", beta: false, numberTypes: ["local", "toll_free"] },
    ],
  });
});
