// @ts-check
import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { progress } from "./progress.mjs";
import { endAll } from "./run.mjs";
import { explain, setUp } from "./set-up.mjs";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Interval at which a program that npm started checks that npm still runs, in milliseconds. */
const PARENT_MS = 500;

/** Returns the exit code that shells give a program ended by a signal. @param {NodeJS.Signals} signal */
const codeOf = (signal) => 128 + (constants.signals[signal] ?? 0);

/**
 * Runs the set-up. A failure or a signal ends this process and the programs that it runs; the next run continues.
 * @param {Omit<import("./set-up.mjs").SetUpOptions, "shown" | "root"> & { root?: string }} [options]
 */
export async function begin(options = {}) {
  // With --json, standard output contains only the JSON.
  const shown = progress({ stream: process.argv.includes("--json") ? process.stderr : process.stdout });
  /** @param {NodeJS.Signals} signal */
  const interrupted = (signal) => {
    shown.close();
    process.stderr.write("\nInterrupted. Run the same command again to continue.\n");
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

// Also runs as a program, for `./aybiza` in a checkout that isn't set up.
if (process.argv[1] === fileURLToPath(import.meta.url)) await begin();

/**
 * Runs a program in the foreground and returns its exit code. Forwards signals, except a Ctrl-C, which the terminal sends to both processes.
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
    // Register the listeners before the program starts, so that no signal ends this process and leaves the program running.
    for (const signal of signals) process.on(signal, pass);
    const child = spawn(command, args, { stdio: "inherit", ...options });
    // npm signals only its shell, which ends without signalling this process. So when this process becomes an orphan, it ends the program.
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
