import { z } from "zod";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";
import { country } from "./country.ts";

/** Currencies that an invoice can be made in, by ISO 4217: those of our markets, all of 100 cents. */
const CURRENCIES = ["USD", "CAD", "GBP", "EUR", "AUD", "CHF"] as const;

/** Text, since a number of YAML is a float, in which 0.1 isn't a tenth. */
const amount = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,6})(\.\d{1,6})?$/,
    'an amount in quotes, such as "2.50": six decimals at most, no currency sign',
  );

const managedNumber = z.strictObject({
  month: amount.describe("For the number, each month."),
  inboundMinute: amount.describe("For each started minute of a call to it."),
});

const volumeDiscount = z.strictObject({
  fromNumbers: z.int().min(2).max(1_000_000).describe("Managed numbers of a tenant in the month, from which it holds."),
  percentOff: z
    .string()
    .regex(/^(100|(?=.*[1-9])[1-9]?\d(\.\d{1,2})?)$/, {
      error: 'a percentage in quotes, more than "0" and at most "100", such as "10" or "12.5"',
      abort: true,
    })
    .describe("Taken off the monthly fees of all managed numbers."),
});

/** Discounts in the order of their sizes: a tier that nobody could reach would be a mistake of whoever wrote it. */
const volumeDiscounts = z
  .array(volumeDiscount)
  .max(20)
  .refine(
    (tiers) =>
      tiers.every((tier, i) => {
        const before = tiers[i - 1];
        return (
          before === undefined ||
          (tier.fromNumbers > before.fromNumbers && Number(tier.percentOff) > Number(before.percentOff))
        );
      }),
    "each discount starts at more numbers than the one before it, and takes more off",
  )
  .default([]);

/** `pricing` of a region file: what AYBIZA charges for each connection type. What it leaves out isn't charged. There is no set-up fee. */
export const pricingSchema = z
  .strictObject({
    currency: z.enum(CURRENCIES).describe("ISO 4217 code of all amounts."),
    managed: z
      .strictObject({
        numbers: z
          .record(country(), z.partialRecord(z.enum(NUMBER_TYPES), managedNumber))
          .describe("By country and type. A managed number of another kind isn't offered."),
        outboundMinute: amount.describe("For each started minute of a call to a person, as a fallback makes."),
        volumeDiscounts,
      })
      .optional()
      .describe("Numbers that AYBIZA holds. The carrier's costs are in it."),
    "sip-trunk": z
      .strictObject({ month: amount.describe("For each number, each month.") })
      .optional()
      .describe("Our fee; the carrier bills its own."),
    twilio: z
      .strictObject({ month: amount.describe("For each number, each month.") })
      .optional()
      .describe("Our fee; Twilio bills its own."),
  })
  .describe("What tenants pay.");

/** The checked content of a region's `pricing`. Amounts are decimal texts in units of the currency. */
export type Pricing = z.output<typeof pricingSchema>;
