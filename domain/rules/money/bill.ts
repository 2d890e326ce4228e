import { type ConnectionType, traitsOf } from "../../config/connection-traits.ts";
import type { Pricing } from "../../config/pricing.ts";
import { type Cents, cents, costs, share, shownCents, shownPrice, sum } from "./amount.ts";
import { type NumberKind, shownKind } from "./number-kind.ts";
import { discountOf, pricesOf } from "./prices.ts";

/** A number with a monthly fee. */
export interface BilledNumber {
  readonly connectionType: ConnectionType;
  readonly kind: NumberKind;
}

/** A line of a bill: numbers of one kind and connection type, or the discount. Amounts are decimal texts. */
export interface BillLine {
  readonly text: string;
  readonly quantity: number;
  /** Price of one number for the month. */
  readonly price: string;
  readonly amount: string;
}

/** The cost of a tenant's numbers for a whole month, without minutes. Plain data, since it is a stack output. */
export interface Bill {
  readonly currency: string;
  readonly lines: readonly BillLine[];
  readonly total: string;
  /** Kinds of numbers without a price in the region's file; the total doesn't include them. */
  readonly unpriced: readonly string[];
}

/** The cost of numbers for a whole month. */
export function monthlyBill(pricing: Pricing, numbers: readonly BilledNumber[]): Bill {
  const groups = new Map<string, { readonly number: BilledNumber; quantity: number }>();
  for (const number of numbers) {
    const key = `${number.connectionType} ${shownKind(number.kind)}`;
    const group = groups.get(key) ?? { number, quantity: 0 };
    group.quantity += 1;
    groups.set(key, group);
  }
  const lines: (BillLine & { readonly cents: Cents })[] = [];
  const unpriced: string[] = [];
  let managedFees = 0n as Cents;
  for (const [, { number, quantity }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = `${shownKind(number.kind)}, ${traitsOf(number.connectionType).label}`;
    const prices = pricesOf(pricing, number.connectionType, number.kind);
    if (prices === undefined) {
      unpriced.push(text);
      continue;
    }
    const amount = costs(prices.month, BigInt(quantity));
    if (traitsOf(number.connectionType).volumeDiscount) managedFees = sum([managedFees, amount]);
    lines.push({ text, quantity, price: shownPrice(prices.month), amount: shownCents(amount), cents: amount });
  }
  const managed = numbers.filter(({ connectionType }) => traitsOf(connectionType).volumeDiscount).length;
  const discount = discountOf(pricing, managed);
  if (discount !== undefined && managedFees > 0n) {
    const off = -share(managedFees, discount.basisPoints) as Cents;
    const text = `volume discount, ${discount.percentOff} % from ${discount.fromNumbers} managed numbers`;
    lines.push({ text, quantity: 1, price: shownCents(off), amount: shownCents(off), cents: off });
  }
  return {
    currency: pricing.currency,
    lines: lines.map(({ cents: _, ...line }) => line),
    total: shownCents(sum(lines.map((line) => line.cents))),
    unpriced,
  };
}

/** A tenant's monthly cost after an update, as lines to print. `before` is the bill of the previous update. */
export function billLines(bill: Bill, before: Bill | undefined, pricing: Pricing): string[] {
  const known = before?.currency === bill.currency ? before : undefined;
  const change = cents(bill.total) - (known === undefined ? 0n : cents(known.total));
  const signed = `${change < 0n ? "" : "+"}${shownCents(change as Cents)}`;
  const note = change === 0n && known !== undefined ? "no change" : `this update: ${signed}`;
  const lines = [`Monthly cost: ${bill.total} ${bill.currency} (${note})`];
  for (const { quantity, text, price, amount } of bill.lines)
    lines.push(
      quantity === 1 && price === amount ? `  ${amount}  ${text}` : `  ${amount}  ${quantity} x ${price}  ${text}`,
    );
  for (const text of bill.unpriced) lines.push(`  no price for ${text}: add one to \`pricing\` in the region's file`);
  if (pricing.managed !== undefined && bill.lines.some(({ text }) => text.endsWith(", managed")))
    lines.push("  minutes of managed numbers are billed by usage (docs/pricing.md)");
  return lines;
}
