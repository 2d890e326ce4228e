import { describe, expect, test } from "vitest";
import { countTests, skipDifferences } from "./checks.mjs";

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

describe("what npm test leaves out", () => {
  const ran = JSON.stringify({
    testResults: [
      {
        name: "/project/test/attacks/on-files.test.ts",
        assertionResults: [
          { status: "passed", fullName: "an entry is renamed --skip-preview" },
          { status: "skipped", fullName: "an entry is renamed" },
          { status: "pending", fullName: "all are removed" },
          { status: "failed", fullName: "one is removed" },
        ],
      },
    ],
  });
  const file = "test/attacks/on-files.test.ts";

  test("is what it was to leave out", () => {
    expect(skipDifferences(ran, "/project", { [file]: ["an entry is renamed", "all are removed"] })).toEqual([]);
  });

  test("is neither more nor less", () => {
    expect(skipDifferences(ran, "/project", { [file]: ["an entry is renamed", "one is removed"] })).toEqual([
      `${file}: all are removed: is skipped, and isn't named`,
      `${file}: one is removed: is named, and isn't skipped`,
    ]);
  });

  test("is nothing where nothing is named, as in npm run test:all", () => {
    expect(skipDifferences(ran, "/project", {})).toHaveLength(2);
  });
});
