import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzzLoader } from "./testing/fuzz.ts";

test("3,000 mutated files: the loader throws nothing but its own error, takes no time, and each edit that it proposes mends its mistake", () => {
  const report = fuzzLoader({ samples: join(import.meta.dirname, "../../stacks"), cases: 3_000, seed: 20_261_130 });
  expect(report.cases).toBe(3_000);
  // Mutations that break no file, or every file, would test nothing.
  expect(report.accepted).toBeGreaterThan(300);
  expect(report.refused).toBeGreaterThan(1_500);
  expect(report.fixes).toBeGreaterThan(100);
}, 600_000);
