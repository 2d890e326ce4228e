// @ts-check
import { spawn } from "node:child_process";
import { signalGroup } from "../launch/process-tree.mjs";

/** How many bytes of a program's output are kept to be shown where it fails. */
const tailBytes = 8_000;

/** @type {Map<number, import("node:child_process").ChildProcess>} */
const running = new Map();

/** Whether the whole process is about to end, so that nothing is started any more. */
let ending = false;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [onLine] called with each line that the program writes
 * @property {(pid: number) => void} [onStart]
 * @property {number} [timeoutMs] after this the program is killed
 */

/**
 * @typedef {object} Ran
 * @property {number} code exit code; 127 where the program isn't there, 124 after the time was up
 * @property {string} stdout
 * @property {string} output the last 8 kB of what it wrote, to either stream
 */

/**
 * Runs a program to its end, in a process group of its own so that it can be ended with all that it started.
 * Never throws. Once the process is about to end, it starts nothing and never settles.
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
 * Ends all programs that run, with what they started: asked first, killed after two seconds.
 * @param {{ forGood?: boolean }} [options] forGood: the process itself is about to end; who waits for a program goes on
 *   waiting
 */
export async function endAll({ forGood = false } = {}) {
  ending ||= forGood;
  const pids = [...running.keys()];
  for (const pid of pids) signalGroup(pid, "SIGTERM");
  const until = Date.now() + 2_000;
  while (pids.some((pid) => running.has(pid)) && Date.now() < until) await new Promise((r) => setTimeout(r, 20));
  for (const pid of pids) signalGroup(pid, "SIGKILL");
}
