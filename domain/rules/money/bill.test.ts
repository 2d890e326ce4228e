import { getExampleNumber } from "libphonenumber-js/max";
import mobileNumbers from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { type Pricing, pricingSchema } from "../../config/pricing.ts";
import { type BilledNumber, billLines, monthlyBill } from "./bill.ts";
import { kindOf } from "./number-kind.ts";

const pricing: Pricing = pricingSchema.parse({
  currency: "USD",
  managed: {
    numbers: {
      US: { local: { month: "2.50", inboundMinute: "0.010" }, "toll-free": { month: "4.00", inboundMinute: "0.025" } },
    },
    outboundMinute: "0.030",
    volumeDiscounts: [
      { fromNumbers: 100, percentOff: "10" },
      { fromNumbers: 500, percentOff: "20" },
    ],
  },
  "sip-trunk": { month: "1.00" },
  twilio: { month: "0.50" },
});
const numbers = (count: number, number: Partial<BilledNumber> = {}): BilledNumber[] =>
  Array.from({ length: count }, () => ({
    connectionType: "managed",
    kind: { country: "US", type: "local" },
    ...number,
  }));

describe("a month's bill", () => {
  it("has a line for each kind of number and connection type, in one order", () => {
    const all = [
      ...numbers(3, { connectionType: "twilio" }),
      ...numbers(2, { kind: { country: "US", type: "toll-free" } }),
      ...numbers(4, { connectionType: "sip-trunk", kind: { country: "GB", type: "mobile" } }),
      ...numbers(1),
    ];
    const bill = monthlyBill(pricing, all);
    expect(bill).toEqual({
      currency: "USD",
      lines: [
        { text: "US local, managed", quantity: 1, price: "2.50", amount: "2.50" },
        { text: "US toll-free, managed", quantity: 2, price: "4.00", amount: "8.00" },
        { text: "GB mobile, SIP trunk", quantity: 4, price: "1.00", amount: "4.00" },
        { text: "US local, own Twilio account", quantity: 3, price: "0.50", amount: "1.50" },
      ],
      total: "16.00",
      unpriced: [],
    });
    expect(monthlyBill(pricing, all.toReversed())).toEqual(bill);
  });

  it.each([
    [99, "247.50"],
    [100, "225.00"],
    [101, "227.25"],
    [499, "1122.75"],
    [500, "1000.00"],
  ])("takes the discount of the volume off: %i managed numbers cost %s", (count, total) => {
    expect(monthlyBill(pricing, numbers(count)).total).toBe(total);
  });

  it("counts managed numbers alone for it, and takes it off their fees alone", () => {
    const others = numbers(50, { connectionType: "twilio" });
    expect(monthlyBill(pricing, [...numbers(99), ...others]).total).toBe("272.50");
    expect(monthlyBill(pricing, [...numbers(100), ...others]).total).toBe("250.00");
  });

  it("names what has no price, and doesn't make one up", () => {
    const bill = monthlyBill(pricing, [...numbers(1), ...numbers(2, { kind: { country: "CA", type: "local" } })]);
    expect([bill.total, bill.unpriced]).toEqual(["2.50", ["CA local, managed"]]);
  });
});

describe("what an update says of it", () => {
  const told = (count: number, before: number | undefined) =>
    billLines(
      monthlyBill(pricing, numbers(count)),
      before === undefined ? undefined : monthlyBill(pricing, numbers(before)),
      pricing,
    );

  it("the first: all of it is new", () => {
    expect(told(2, undefined)).toEqual([
      "Monthly cost: 5.00 USD (this update: +5.00)",
      "  5.00  2 x 2.50  US local, managed",
      "  minutes of managed numbers are billed by usage (docs/pricing.md)",
    ]);
  });

  it.each([
    [2, 2, "Monthly cost: 5.00 USD (no change)"],
    [3, 2, "Monthly cost: 7.50 USD (this update: +2.50)"],
    [1, 2, "Monthly cost: 2.50 USD (this update: -2.50)"],
    [100, 99, "Monthly cost: 225.00 USD (this update: -22.50)"],
    [0, 1, "Monthly cost: 0.00 USD (this update: -2.50)"],
  ])("%i numbers after %i", (count, before, line) => {
    expect(told(count, before)[0]).toBe(line);
  });

  it("shows the discount as a line", () => {
    expect(told(100, 100)).toContain("  -25.00  volume discount, 10 % from 100 managed numbers");
  });

  it("of another currency it can't be compared", () => {
    const before = { ...monthlyBill(pricing, numbers(1)), currency: "EUR" };
    expect(billLines(monthlyBill(pricing, numbers(1)), before, pricing)[0]).toBe(
      "Monthly cost: 2.50 USD (this update: +2.50)",
    );
  });
});

it.each([
  ["+14155550101", "US", "local"],
  ["+18005550101", "US", "toll-free"],
  ["+18885550101", "US", "toll-free"],
  ["+16135550101", "CA", "local"],
  ["+442079460123", "GB", "local"],
  ["+447700900123", "GB", "local"], // a fictional number, whose kind no plan determines
])("%s is a number of %s, %s", (number, country, type) => {
  expect(kindOf(number)).toEqual({ country, type });
});

it("knows a mobile number by its country's plan", () => {
  expect(kindOf(getExampleNumber("GB", mobileNumbers)!.number)).toEqual({ country: "GB", type: "mobile" });
});
