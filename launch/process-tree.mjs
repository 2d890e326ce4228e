// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * A process of this machine.
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} parent
 * @property {number} group
 * @property {number} memoryBytes resident memory; pages shared with other processes count in each of them
 * @property {string} command the command line
 */

/**
 * Lists all processes of this machine.
 * @returns {Process[]}
 */
export function processes() {
  const text = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,pgid=,rss=,args="], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/gm)]
    .map(([, pid, parent, group, kib, command = ""]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      memoryBytes: Number(kib) * 1024,
      command,
    }))
    .filter(({ parent, command }) => !(parent === process.pid && command.startsWith("ps -A")));
}

/**
 * Returns a process with all its descendants, and every process of the given groups.
 * @param {readonly Process[]} all
 * @param {number} pid
 * @param {readonly number[]} [groups]
 */
export function processTree(all, pid, groups = []) {
  const members = new Set([pid]);
  for (let size = 0; size < members.size; ) {
    size = members.size;
    for (const one of all) if (members.has(one.parent) || groups.includes(one.group)) members.add(one.pid);
  }
  return all.filter((one) => members.has(one.pid));
}

/** Returns the descendants of a process. @param {number} pid */
export function descendants(pid) {
  return processTree(processes(), pid).filter((one) => one.pid !== pid);
}

/**
 * Returns the start time of a process, which distinguishes it from a later one with the same id. Undefined if it isn't running or is a zombie.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startOf(pid) {
  if (process.platform === "linux") {
    try {
      // Field 22 of proc_pid_stat(5), counted after the name, which may contain spaces and parentheses.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return /^[ZX]$/.test(fields[0] ?? "") ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const ps = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [, state = "Z", start] = /^\s*(\S+)\s+(.*\S)\s*$/.exec(ps.stdout ?? "") ?? [];
  return state.startsWith("Z") ? undefined : start;
}

/** Tells whether a process is running. Zombies aren't. @param {number} pid */
export const isRunning = (pid) => startOf(pid) !== undefined;

/**
 * Returns the ids of the running processes, except this one, that have `NAME=value` in their environment.
 * @param {string} variable
 */
export function processesWith(variable) {
  if (process.platform === "linux") {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid && environmentOf(pid).includes(variable));
  }
  // macOS and BSD print the environment of the user's own processes after the arguments.
  const text = execFileSync("ps", ["-A", "-E", "-ww", "-o", "pid=,command="], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return text
    .split("\n")
    .filter((line) => line.split(" ").includes(variable))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid);
}

/** @param {number} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // the process has ended, or belongs to another user
  }
}

/**
 * Signals processes. Skips those that have ended.
 * @param {readonly number[]} pids negative for a process group
 * @param {NodeJS.Signals} signal
 */
export function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // the process has ended
    }
  }
}

/**
 * Signals a process group: a process that was started with `detached`, and its descendants.
 * @param {number | undefined} pid undefined if the process couldn't be started
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  if (pid !== undefined) signalAll([-pid], signal);
}
