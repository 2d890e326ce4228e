// @ts-check
import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { progress } from "./progress.mjs";
import { endAll } from "./run.mjs";
import { explain, setUp } from "./set-up.mjs";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** How often a program that npm started looks whether npm is still there, in milliseconds. */
const PARENT_MS = 500;

/** The exit code of a program that a signal ended, as shells have it. @param {NodeJS.Signals} signal */
const codeOf = (signal) => 128 + (constants.signals[signal] ?? 0);

/**
 * Sets up, and ends the process where that fails or is interrupted: what runs is ended, and the next run goes on.
 * @param {Omit<import("./set-up.mjs").SetUpOptions, "shown" | "root"> & { root?: string }} [options]
 */
export async function begin(options = {}) {
  // Whoever asked for JSON reads it from standard output.
  const shown = progress({ stream: process.argv.includes("--json") ? process.stderr : process.stdout });
  /** @param {NodeJS.Signals} signal */
  const interrupted = (signal) => {
    shown.close();
    process.stderr.write("\nInterrupted. Run the same command again: it goes on where it stopped.\n");
    void endAll({ forGood: true }).then(() => process.exit(codeOf(signal)));
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.once(signal, interrupted);
  try {
    return await setUp({ root, shown, ...options });
  } catch (error) {
    shown.close();
    explain(error);
    process.exit(1);
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupted);
  }
}

// As a program of its own, for `./aybiza` in a checkout that isn't set up.
if (process.argv[1] === fileURLToPath(import.meta.url)) await begin();

/**
 * Runs a program in the foreground to its end and gives its exit code. A signal goes on to it, except the one that a
 * terminal has sent to both already.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>}
 */
export function foreground(command, args, options) {
  return new Promise((resolve) => {
    const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      if (signal === "SIGINT" && (process.stdin.isTTY || process.stdout.isTTY)) return;
      child.kill(signal);
    };
    // Before the program starts: a signal that ended this process in between would leave the program alone.
    for (const signal of signals) process.on(signal, pass);
    const child = spawn(command, args, { stdio: "inherit", ...options });
    // npm passes a signal on to its shell alone, which ends without a word to us: then the program is asked in its place.
    const parent = process.ppid;
    const orphaned = () => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      child.kill("SIGTERM");
    };
    const watch = process.env.npm_lifecycle_event === undefined ? undefined : setInterval(orphaned, PARENT_MS);
    const settle = (/** @type {number} */ code) => {
      clearInterval(watch);
      for (const signal of signals) process.removeListener(signal, pass);
      resolve(code);
    };
    child.once("error", (error) => {
      process.stderr.write(`${command} can't be started: ${error.message}\n`);
      settle(127);
    });
    child.once("exit", (code, signal) => settle(signal ? codeOf(signal) : (code ?? 1)));
  });
}
