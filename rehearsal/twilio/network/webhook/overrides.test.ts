import { expect, test } from "vitest";
import { overrides } from "./overrides.ts";

const numbers = (url: string) => {
  const { retries, connectMs, readMs, totalMs } = overrides(url);
  return [retries, connectMs, readMs, totalMs];
};

test("defaults: one retry, after a failed connection only", () => {
  expect(numbers("https://a.example/")).toEqual([1, 5000, 15000, 15000]);
  const { retriesAfter } = overrides("https://a.example/");
  expect((["4xx", "5xx", "ct", "rt", "other"] as const).map(retriesAfter)).toEqual([false, false, true, false, false]);
});

test("what the fragment says counts; a value out of range doesn't", () => {
  expect(numbers("https://a.example/#rc=5&ct=100&rt=200&tt=300&sni=n&e=dublin")).toEqual([5, 100, 200, 300]);
  expect(numbers("https://a.example/#rc=6&ct=99&rt=15001&tt=x")).toEqual([1, 5000, 15000, 15000]);
  const { retriesAfter } = overrides("https://a.example/#rp=5xx,rt");
  expect((["4xx", "5xx", "ct", "rt"] as const).map(retriesAfter)).toEqual([false, true, false, true]);
  expect(overrides("https://a.example/#rp=all").retriesAfter("other")).toBe(true);
});
