import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stateOf } from "../../../domain/law/area-codes.ts";
import type { Shortage } from "../carrier.ts";
import { searchObstacles, searchOf } from "./twilio-search.ts";

/** A number for sale: number, place and state. */
let stock: readonly { phoneNumber: string; locality: string; region: string }[] = [];
let asked: Record<string, unknown>[] = [];
/** Types for which searches return numbers, and types that the country has according to Twilio. */
let kinds: readonly string[];
const countries = [
  { isoCountry: "GB", name: "United Kingdom", beta: false, numberTypes: ["local", "mobile"] },
  { isoCountry: "US", name: "United States", beta: false, numberTypes: ["local", "toll_free", "voip"] },
];
let provider: twilio.Provider;

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: ({ token, inputs }) => {
      if (token === "twilio:index:getCountries") return { countries };
      asked.push(inputs);
      if (!kinds.includes(String(inputs.type))) throw new Error(`no ${inputs.type} numbers`);
      const fits = stock.filter(
        ({ phoneNumber, region }) =>
          inputs.faxEnabled !== true &&
          phoneNumber.includes(String(inputs.contains ?? "")) &&
          (inputs.areaCode === undefined || phoneNumber.slice(2, 5) === inputs.areaCode) &&
          (inputs.region === undefined || region === inputs.region),
      );
      return { numbers: fits.slice(0, inputs.limit as number) };
    },
  });
  provider = new twilio.Provider("own", { accountSid: "AC0a7e11fc1e9f4a3b8d2c5e6f70819203" });
});
beforeEach(() => {
  asked = [];
  kinds = ["local", "tollFree"];
  stock = [
    { phoneNumber: "+12135550100", locality: "Los Angeles", region: "CA" },
    { phoneNumber: "+12125550100", locality: "New York", region: "NY" },
    { phoneNumber: "+15105550100", locality: "Oakland", region: "CA" },
    { phoneNumber: "+15105550101", locality: "Oakland", region: "CA" },
  ];
});

const shortages = async (...args: Parameters<typeof searchObstacles>) =>
  (await searchObstacles(...args)) as readonly Shortage[];

const purchases = (buy: object, count = 1) =>
  Array.from({ length: count }, (_, i) => ({ key: `desk-${i + 1}`, buy: { country: "US", ...buy } }));

describe("a search of the file", () => {
  it("is Twilio's", () => {
    expect(searchOf({ country: "US" })).toEqual({ country: "US", type: "local" });
    expect(
      searchOf({ country: "US", type: "toll-free", capabilities: ["sms"], addressRequirements: "none", count: 3 }),
    ).toEqual({ country: "US", type: "tollFree", smsEnabled: true, excludeAllAddressRequired: true });
    expect(searchOf({ country: "GB", type: "national", addressRequirements: "local" })).toEqual({
      country: "GB",
      type: "national",
      excludeForeignAddressRequired: true,
    });
  });
});

describe("a shortage of numbers", () => {
  it("isn't reported if there are enough, after one request for equal searches", async () => {
    expect(await shortages([...purchases({ areaCode: "510" }, 2), ...purchases({ region: "NY" })], provider)).toEqual(
      [],
    );
    expect(asked).toEqual([
      { country: "US", type: "local", areaCode: "510", voiceEnabled: true, limit: 2 },
      { country: "US", type: "local", region: "NY", voiceEnabled: true, limit: 1 },
    ]);
  });

  it("says how many there are", async () => {
    expect(await shortages(purchases({ areaCode: "510" }, 3), provider)).toEqual([
      { keys: ["desk-1", "desk-2", "desk-3"], search: "local number of US with area code 510", found: 2, nearest: [] },
    ]);
  });

  it("isn't reported if a search shows as many as Twilio ever shows: 40 purchases of 100 numbers, though 30 are shown", async () => {
    stock = Array.from({ length: 100 }, (_, i) => ({
      ...{ phoneNumber: `+1510555${100 + i}`.replace(/(\d{3})$/, "0$1"), locality: "Oakland", region: "CA" },
    }));
    expect(await shortages(purchases({ areaCode: "510" }, 40), provider)).toEqual([]);
    expect(asked.map(({ limit }) => limit)).toEqual([30]);
    stock = stock.slice(0, 29);
    const [shortage] = await shortages(purchases({ areaCode: "510" }, 40), provider);
    expect(shortage?.found).toBe(29);
  });

  it("names area codes of the same state", async () => {
    const [shortage] = await shortages(purchases({ areaCode: "415" }), provider);
    expect(shortage?.nearest).toEqual(['`areaCode: "213"` (Los Angeles, CA)', '`areaCode: "510"` (Oakland, CA)']);
  });

  it("or of the whole country", async () => {
    stock = stock.slice(1, 2);
    const [shortage] = await shortages(purchases({ areaCode: "415" }), provider);
    expect(shortage?.nearest).toEqual(['`areaCode: "212"` (New York, NY)']);
  });

  it("or numbers with other digits", async () => {
    const [shortage] = await shortages(purchases({ areaCode: "510", contains: "777" }), provider);
    expect(shortage?.search).toBe("local number of US with area code 510 with `777` in it");
    expect(shortage?.nearest).toEqual(["without `contains: 777` (+15105550100, +15105550101)"]);
  });
});

describe("a shortage of numbers with given capabilities", () => {
  it("names what to leave out of the search, nearby numbers first", async () => {
    const [near] = await shortages(purchases({ areaCode: "510", capabilities: ["fax"] }), provider);
    expect(near?.nearest).toEqual(["without `capabilities: [fax]` (+15105550100, +15105550101)"]);
    const [far] = await shortages(purchases({ areaCode: "415", capabilities: ["sms", "fax"] }), provider);
    expect(far?.nearest).toEqual([
      "without `capabilities: [sms, fax]` (+12135550100, +12125550100, +15105550100, +15105550101)",
    ]);
  });
});

describe("an area code's state", () => {
  it.each([
    ["US", "415", "CA"],
    ["US", "212", "NY"],
    ["CA", "416", "ON"],
    ["US", "416", undefined],
    ["GB", "415", undefined],
    ["US", undefined, undefined],
  ])("%s %s: %s", (country, areaCode, state) => expect(stateOf(country, areaCode)).toBe(state));
});

describe("a type that the country doesn't have", () => {
  it("is reported with the types that it has, as the file writes them", async () => {
    expect(await searchObstacles(purchases({ type: "mobile" }, 2), provider)).toEqual([
      { keys: ["desk-1", "desk-2"], country: "US", type: "mobile", types: ["local", "toll-free"] },
    ]);
    expect(await searchObstacles(purchases({ country: "AQ", type: "mobile" }), provider)).toEqual([
      { keys: ["desk-1"], country: "AQ", type: "mobile", types: [] },
    ]);
  });

  it("isn't reported for a search that fails for another reason", async () => {
    kinds = [];
    await expect(searchObstacles(purchases({ type: "toll-free" }), provider)).rejects.toThrow();
  });
});
