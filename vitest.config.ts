import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** Files that run side by side. Two use two processors well: half of the time one waits for an engine. Each world takes half a gigabyte. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism()));

/** Time limits of unit tests: beside another file, on a busy machine, an engine takes several times as long as alone. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Files that measure budgets of milliseconds: nothing runs beside them. They come last. */
const alone = ["infra/handler-bundle.test.ts"];

/**
 * Folders whose modules keep nothing that a test changes. Their files share a process each worker, which saves importing the same modules for each
 * file: half of their processor time.
 */
const shared = ["domain/**/*.test.ts", "infra/**/*.test.ts", "rehearsal/twilio/**/*.test.ts"];

/** Unit and wire tests stand beside what they test; test/ holds the end-to-end part, each file with a world of its own. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{domain,infra,providers,sdks,lambdas,launch,rehearsal,toolchain,cli,bench,faults,live}/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", ...alone, ...shared],
          ...patient,
          maxWorkers,
        },
      },
      {
        test: {
          name: "unit-shared",
          include: shared,
          exclude: ["**/node_modules/**", ...alone],
          isolate: false,
          ...patient,
          maxWorkers,
        },
      },
      { test: { name: "alone", include: alone, ...patient, fileParallelism: false } },
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
