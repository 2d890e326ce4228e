// @ts-check
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../launch/atomic-write.mjs";
import { signalGroup, startOf } from "../launch/process-tree.mjs";

/**
 * One process. A number alone may have gone to another one since, so its start goes with it.
 * @typedef {{ pid: number, start: string | undefined }} Who
 */

/** How long the takeover of a stale lock can last, in milliseconds; one that lasts longer was killed in the middle. */
const takeoverMs = 5_000;

/** @param {number} pid @returns {Who} */
const who = (pid) => ({ pid, start: startOf(pid) });

/** @param {Who} it */
const runs = (it) => it.start !== undefined && startOf(it.pid) === it.start;

/** @param {string} file @returns {{ owner: Who, children: Who[] } | undefined} */
function read(file) {
  try {
    const { owner, children } = JSON.parse(readFileSync(file, "utf8"));
    return { owner, children };
  } catch {
    return undefined;
  }
}

/**
 * Makes a file that must not be there yet.
 * @param {string} file @param {string} text
 */
function createdFirst(file, text) {
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
 * Takes a lock away from a process that is gone, and ends what that process had left running. Two processes can't
 * both do it: a second file guards the few milliseconds that it lasts.
 * @param {string} file
 */
function takeFromTheDead(file) {
  const held = read(file);
  // A file that can't be read may be half written by one who is just creating it.
  if (held ? runs(held.owner) : ageMs(file) < takeoverMs) return;
  const guard = `${file}.takeover`;
  if (!createdFirst(guard, "")) {
    if (ageMs(guard) > takeoverMs) rmSync(guard, { force: true });
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
 * Waits for a lock that one process at a time holds, and takes it. A lock whose process is gone is taken over; one
 * that is still held when its process ends in an orderly way is released.
 * @param {string} file
 * @param {{ onWait?: (pid: number) => void, pollMs?: number }} [options] onWait: called once, with the holder's number
 * @returns {Promise<{ addChild(pid: number): void, release(): void }>}
 */
export async function acquireLock(file, { onWait, pollMs = 100 } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const owner = who(process.pid);
  /** @type {Who[]} */
  let children = [];
  const text = () => `${JSON.stringify({ owner, children })}\n`;
  let told = false;
  while (!createdFirst(file, text())) {
    takeFromTheDead(file);
    const holder = read(file)?.owner;
    if (holder && runs(holder)) {
      if (!told) onWait?.(holder.pid);
      told = true;
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
      children = [...children.filter(runs), who(pid)];
      writeAtomically(file, text());
    },
    release,
  };
}
