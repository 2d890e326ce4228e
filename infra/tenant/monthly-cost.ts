import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { TenantFile } from "../../domain/config/load.ts";
import type { LedgerPrice } from "../../domain/contract/ledger.ts";
import { shownPrice } from "../../domain/rules/money/amount.ts";
import { type Bill, type BilledNumber, billLines, monthlyBill } from "../../domain/rules/money/bill.ts";
import { kindOf, type NumberKind } from "../../domain/rules/money/number-kind.ts";
import { pricesOf } from "../../domain/rules/money/prices.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";

/** The stack output `bill`, as the last update left it. */
export const heldBillSchema = z.object({
  currency: z.string(),
  total: z.string().regex(/^-?\d+\.\d\d$/),
  lines: z.array(z.object({ text: z.string(), quantity: z.number(), price: z.string(), amount: z.string() })),
  unpriced: z.array(z.string()),
});

/** The planned numbers, as far as their monthly fees go. */
export const billedNumbers = (file: TenantFile, plan: TenantPlan): BilledNumber[] =>
  plan.numbers.map((planned) => billedNumber(file, planned));

const billedNumber = (file: TenantFile, planned: PlannedNumber): BilledNumber => ({
  connectionType: file.connections[planned.connection]!.type,
  kind: kindPlanned(file, planned),
});

/** What was asked for at the purchase tells a number's kind better than its digits. */
function kindPlanned(file: TenantFile, { number, buy }: PlannedNumber): NumberKind {
  const known = number === undefined ? undefined : kindOf(number);
  return {
    country: buy?.country ?? known?.country ?? file.region.countries[0]!,
    type: buy?.type ?? known?.type ?? "local",
  };
}

/** The kind of number that an entry asked to be bought; undefined of a number that came otherwise, of which the file says nothing. */
export const boughtKind = (file: TenantFile, planned: PlannedNumber): NumberKind | undefined =>
  planned.buy && kindPlanned(file, planned);

/** What one number costs each month, by the region's prices, before any discount; undefined where there is none. */
export function monthlyPrice(file: TenantFile, planned: PlannedNumber): LedgerPrice | undefined {
  const { pricing } = file.region;
  if (pricing === undefined) return undefined;
  const { connectionType, kind } = billedNumber(file, planned);
  const prices = pricesOf(pricing, connectionType, kind);
  return prices && { amount: shownPrice(prices.month), currency: pricing.currency };
}

/**
 * What the tenant's numbers cost each month, and what this update changes in it: told in the engine's own messages, so that each preview
 * and each update shows it. Undefined where the region has no prices.
 */
export function tellMonthlyCost(file: TenantFile, plan: TenantPlan, before: unknown): Bill | undefined {
  const { pricing } = file.region;
  if (pricing === undefined) return undefined;
  const bill = monthlyBill(pricing, billedNumbers(file, plan));
  // An output of another version is no reason to stop: then the change is against nothing.
  const held = heldBillSchema.safeParse(before).data;
  void pulumi.log.info(billLines(bill, held, pricing).join("\n"));
  return bill;
}
