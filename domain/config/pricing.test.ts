import { describe, expect, it } from "vitest";
import { StackDocument } from "./document.ts";
import { checkKey } from "./issues.ts";
import { pricingSchema } from "./pricing.ts";

const PRICING = `config:
  pricing:
    currency: USD
    managed:
      numbers:
        US:
          local: { month: "2.50", inboundMinute: "0.0085" }
      outboundMinute: "0.030"
      volumeDiscounts:
        - { fromNumbers: 100, percentOff: "10" }
        - { fromNumbers: 500, percentOff: "12.5" }
    sip-trunk: { month: "1" }
    twilio: { month: "0.50" }
`;
const checked = (text: string) => checkKey(new StackDocument("stacks/Pulumi.us.yaml", text), "pricing", pricingSchema);

it("takes prices as texts, which stay as they were written", () => {
  const { value, problems } = checked(PRICING);
  expect(problems).toEqual([]);
  expect(value?.managed?.numbers).toEqual({ US: { local: { month: "2.50", inboundMinute: "0.0085" } } });
  expect(value?.managed?.volumeDiscounts[1]).toEqual({ fromNumbers: 500, percentOff: "12.5" });
});

it("a region may sell one connection type only, and give no discount", () => {
  const { value } = checked('config:\n  pricing: { currency: EUR, twilio: { month: "0.50" } }\n');
  expect(value).toEqual({ currency: "EUR", twilio: { month: "0.50" } });
});

describe("refuses, with the place and the fix", () => {
  it.each([
    ['month: "2.50", i', "month: 2.50, i", 7, "2.50 has no quotes", 'write "2.50" in quotes'],
    ['"2.50"', '"$2.50"', 7, '`month` is "$2.50"', 'write an amount in quotes, for example "2.50"'],
    ['"0.0085"', '"0.00000085"', 7, '`inboundMinute` is "0.00000085"', "at most six decimals"],
    ['"0.030"', '"-0.030"', 8, '`outboundMinute` is "-0.030"', "write an amount in quotes"],
    ["local:", "landline:", 7, "there is no setting `landline` in `US`", "remove `landline`"],
    ["US:", "usa:", 6, '"usa"', "rename it"],
    ["currency: USD", "currency: JPY", 3, '`currency` is "JPY"', "write one of: `USD`"],
    ['"10"', '"110"', 10, '`percentOff` is "110"', "write a percentage in quotes"],
    ['"10"', '"0"', 10, '`percentOff` is "0"', 'more than "0"'],
    [
      '"12.5"',
      '"9"',
      9,
      "has a tier that doesn't start at more numbers than the one before, or doesn't take more off",
      "sort the tiers",
    ],
    ["fromNumbers: 500", "fromNumbers: 100", 9, "has a tier that doesn't start at more numbers", "sort the tiers"],
    ["twilio:", "setUpFee: 3\n    twilio:", 13, "there is no setting `setUpFee` in `pricing`", "remove `setUpFee`"],
  ])("%s as %s", (was, is, line, message, fix) => {
    const text = PRICING.replace(was, is);
    expect(text).not.toBe(PRICING);
    const { problems } = checked(text);
    expect(problems.map((problem) => problem.line)).toEqual([line]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.fix).toContain(fix);
  });
});
