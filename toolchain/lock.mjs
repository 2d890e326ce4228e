// @ts-check
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../launch/atomic-write.mjs";
import { signalGroup, startOf } from "../launch/process-tree.mjs";

/**
 * One process. Process ids are reused, so its start time identifies it too.
 * @typedef {{ pid: number, start: string | undefined }} ProcessId
 */

/** How long reclaiming a stale lock can take, in milliseconds; a process that takes longer was killed meanwhile. */
const reclaimMs = 5_000;

/** @param {number} pid @returns {ProcessId} */
const identify = (pid) => ({ pid, start: startOf(pid) });

/** @param {ProcessId} id */
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
 * Creates a file; false where it exists already. Not by a hard link, which some shared disks lack.
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
  // A lock that can't be parsed may be one that another process is just writing.
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
 * Waits for a lock that one process at a time can hold, and acquires it. A stale lock is reclaimed; a lock is released when its process exits.
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
