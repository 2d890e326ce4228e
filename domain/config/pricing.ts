import { z } from "zod";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";
import { country } from "./country.ts";
import { must } from "./mistake.ts";

/** Currencies of invoices, by ISO 4217. All have 100 cents. */
const CURRENCIES = ["USD", "CAD", "GBP", "EUR", "AUD", "CHF"] as const;

/** An amount as text, since YAML reads a number as a float, which can't represent 0.1 exactly. */
const amount = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,6})(\.\d{1,6})?$/,
    'an amount in quotes, for example "2.50": at most six decimals, no currency sign',
  );

const managedNumber = z.strictObject({
  month: amount.describe("Fee of a number for a month."),
  inboundMinute: amount.describe("Price of each started minute of a call to the number."),
});

const volumeDiscount = z.strictObject({
  fromNumbers: z
    .int()
    .min(2)
    .max(1_000_000)
    .describe("Applies from this many managed numbers of a tenant in the month."),
  percentOff: z
    .string()
    .regex(/^(100|(?=.*[1-9])[1-9]?\d(\.\d{1,2})?)$/, {
      error: 'a percentage in quotes, more than "0" and at most "100", for example "10" or "12.5"',
      abort: true,
    })
    .describe("Percentage taken off the monthly fees of all managed numbers."),
});

/** Discount tiers in ascending order: each must start at more numbers and take more off than the one before. */
const volumeDiscounts = z
  .array(volumeDiscount)
  .max(20)
  .superRefine(
    must(
      (tiers: readonly z.output<typeof volumeDiscount>[]) =>
        tiers.every((tier, i) => {
          const before = tiers[i - 1];
          return (
            before === undefined ||
            (tier.fromNumbers > before.fromNumbers && Number(tier.percentOff) > Number(before.percentOff))
          );
        }),
      "has a tier that doesn't start at more numbers than the one before, or doesn't take more off",
      "sort the tiers by `fromNumbers`, each with a higher `percentOff`",
    ),
  )
  .default([]);

/** `pricing` of a region file: what AYBIZA charges for each connection type. A type without a price is free. There is no set-up fee. */
export const pricingSchema = z
  .strictObject({
    currency: z.enum(CURRENCIES).describe("ISO 4217 code of all amounts."),
    managed: z
      .strictObject({
        numbers: z
          .record(country(), z.partialRecord(z.enum(NUMBER_TYPES), managedNumber))
          .describe("Prices by country and type. Managed numbers without a price aren't offered."),
        outboundMinute: amount.describe("Price of each started minute of a call that a fallback makes to a person."),
        volumeDiscounts: volumeDiscounts.describe("Discounts on monthly fees, in ascending order."),
      })
      .optional()
      .describe("Prices of numbers that AYBIZA holds. They include the carrier's costs."),
    "sip-trunk": z
      .strictObject({ month: amount.describe("Fee of a number for a month.") })
      .optional()
      .describe("AYBIZA's fee. The tenant's carrier bills its own."),
    twilio: z
      .strictObject({ month: amount.describe("Fee of a number for a month.") })
      .optional()
      .describe("AYBIZA's fee. Twilio bills its own."),
  })
  .describe("Prices for tenants.");

/** The checked content of a region's `pricing`. Amounts are decimal texts in units of the currency. */
export type Pricing = z.output<typeof pricingSchema>;
