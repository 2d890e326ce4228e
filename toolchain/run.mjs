// @ts-check
import { spawn } from "node:child_process";
import { signalGroup } from "../launch/process-tree.mjs";

/** Count of bytes at the end of a program's output that are kept, to show them if the program fails. */
const tailBytes = 8_000;

/** @type {Map<number, import("node:child_process").ChildProcess>} */
const running = new Map();

/** Whether this process is about to end, so that no further program is started. */
let ending = false;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [onLine] called with each line of the program's output
 * @property {(pid: number) => void} [onStart]
 * @property {number} [timeoutMs] time after which the program is killed
 */

/**
 * @typedef {object} Ran
 * @property {number} code exit code; 127 if the program can't be started, 124 after `timeoutMs`
 * @property {string} stdout
 * @property {string} output the last 8 kB of standard output and error
 */

/**
 * Runs a program in its own process group, so that it can be ended with its descendants. Never throws. Once this process is about to end, the
 * promise never settles.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ran>}
 */
export function run(command, args, { cwd, env, onLine, onStart, timeoutMs } = {}) {
  return new Promise((resolve) => {
    if (ending) return;
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const pid = child.pid;
    let stdout = "";
    let output = "";
    let late = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            signalGroup(pid, "SIGKILL");
          }, timeoutMs);
    if (pid !== undefined) {
      running.set(pid, child);
      onStart?.(pid);
    }
    for (const stream of [child.stdout, child.stderr]) {
      let line = "";
      stream.setEncoding("utf8");
      stream.on("data", (/** @type {string} */ text) => {
        if (stream === child.stdout) stdout += text;
        output = (output + text).slice(-tailBytes);
        if (!onLine) return;
        const lines = (line + text).split(/\r?\n|\r/);
        line = lines.pop() ?? "";
        for (const each of lines) onLine(each);
      });
    }
    const settle = (/** @type {number} */ code) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      if (!ending) resolve({ code, stdout, output });
    };
    child.once("error", (error) => {
      output += error.message;
      settle(127);
    });
    child.once("close", (code) => settle(late ? 124 : (code ?? 1)));
  });
}

/**
 * Ends all running programs with their descendants: SIGTERM, and SIGKILL after two seconds.
 * @param {{ forGood?: boolean }} [options] forGood: this process is about to end, so no promise of `run` settles any more
 */
export async function endAll({ forGood = false } = {}) {
  ending ||= forGood;
  const pids = [...running.keys()];
  for (const pid of pids) signalGroup(pid, "SIGTERM");
  const until = Date.now() + 2_000;
  while (pids.some((pid) => running.has(pid)) && Date.now() < until) await new Promise((r) => setTimeout(r, 20));
  for (const pid of pids) signalGroup(pid, "SIGKILL");
}
