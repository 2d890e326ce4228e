import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** Files that run side by side. Two use two processors well: half of the time one waits for an engine. Each world takes half a gigabyte. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism()));

/** Files that measure budgets of milliseconds: nothing runs beside them. They come last. */
const alone = ["lambdas/bundle.test.ts"];

/** Unit and wire tests stand beside what they test; test/ holds the end-to-end part, each file with a world of its own. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: ["{infra,providers,sdks,lambdas,rehearsal,toolchain,cli,bench,faults}/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...alone],
          testTimeout: 30_000,
          maxWorkers,
        },
      },
      { test: { name: "alone", include: alone, testTimeout: 30_000, fileParallelism: false } },
      {
        test: {
          name: "e2e",
          include: ["test/**/*.test.ts"],
          globalSetup: "test/global-setup.ts",
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers,
        },
      },
    ],
  },
});
