// @ts-check
import { mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { projectEnvironment } from "../launch/layout.mjs";
import { foreground } from "./begin.mjs";
import { seconds } from "./progress.mjs";

/**
 * Counts of passed and failed tests.
 * @typedef {{ passed: number, failed: number }} Count
 */

/**
 * Counts tests in the report of vitest's JSON reporter. Each of these counts as a failed test: a file that couldn't be loaded, a run that failed
 * without a failed test, a missing report, and a run without tests.
 * @param {string | undefined} report the report's text; undefined if there is none
 * @param {number} exitCode vitest's exit code
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
 * Names of tests by file; the paths are relative to the project's folder.
 * @typedef {Readonly<Record<string, readonly string[]>>} TestNames
 */

/**
 * Compares the tests that a whole run skipped with those that test/left-out.json names.
 * @param {string} report of vitest's JSON reporter
 * @param {string} root the project's folder
 * @param {TestNames} named
 * @returns {string[]} one line for each difference
 */
export function skipDifferences(report, root, named) {
  /** @type {{ testResults: { name: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(report);
  const key = (/** @type {string} */ file, /** @type {string} */ test) => `${file}: ${test}`;
  const left = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName }) => key(path.relative(root, name), fullName)),
  );
  const wanted = Object.entries(named).flatMap(([file, tests]) => tests.map((test) => key(file, test)));
  return [
    ...left.filter((test) => !wanted.includes(test)).map((test) => `${test}: is skipped, and isn't named`),
    ...wanted.filter((test) => !left.includes(test)).map((test) => `${test}: is named, and isn't skipped`),
  ];
}

/**
 * Runs lint and format, type check and tests in parallel; with arguments, only the tests that they name. Each runs even if another fails, and
 * its time is printed. The last line is `N passed, N failed`. A whole run skips the tests that test/left-out.json names, unless AYBIZA_TESTS is `all`.
 * @param {import("../launch/layout.mjs").Layout} layout
 * @param {readonly string[]} args for vitest
 * @returns {Promise<number>} the exit code
 */
export async function checks(layout, args) {
  const plain = Boolean(process.env.NO_COLOR) || (!process.stdout.isTTY && !process.env.FORCE_COLOR);
  // biome ignores NO_COLOR, so pass an option.
  const colours = plain ? ["--colors=off"] : [];
  const env = { ...projectEnvironment(layout), ...(plain ? { NO_COLOR: "1" } : {}) };
  const reportFile = path.join(layout.state, "test", "vitest.json");
  mkdirSync(path.dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true });

  /**
   * @param {string} title @param {string} program @param {readonly string[]} programArgs
   * @param {string} [outputFile] gets the program's output, which is printed after `waitFor`
   * @param {Promise<unknown>} [waitFor]
   */
  const timed = async (title, program, programArgs, outputFile, waitFor) => {
    const output = outputFile === undefined ? /** @type {const} */ ("inherit") : openSync(outputFile, "w");
    if (outputFile === undefined) console.log(`\n${title}`);
    const started = Date.now();
    const file = path.join(layout.modules, program);
    const code = await foreground(layout.node, [file, ...programArgs], {
      cwd: layout.root,
      env,
      stdio: ["ignore", output, output],
    });
    const ended = `${code === 0 ? "passed" : `failed (exit code ${code})`}, ${seconds(Date.now() - started)}`;
    await waitFor;
    if (outputFile !== undefined) console.log(`\n${title}\n${readFileSync(outputFile, "utf8").trimEnd()}`);
    console.log(`${title}: ${ended}`);
    return code;
  };
  /** Counts a program as one test. @param {number} code @returns {Count} */
  const asTest = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
  const whole = args.length === 0;
  const logOf = (/** @type {string} */ name) => path.join(path.dirname(reportFile), `${name}.log`);

  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const tests = timed("Tests", "vitest/vitest.mjs", ["run", ...reporters, ...args]);
  const biome = ["ci", "--error-on-warnings", ...colours, "."];
  const beside = whole
    ? [
        timed("Lint and format", "@biomejs/biome/bin/biome", biome, logOf("biome"), tests),
        timed("Type check", "typescript/bin/tsc", ["-p", ".", "--noEmit"], logOf("tsc"), tests),
      ]
    : [];
  const code = await tests;
  const counts = (await Promise.all(beside)).map(asTest);
  let report;
  try {
    report = readFileSync(reportFile, "utf8");
  } catch {
    // A missing report counts as a failure.
  }
  const tested = countTests(report, code);
  counts.push(tested);
  if (whole && report !== undefined && tested.passed > 0) {
    const all = process.env.AYBIZA_TESTS === "all";
    const named = all ? {} : JSON.parse(readFileSync(path.join(layout.root, "test", "left-out.json"), "utf8"));
    const differences = skipDifferences(report, layout.root, named);
    console.log(
      `\nLeft out: ${Object.values(named).flat().length} tests, for \`npm run test:all\` (test/left-out.json)`,
    );
    for (const difference of differences) console.log(`  ${difference}`);
    counts.push(asTest(differences.length === 0 ? 0 : 1));
  }

  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
