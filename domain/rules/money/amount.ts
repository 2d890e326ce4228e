/**
 * Exact money: millionths of the currency's unit (a dollar is 1,000,000), so that a price of 0.0085 a minute is a whole number. Amounts are never
 * floats.
 */
export type Micros = bigint & { readonly __brand: "Micros" };

/** Cents: amounts that are paid and printed with two decimals. */
export type Cents = bigint & { readonly __brand: "Cents" };

const MICROS = 1_000_000n;
const MICROS_OF_A_CENT = 10_000n;

/** `2.5` as millionths. The region's schema has checked the text; another text throws. */
export function micros(text: string): Micros {
  const [, whole, decimals = ""] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? fail(text);
  return (BigInt(whole!) * MICROS + BigInt(decimals.padEnd(6, "0"))) as Micros;
}

/** `-12.30` as cents. Throws for a text that isn't an amount with two decimals. */
export function cents(text: string): Cents {
  const [, sign, whole, decimals] = /^(-?)(\d+)\.(\d\d)$/.exec(text) ?? fail(text);
  return (BigInt(whole! + decimals!) * (sign === "-" ? -1n : 1n)) as Cents;
}

function fail(text: string): never {
  throw new TypeError(`${JSON.stringify(text)} isn't an amount of money`);
}

/** A division that rounds half away from zero: 0.005 gives 0.01, and a discount of -0.005 gives -0.01. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  const [n, sign] = numerator < 0n ? [-numerator, -1n] : [numerator, 1n];
  return sign * ((2n * n + denominator) / (2n * denominator));
}

/** The cost of the fraction `quantity / of` (for example 12 of 30 days) of a price, to the cent. */
export function costs(price: Micros, quantity: bigint, of = 1n): Cents {
  return halfUp(price * quantity, MICROS_OF_A_CENT * of) as Cents;
}

/** A share in hundredths of a percent (10 % is 1,000), to the cent. */
export const share = (amount: Cents, basisPoints: bigint): Cents => halfUp(amount * basisPoints, 10_000n) as Cents;

/** `12.5` percent as hundredths of a percent. */
export const basisPoints = (percent: string): bigint => micros(percent) / 10_000n;

/** The sum of amounts. */
export const sum = (amounts: readonly Cents[]): Cents => amounts.reduce((all, one) => all + one, 0n) as Cents;

/** Cents with their two decimals and no currency: `-12.30`. */
export function shownCents(amount: Cents): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A price with at least two decimals: `2.00`, `0.0085`. */
export function shownPrice(price: Micros): string {
  const digits = price.toString().padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6).replace(/0{1,4}$/, "")}`;
}
