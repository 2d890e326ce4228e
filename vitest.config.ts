import { defineConfig } from "vitest/config";

/** Unit and wire tests stand beside what they test; test/ holds the end-to-end part, which runs one file at a time. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{infra,providers,sdks,lambdas,rehearsal,toolchain,cli,bench,faults}/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
