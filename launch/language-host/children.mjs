// @ts-check
import { spawn } from "node:child_process";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/**
 * How a child ended: its exit code, or the signal that ended it.
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending
 */

/** Time in ms for a child to end before it is killed. The engine gives its plugins the same time. */
const graceMs = 5_000;

/** @type {Set<ChildProcess>} */
const running = new Set();

/**
 * Starts a child process that is ended when this host ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {ChildProcess}
 */
export function startChild(command, args, options) {
  const child = spawn(command, args, options);
  running.add(child);
  child.once("close", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/**
 * Resolves when a child has ended and its output was read; rejects if it couldn't be started.
 * @param {ChildProcess} child
 * @returns {Promise<Ending>}
 */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.once("error", reject);
  });
}

/**
 * Signals a child to end, and kills it after five seconds.
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 */
export function endChild(child, signal = "SIGINT") {
  if (!running.has(child)) return;
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  child.once("close", () => clearTimeout(timer));
}

/** Ends all children. Resolves when the last one has ended. */
export async function endChildren() {
  await Promise.all(
    [...running].map((child) => {
      const gone = new Promise((resolve) => child.once("close", resolve));
      endChild(child);
      return gone;
    }),
  );
}
