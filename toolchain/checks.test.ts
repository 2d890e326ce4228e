import { describe, expect, test } from "vitest";
import { countTests } from "./checks.mjs";

const report = (...files: [string, ...string[]][]) =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((each) => ({ status: each })),
    })),
  });

describe("the count of npm test", () => {
  test.each([
    ["tests that passed and failed", report(["passed", "passed", "passed"], ["failed", "failed", "passed"]), 1, 3, 1],
    ["a file that couldn't be loaded", report(["passed", "passed"], ["failed"]), 1, 1, 1],
    ["a run that ended badly without a failed test", report(["passed", "passed"]), 1, 1, 1],
    ["skipped tests, which count for nothing", report(["passed", "passed", "skipped", "todo"]), 0, 1, 0],
    ["nothing that ran", report(), 0, 0, 1],
    ["only skipped tests", report(["passed", "skipped"]), 0, 0, 1],
    ["a crash without a report", undefined, 139, 0, 1],
    ["a crash that cut the report off", '{"testResults":[', 0, 0, 1],
  ])("%s", (_, text, exitCode, passed, failed) => {
    expect(countTests(text, exitCode)).toEqual({ passed, failed });
  });
});
