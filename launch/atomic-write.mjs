// @ts-check
import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} AtomicWriteOptions
 * @property {number} [mode] permissions of the new file; the umask applies only where none are given
 * @property {string} [draftsIn] folder of the draft, on the same disk; the file's own folder by default
 */

/**
 * Writes a file atomically: a reader, or a crash, finds the old content or the new one, never a part of it. Its folder must exist.
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {AtomicWriteOptions} [options]
 */
export function writeAtomically(file, content, options) {
  viaDraft(file, content, options, (draft) => renameSync(draft, file));
}

/**
 * Creates a file atomically. Of several processes that create the same file, one succeeds.
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {AtomicWriteOptions} [options]
 * @returns {boolean} false if the file already exists; it is then left unchanged
 */
export function createAtomically(file, content, options) {
  try {
    viaDraft(file, content, options, (draft) => linkSync(draft, file));
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {AtomicWriteOptions | undefined} options
 * @param {(draft: string) => void} place
 */
function viaDraft(file, content, { mode, draftsIn = path.dirname(file) } = {}, place) {
  const draft = path.join(draftsIn, `${path.basename(file)}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    const descriptor = openSync(draft, "wx", mode ?? 0o666);
    try {
      if (mode !== undefined) fchmodSync(descriptor, mode);
      writeFileSync(descriptor, content);
      fsyncSync(descriptor); // without fsync, a power loss can leave an empty file
    } finally {
      closeSync(descriptor);
    }
    place(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}
