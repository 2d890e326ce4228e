import { z } from "zod";
import comparison from "./comparison.json" with { type: "json" };
import prices from "./price-promises.json" with { type: "json" };
import plans from "./support-plans.json" with { type: "json" };

const text = z.string().min(1).max(200);
const source = z.strictObject({ kind: z.literal("guide"), section: text });
const amount = z.string().regex(/^\d+(\.\d+)?$/);
/** The range that AYBIZA's prices are promised to lie in, both ends included. */
const range = z.strictObject({ from: amount, to: amount });

/** What a support plan gives: schema of one entry of support-plans.json. */
const supportPlan = z.strictObject({
  level: text,
  /** Whether AYBIZA mends telephony faults itself. Otherwise `referral` says who does. */
  telephony: z.boolean(),
  /** Hours until the answer to a production issue; absent: none is promised. */
  responseHours: z.int().min(1).optional(),
  coverage: text.optional(),
  escalation: text.optional(),
  referral: text.optional(),
  documentation: text.optional(),
  selfHelp: text.optional(),
});

/** Schemas of the three files. offers.test.ts parses them, so that no program has to. */
export const offersSchema = {
  supportPlans: z.strictObject({
    source,
    plans: z.strictObject({ full: supportPlan, standard: supportPlan, limited: supportPlan }),
  }),
  comparison: z.strictObject({
    source,
    features: z.record(text, z.strictObject({ managed: text, "sip-trunk": text, twilio: text })),
  }),
  prices: z.strictObject({
    source,
    /** ISO 4217. A region with another currency isn't compared. */
    currency: z.string(),
    setupFee: z.literal("0"),
    managed: z.strictObject({
      month: range,
      inboundMinute: range,
      outboundMinute: range,
      /** Numbers of a tenant from which a discount applies at the latest. */
      volumeDiscountFrom: z.int(),
    }),
    "sip-trunk": z.strictObject({ month: range }),
    twilio: z.strictObject({ month: range }),
  }),
};

/** What a support plan gives. */
export type SupportPlan = z.output<typeof supportPlan>;

/** The support plans of the product guide. */
export const SUPPORT: Readonly<Record<keyof typeof plans.plans, SupportPlan>> = plans.plans;
/** The product guide's comparison of the connection types, by feature. */
export const COMPARISON = comparison.features;
/** The product guide's promises of prices. */
export const PRICE_PROMISES: z.output<typeof offersSchema.prices> = prices as z.output<typeof offersSchema.prices>;
