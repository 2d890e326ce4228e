import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { TenantFile } from "../../domain/config/load.ts";
import type { LedgerPrice } from "../../domain/contract/ledger.ts";
import { shownPrice } from "../../domain/rules/money/amount.ts";
import { type Bill, type BilledNumber, billLines, monthlyBill } from "../../domain/rules/money/bill.ts";
import { kindOf, type NumberKind } from "../../domain/rules/money/number-kind.ts";
import { pricesOf } from "../../domain/rules/money/prices.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";

/** The stack output `bill` of the last update. */
export const heldBillSchema = z.object({
  currency: z.string(),
  total: z.string().regex(/^-?\d+\.\d\d$/),
  lines: z.array(z.object({ text: z.string(), quantity: z.number(), price: z.string(), amount: z.string() })),
  unpriced: z.array(z.string()),
});

/** Returns the planned numbers with their monthly fees. */
export const billedNumbers = (file: TenantFile, plan: TenantPlan): BilledNumber[] =>
  plan.numbers.map((planned) => billedNumber(file, planned));

const billedNumber = (file: TenantFile, planned: PlannedNumber): BilledNumber => ({
  connectionType: file.connections[planned.connection]!.type,
  kind: kindPlanned(file, planned),
});

/** The kind of a number: as the purchase asked for it, else by its digits. */
function kindPlanned(file: TenantFile, { number, buy }: PlannedNumber): NumberKind {
  const known = number === undefined ? undefined : kindOf(number);
  return {
    country: buy?.country ?? known?.country ?? file.region.countries[0]!,
    type: buy?.type ?? known?.type ?? "local",
  };
}

/** The kind of number that an entry buys; undefined for an adopted number, whose kind the file doesn't name. */
export const boughtKind = (file: TenantFile, planned: PlannedNumber): NumberKind | undefined =>
  planned.buy && kindPlanned(file, planned);

/** A number's monthly price in the region, before any discount; undefined if the region has none. */
export function monthlyPrice(file: TenantFile, planned: PlannedNumber): LedgerPrice | undefined {
  const { pricing } = file.region;
  if (pricing === undefined) return undefined;
  const { connectionType, kind } = billedNumber(file, planned);
  const prices = pricesOf(pricing, connectionType, kind);
  return prices && { amount: shownPrice(prices.month), currency: pricing.currency };
}

/**
 * Computes the monthly cost of the tenant's numbers, and logs it with this update's change, so that each preview and update shows it.
 * Undefined if the region has no prices.
 */
export function logMonthlyCost(file: TenantFile, plan: TenantPlan, before: unknown): Bill | undefined {
  const { pricing } = file.region;
  if (pricing === undefined) return undefined;
  const bill = monthlyBill(pricing, billedNumbers(file, plan));
  // An output of another version may not parse; then the log shows no change.
  const held = heldBillSchema.safeParse(before).data;
  void pulumi.log.info(billLines(bill, held, pricing).join("\n"));
  return bill;
}
