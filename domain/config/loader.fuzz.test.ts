import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzzLoader } from "./testing/fuzz.ts";

/** `npm run fuzz` takes as many as its `--cases` says. */
const CASES = process.env.AYBIZA_TESTS === "all" ? 10_000 : 1_500;

test(`${CASES} mutated files: the loader throws nothing but its own error, takes no time, and each edit that it proposes mends its mistake`, () => {
  const report = fuzzLoader({ samples: join(import.meta.dirname, "../../stacks"), cases: CASES, seed: 20_261_130 });
  expect(report.cases).toBe(CASES);
  // Mutations that break no file, or every file, would test nothing.
  expect(report.accepted).toBeGreaterThan(CASES / 10);
  expect(report.refused).toBeGreaterThan(CASES / 2);
  expect(report.fixes).toBeGreaterThan(CASES / 30);
}, 600_000);
