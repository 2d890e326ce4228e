// @ts-check
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../launch/atomic-write.mjs";
import { signalGroup, startOf } from "../launch/process-tree.mjs";

/**
 * A process, identified by its id and start time, since ids are reused.
 * @typedef {{ pid: number, start: string | undefined }} ProcessId
 */

/** Time limit for reclaiming a stale lock, in ms. A process that takes longer is assumed to be killed. */
const reclaimMs = 5_000;

/** Adds the start time to a process id. @param {number} pid @returns {ProcessId} */
const identify = (pid) => ({ pid, start: startOf(pid) });

/** Tells whether a process is running. @param {ProcessId} id */
const runs = ({ pid, start }) => start !== undefined && startOf(pid) === start;

/** Reads a lock file: its holder and the holder's child processes. Undefined if it is missing or malformed. @param {string} file @returns {{ owner: ProcessId, children: ProcessId[] } | undefined} */
function read(file) {
  try {
    const { owner, children } = JSON.parse(readFileSync(file, "utf8"));
    return { owner, children };
  } catch {
    return undefined;
  }
}

/**
 * Creates a file; returns false if it already exists. Doesn't use hard links, which some network disks don't support.
 * @param {string} file @param {string} text
 */
function create(file, text) {
  try {
    const handle = openSync(file, "wx");
    writeFileSync(handle, text);
    closeSync(handle);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
function ageMs(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/**
 * Removes the lock of a process that has ended, and kills the child processes that it left running. A second lock file keeps two processes from
 * doing so at once.
 * @param {string} file
 */
function reclaimStaleLock(file) {
  const held = read(file);
  // Another process may be writing a lock that can't be parsed.
  if (held ? runs(held.owner) : ageMs(file) < reclaimMs) return;
  const guard = `${file}.takeover`;
  if (!create(guard, "")) {
    if (ageMs(guard) > reclaimMs) rmSync(guard, { force: true });
    return;
  }
  try {
    const still = read(file);
    if (still && runs(still.owner)) return;
    for (const child of still?.children ?? []) if (runs(child)) signalGroup(child.pid, "SIGKILL");
    rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Waits for a lock that one process at a time can hold, and acquires it. Reclaims a stale lock. The lock is released when this process exits.
 * @param {string} file
 * @param {{ onWait?: (pid: number) => void, pollMs?: number }} [options] onWait: called once, with the holder's process id
 * @returns {Promise<{ addChild(pid: number): void, release(): void }>}
 */
export async function acquireLock(file, { onWait, pollMs = 100 } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const owner = identify(process.pid);
  /** @type {ProcessId[]} */
  let children = [];
  const text = () => `${JSON.stringify({ owner, children })}\n`;
  let reported = false;
  while (!create(file, text())) {
    reclaimStaleLock(file);
    const holder = read(file)?.owner;
    if (holder && runs(holder)) {
      if (!reported) onWait?.(holder.pid);
      reported = true;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    } else await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const release = () => {
    process.removeListener("exit", release);
    rmSync(file, { force: true });
  };
  process.on("exit", release);
  return {
    addChild(pid) {
      children = [...children.filter(runs), identify(pid)];
      writeAtomically(file, text());
    },
    release,
  };
}
