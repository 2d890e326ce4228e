import { expect, it } from "vitest";
import { basisPoints, cents, costs, halfUp, micros, share, shownCents, shownPrice, sum } from "./amount.ts";

it.each([
  ["2", 2_000_000n],
  ["2.5", 2_500_000n],
  ["0.0085", 8_500n],
  ["0.000001", 1n],
  ["9999999.999999", 9_999_999_999_999n],
])("reads %s as millionths", (text, value) => {
  expect(micros(text)).toBe(value);
});

it.each(["", "-1", "1,5", "0.0000001", "1e3", ".5", "1."])("refuses %j as a price", (text) => {
  expect(() => micros(text)).toThrow("isn't an amount of money");
});

it.each(["1", "1.5", "1.505", "--1.00"])("refuses %j as an amount of cents", (text) => {
  expect(() => cents(text)).toThrow("isn't an amount of money");
});

it.each([
  [1n, 2n, 1n],
  [-1n, 2n, -1n],
  [49n, 100n, 0n],
  [50n, 100n, 1n],
  [-49n, 100n, 0n],
  [3n, 2n, 2n],
  [5n, 3n, 2n],
  [4n, 3n, 1n],
])("rounds %s/%s half up, away from zero: %s", (numerator, denominator, rounded) => {
  expect(halfUp(numerator, denominator)).toBe(rounded);
});

it("rounds once, at the end: a third of a price times three is the price", () => {
  expect(costs(micros("0.10"), 3n, 3n)).toBe(10n);
  expect(costs(micros("0.005"), 1n)).toBe(1n);
  expect(costs(micros("0.004999"), 1n)).toBe(0n);
  // 3 started minutes at 0.0085: 2.55 cents.
  expect(costs(micros("0.0085"), 3n)).toBe(3n);
});

it("takes a share to the cent", () => {
  expect(basisPoints("12.5")).toBe(1_250n);
  expect(share(cents("10.04"), basisPoints("12.5"))).toBe(126n); // 1.255
});

it("stays exact where a float would not", () => {
  const price = micros("0.1");
  expect(sum(Array.from({ length: 3 }, () => costs(price, 1n)))).toBe(30n);
  expect(shownCents(costs(micros("9999999.99"), 1_000_000_000n))).toBe("9999999990000000.00");
});

it.each(["0.00", "0.05", "-0.05", "12.30", "-1234.56"])("writes cents as it reads them: %s", (text) => {
  expect(shownCents(cents(text))).toBe(text);
});

it.each([
  ["2", "2.00"],
  ["0.01", "0.01"],
  ["0.0085", "0.0085"],
  ["0.000001", "0.000001"],
])("shows the price %s as %s", (text, shown) => {
  expect(shownPrice(micros(text))).toBe(shown);
});
