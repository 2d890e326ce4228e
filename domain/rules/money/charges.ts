import { type ConnectionType, traitsOf } from "../../config/connection-traits.ts";
import type { Pricing } from "../../config/pricing.ts";
import { type Cents, cents, costs, share, shownCents, shownPrice, sum } from "./amount.ts";
import type { HeldNumber } from "./held.ts";
import { daysHeld, daysIn, type Month } from "./month.ts";
import { kindOf, shownKind } from "./number-kind.ts";
import { discountOf, pricesOf } from "./prices.ts";
import { type NumberUsage, total } from "./usage.ts";

/** A line of an invoice. Its amount is rounded half up to the cent; the total is the sum of the rounded amounts. */
export interface Charge {
  readonly item: "numbers" | "inbound" | "outbound" | "discount";
  /** Name of the connection; empty for the discount, which covers all managed ones. */
  readonly connection: string;
  readonly type: ConnectionType;
  readonly text: string;
  /** Numbers, minutes, or percent. */
  readonly quantity: string;
  readonly unit: "number" | "minute" | "percent";
  /** Price of one unit. For a number that was held for part of the month, the price of the whole month. */
  readonly price: string;
  /** Billed days, and the month's days. */
  readonly days?: { readonly held: number; readonly of: number };
  readonly amount: string;
}

/** Input of {@link charges}. */
export interface Charged {
  readonly pricing: Pricing;
  readonly connections: Readonly<Record<string, { readonly type: ConnectionType }>>;
  readonly month: Month;
  readonly held: readonly HeldNumber[];
  readonly usage: readonly NumberUsage[];
}

/** The lines of an invoice, in the order of the file's connections, and the numbers without a price. */
export function charges({ pricing, connections, month, held, usage }: Charged): {
  readonly lines: Charge[];
  readonly unpriced: readonly string[];
} {
  const of = daysIn(month);
  const known = new Map(held.flatMap(({ number, kind }) => (kind === undefined ? [] : [[number, kind] as const])));
  const kind = (number: string) => known.get(number) ?? kindOf(number);
  const lines: Charge[] = [];
  const unpriced = new Set<string>();
  const inMonth = held.flatMap((one) => {
    const days = daysHeld(month, one.spans);
    return days === 0 ? [] : [{ ...one, days }];
  });
  for (const [connection, { type }] of Object.entries(connections)) {
    const add = (line: Omit<Charge, "connection" | "type">) => lines.push({ connection, type, ...line });
    const fees = grouped(
      inMonth.filter((one) => one.connection === connection),
      ({ number, days }) => `${shownKind(kind(number))} ${String(of - days).padStart(2, "0")}`,
    );
    for (const numbers of fees) {
      const { number, days } = numbers[0]!;
      const month = pricesOf(pricing, type, kind(number))?.month;
      if (month === undefined) {
        for (const one of numbers) unpriced.add(one.number);
        continue;
      }
      const whole = days === of;
      add({
        item: "numbers",
        text: `${shownKind(kind(number))} numbers, ${whole ? "whole month" : `${days} of ${of} days`}`,
        quantity: String(numbers.length),
        unit: "number",
        price: shownPrice(month),
        ...(whole ? {} : { days: { held: days, of } }),
        amount: shownCents(costs(month, BigInt(numbers.length * days), BigInt(of))),
      });
    }
    if (!traitsOf(type).metersMinutes) continue;
    for (const item of ["inbound", "outbound"] as const) {
      const priceOf = (number: string) => pricesOf(pricing, type, kind(number))?.[`${item}Minute`];
      // One line for each price: a call to a person costs the same from any number.
      const kinds = grouped(
        usage.filter((one) => one.connection === connection && one[item].calls > 0),
        ({ number }) => (item === "inbound" || priceOf(number) === undefined ? shownKind(kind(number)) : ""),
      );
      for (const numbers of kinds) {
        const price = priceOf(numbers[0]!.number);
        if (price === undefined) {
          for (const one of numbers) unpriced.add(one.number);
          continue;
        }
        const { calls, minutes } = total(numbers.map((one) => one[item]));
        const what =
          item === "inbound" ? `calls to ${shownKind(kind(numbers[0]!.number))} numbers` : "calls to persons";
        add({
          item,
          text: `${what}, ${calls} ${calls === 1 ? "call" : "calls"}`,
          quantity: String(minutes),
          unit: "minute",
          price: shownPrice(price),
          amount: shownCents(costs(price, BigInt(minutes))),
        });
      }
    }
  }
  const counts = ({ connection }: HeldNumber) => traitsOf(connections[connection]?.type)?.volumeDiscount;
  const managed = new Set(inMonth.filter(counts).map(({ number }) => number)).size;
  const discount = discountOf(pricing, managed);
  const fees = sum(
    lines
      .filter(({ type, item }) => traitsOf(type).volumeDiscount && item === "numbers")
      .map(({ amount }) => cents(amount)),
  );
  if (discount !== undefined && fees > 0n)
    lines.push({
      item: "discount",
      connection: "",
      type: "managed",
      text: `volume discount on ${shownCents(fees)} of fees, ${managed} managed numbers (from ${discount.fromNumbers})`,
      quantity: discount.percentOff,
      unit: "percent",
      price: shownCents(fees),
      amount: shownCents(-share(fees, discount.basisPoints) as Cents),
    });
  return { lines, unpriced: [...unpriced].sort() };
}

/** Groups by a key, in the order of the keys. */
function grouped<T>(list: readonly T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
