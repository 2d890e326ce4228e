// @ts-check
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { foreground } from "./begin.mjs";
import { projectEnvironment } from "./layout.mjs";
import { seconds } from "./progress.mjs";

/**
 * How many tests passed and failed.
 * @typedef {{ passed: number, failed: number }} Count
 */

/**
 * Counts tests in the report of vitest's JSON reporter. A file that couldn't be loaded is a failed test, and so is a
 * run that ended badly without a failed test, that left no report, or that ran nothing.
 * @param {string | undefined} report the report's text; undefined where there is none
 * @param {number} exitCode vitest's
 * @returns {Count}
 */
export function countTests(report, exitCode) {
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  let read;
  try {
    read = JSON.parse(report ?? "");
  } catch {
    return { passed: 0, failed: 1 };
  }
  const results = read.testResults ?? [];
  const tests = results.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === "passed").length;
  const failedTests = tests.filter(({ status }) => status === "failed").length;
  const failedFiles = results.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = failedTests + failedFiles;
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
}

/**
 * Runs lint and format, type check and tests, or with arguments only those tests that they name. Each has its time,
 * all run whatever the others say, and the last line is `N passed, N failed`.
 * @param {import("./layout.mjs").Layout} layout
 * @param {readonly string[]} args for vitest
 * @returns {Promise<number>} the exit code
 */
export async function checks(layout, args) {
  const plain = Boolean(process.env.NO_COLOR) || (!process.stdout.isTTY && !process.env.FORCE_COLOR);
  // biome doesn't look at NO_COLOR.
  const colours = plain ? ["--colors=off"] : [];
  const env = { ...projectEnvironment(layout), ...(plain ? { NO_COLOR: "1" } : {}) };
  const reportFile = path.join(layout.state, "test", "vitest.json");
  mkdirSync(path.dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true });

  /** @param {string} title @param {string} program @param {readonly string[]} programArgs */
  const timed = async (title, program, programArgs) => {
    console.log(`\n${title}`);
    const started = Date.now();
    const file = path.join(layout.modules, program);
    const code = await foreground(layout.node, [file, ...programArgs], {
      cwd: layout.root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    console.log(`${title}: ${code === 0 ? "passed" : `failed (exit code ${code})`}, ${seconds(Date.now() - started)}`);
    return code;
  };
  /** @param {number} code @returns {Count} */
  const asTest = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

  /** @type {Count[]} */
  const counts = [];
  if (args.length === 0) {
    counts.push(
      asTest(
        await timed("Lint and format", "@biomejs/biome/bin/biome", ["ci", "--error-on-warnings", ...colours, "."]),
      ),
    );
    counts.push(asTest(await timed("Type check", "typescript/bin/tsc", ["-p", ".", "--noEmit"])));
  }
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const code = await timed("Tests", "vitest/vitest.mjs", ["run", ...reporters, ...args]);
  let report;
  try {
    report = readFileSync(reportFile, "utf8");
  } catch {
    // Counted as a failure.
  }
  counts.push(countTests(report, code));

  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
