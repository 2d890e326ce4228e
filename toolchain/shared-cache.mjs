// @ts-check
import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { acquireLock } from "./lock.mjs";
import { digest, readStamp, writeStamp } from "./stamp.mjs";

/**
 * The cache that all clones of a user share: the CLI, the code generator, and the files of Python packages. An entry is a folder that is renamed
 * into place and never changed, so concurrent set-ups are safe.
 * @typedef {object} SharedCache
 * @property {string | undefined} folder undefined if the cache is off
 * @property {string} why the reason why the cache is off; empty otherwise
 */

/**
 * Finds the cache: AYBIZA_CACHE (a folder, or `off`), or else `aybiza` in XDG_CACHE_HOME or ~/.cache. The cache is off if it is read-only, or if
 * another user could write to it.
 * Source of the default: https://specifications.freedesktop.org/basedir-spec/latest/
 * @param {NodeJS.ProcessEnv} [env]
 * @param {() => string} [home]
 * @returns {SharedCache}
 */
export function findSharedCache(env = process.env, home = homedir) {
  const off = (/** @type {string} */ why) => ({ folder: undefined, why });
  const set = env.AYBIZA_CACHE ?? "";
  if (set === "off") return off("AYBIZA_CACHE=off");
  if (set && !path.isAbsolute(set)) return off(`AYBIZA_CACHE is ${set}, which isn't an absolute path`);
  const xdg = path.isAbsolute(env.XDG_CACHE_HOME ?? "") ? env.XDG_CACHE_HOME : undefined;
  let folder = set;
  try {
    folder ||= path.join(xdg ?? path.join(home(), ".cache"), "aybiza");
    if (!path.isAbsolute(folder)) return off("there is no home folder");
    makeFolders(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // Resolve links, since the target's owner and permissions matter.
    folder = realpathSync(folder);
    const { uid, mode } = lstatSync(folder);
    if (uid !== process.getuid?.()) return off(`${folder} belongs to another user`);
    if (mode & 0o022) return off(`other users can write to ${folder} (fix: chmod go-w)`);
    for (let above = path.dirname(folder); above !== path.dirname(above); above = path.dirname(above))
      if (replaceable(lstatSync(above).mode))
        return off(`other users can replace ${folder}, because they can write to ${above} (fix: chmod go-w)`);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? String(error);
    return off(`${folder || "the home folder"} can't be written (${code})`);
  }
  return { folder, why: "" };
}

/** Tells whether other users may rename the entries of a folder with this mode. With the sticky bit, as in /tmp, they can't. @param {number} mode */
const replaceable = (mode) => (mode & 0o022) !== 0 && (mode & 0o1000) === 0;

/**
 * Creates a folder like `mkdir -p`. Node's recursive mkdir loops forever if a parent folder neither exists nor can be created (in /proc, in some mounts).
 * @param {string} folder
 */
function makeFolders(folder) {
  if (existsSync(folder)) return;
  if (path.dirname(folder) !== folder) makeFolders(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error; // otherwise another set-up has created it
  }
}

/** A cache that is off. @type {SharedCache} */
export const notShared = { folder: undefined, why: "no cache was given" };

/** Returns the folder of an entry. @param {SharedCache} cache @param {string} key */
const entryFolder = ({ folder }, key) => (folder === undefined ? undefined : path.join(folder, key));

/** Returns the path of an entry's record, without which a folder isn't an entry. @param {string} entry */
const noteFile = (entry) => path.join(entry, "entry.json");

/**
 * Copies files from an entry. Each copy is compared with the digest in the entry's record; if one differs, the entry is deleted and nothing is
 * copied.
 * @param {SharedCache} cache
 * @param {string} key
 * @param {Record<string, string>} to the target of each file; files that the entry doesn't have are skipped
 * @param {(why: string) => void} [onRefused]
 * @returns {Record<string, unknown> | undefined} the entry's record; undefined where there is no usable entry
 */
export function take(cache, key, to, onRefused) {
  const entry = entryFolder(cache, key);
  const note = entry && readStamp(noteFile(entry));
  if (!entry || !note) return undefined;
  const digests = /** @type {Record<string, string>} */ (note.files ?? {});
  /** @type {string[]} */
  const halves = [];
  try {
    for (const [name, target] of Object.entries(to)) {
      if (!(name in digests)) continue;
      const half = `${target}.${process.pid}.tmp`;
      halves.push(half);
      mkdirSync(path.dirname(target), { recursive: true });
      copyFileSync(path.join(entry, name), half, constants.COPYFILE_FICLONE);
      // Check the copy instead of the entry's file, since the copy is used.
      if (digest({ files: [half] }) !== digests[name]) throw new Error(`${name} has another digest than its record`);
    }
    for (const [name, target] of Object.entries(to))
      if (name in digests) renameSync(`${target}.${process.pid}.tmp`, target);
    return note;
  } catch (error) {
    onRefused?.(error instanceof Error ? error.message : String(error));
    discard(cache, key);
    return undefined;
  } finally {
    for (const half of halves) rmSync(half, { force: true });
  }
}

/**
 * Adds an entry of files, or of a folder. An existing entry stays. Never throws: if the cache isn't writable, the next clone downloads again.
 * @param {SharedCache} cache
 * @param {string} key
 * @param {Record<string, string>} files the path of each file, by its name in the entry; a folder gets no digest
 * @param {Record<string, unknown>} [about] added to the entry's record
 */
export function put(cache, key, files, about = {}) {
  const entry = entryFolder(cache, key);
  if (!entry || existsSync(noteFile(entry))) return;
  const half = `${entry}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    /** @type {Record<string, string>} */
    const digests = {};
    mkdirSync(half, { recursive: true, mode: 0o700 });
    for (const [name, from] of Object.entries(files)) {
      if (lstatSync(from).isDirectory()) cpSync(from, path.join(half, name), { recursive: true });
      else {
        copyFileSync(from, path.join(half, name), constants.COPYFILE_FICLONE);
        digests[name] = digest({ files: [path.join(half, name)] });
      }
    }
    writeStamp(noteFile(half), { ...about, files: digests });
    rmSync(entry, { recursive: true, force: true });
    renameSync(half, entry);
  } catch {
    // The disk is full, or another set-up added the entry first.
    try {
      rmSync(half, { recursive: true, force: true });
    } catch {
      // The folder was never created.
    }
  }
}

/** Returns the folder of an entry, for a program that checks the files itself. @param {SharedCache} cache @param {string} key */
export function entryOf(cache, key) {
  const entry = entryFolder(cache, key);
  return entry && existsSync(noteFile(entry)) ? entry : undefined;
}

/** Deletes an entry. @param {SharedCache} cache @param {string} key */
export function discard(cache, key) {
  const entry = entryFolder(cache, key);
  if (!entry) return;
  const gone = `${entry}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    // Rename it first, so that no other process finds an incomplete entry.
    renameSync(entry, gone);
    rmSync(gone, { recursive: true, force: true });
  } catch {
    // The entry doesn't exist.
  }
}

/**
 * Runs long work under a lock that all clones share.
 * @template T
 * @param {SharedCache} cache
 * @param {string} key
 * @param {(pid: number) => void} onWait called once with the process id of another set-up that holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(cache, key, onWait, work) {
  const entry = entryFolder(cache, key);
  if (!entry) return work();
  const lock = await acquireLock(`${entry}.lock`, { onWait }).catch(() => undefined);
  try {
    return await work();
  } finally {
    lock?.release();
  }
}
