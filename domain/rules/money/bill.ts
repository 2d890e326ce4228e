import { type ConnectionType, traitsOf } from "../../config/connection-traits.ts";
import type { Pricing } from "../../config/pricing.ts";
import { type Cents, cents, costs, share, shownCents, shownPrice, sum } from "./amount.ts";
import { type NumberKind, shownKind } from "./number-kind.ts";
import { discountOf, pricesOf } from "./prices.ts";

/** One number of a tenant, as far as its monthly fee goes. */
export interface BilledNumber {
  readonly connectionType: ConnectionType;
  readonly kind: NumberKind;
}

/** One line of a bill: numbers of one kind and connection type, or the discount. Amounts are decimal texts. */
export interface BillLine {
  readonly text: string;
  readonly quantity: number;
  /** Of one number in the month. */
  readonly price: string;
  readonly amount: string;
}

/** What a tenant's numbers cost in a whole month, without the minutes. It is a stack output, so it is plain data. */
export interface Bill {
  readonly currency: string;
  readonly lines: readonly BillLine[];
  readonly total: string;
  /** Kinds of numbers for which the region's file has no price; they aren't in the total. */
  readonly unpriced: readonly string[];
}

/** What these numbers cost in a month in which all of them are held to its end. */
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

/** What an update makes of a tenant's monthly cost, in lines for people. `before` is the bill of the last update, if there was one. */
export function billLines(bill: Bill, before: Bill | undefined, pricing: Pricing): string[] {
  const known = before?.currency === bill.currency ? before : undefined;
  const change = cents(bill.total) - (known === undefined ? 0n : cents(known.total));
  const signed = `${change < 0n ? "" : "+"}${shownCents(change as Cents)}`;
  const told = change === 0n && known !== undefined ? "no change" : `this update: ${signed}`;
  const lines = [`Monthly cost: ${bill.total} ${bill.currency} (${told})`];
  for (const { quantity, text, price, amount } of bill.lines)
    lines.push(
      quantity === 1 && price === amount ? `  ${amount}  ${text}` : `  ${amount}  ${quantity} x ${price}  ${text}`,
    );
  for (const text of bill.unpriced) lines.push(`  no price for ${text}: add one to \`pricing\` of the region's file`);
  if (pricing.managed !== undefined && bill.lines.some(({ text }) => text.endsWith(", managed")))
    lines.push("  minutes of managed numbers are billed as they are used (docs/pricing.md)");
  return lines;
}
