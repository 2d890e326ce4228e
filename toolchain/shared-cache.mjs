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
 * What all clones of one user share: the CLI, the generator of code, and the Python packages' files. An entry is a folder that appears
 * in one move and isn't changed afterwards; two set-ups at once don't harm each other.
 * @typedef {object} SharedCache
 * @property {string | undefined} folder undefined where nothing is shared
 * @property {string} why nothing is shared; empty otherwise
 */

/**
 * Finds the cache: AYBIZA_CACHE (a folder, or `off`), or else `aybiza` in XDG_CACHE_HOME or ~/.cache. It isn't used where it can't be
 * written, or where somebody else could have written it.
 * Source of the default: https://specifications.freedesktop.org/basedir-spec/latest/
 * @param {NodeJS.ProcessEnv} [env]
 * @param {() => string} [home]
 * @returns {SharedCache}
 */
export function findSharedCache(env = process.env, home = homedir) {
  const off = (/** @type {string} */ why) => ({ folder: undefined, why });
  const set = env.AYBIZA_CACHE ?? "";
  if (set === "off") return off("AYBIZA_CACHE=off");
  if (set && !path.isAbsolute(set)) return off(`AYBIZA_CACHE is ${set}, and would have to be an absolute path`);
  const xdg = path.isAbsolute(env.XDG_CACHE_HOME ?? "") ? env.XDG_CACHE_HOME : undefined;
  let folder = set;
  try {
    folder ||= path.join(xdg ?? path.join(home(), ".cache"), "aybiza");
    if (!path.isAbsolute(folder)) return off("there is no home folder");
    makeFolders(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // A link may lead there: what counts is where, and who could put something else in its place.
    folder = realpathSync(folder);
    const { uid, mode } = lstatSync(folder);
    if (uid !== process.getuid?.()) return off(`${folder} belongs to somebody else`);
    if (mode & 0o022) return off(`others can write to ${folder} (chmod go-w mends it)`);
    for (let above = path.dirname(folder); above !== path.dirname(above); above = path.dirname(above))
      if (replaceable(lstatSync(above).mode))
        return off(`others can replace ${folder}, since they can write to ${above} (chmod go-w mends it)`);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? String(error);
    return off(`${folder || "the home folder"} can't be written (${code})`);
  }
  return { folder, why: "" };
}

/** Whether others may rename what is in a folder of that mode: not where the sticky bit is set, as in /tmp. @param {number} mode */
const replaceable = (mode) => (mode & 0o022) !== 0 && (mode & 0o1000) === 0;

/**
 * As mkdir -p does. Node's own goes round for ever where a folder above can neither be found nor made (in /proc, in some mounts).
 * @param {string} folder
 */
function makeFolders(folder) {
  if (existsSync(folder)) return;
  if (path.dirname(folder) !== folder) makeFolders(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error; // another set-up may have been first
  }
}

/** Nothing is shared. @type {SharedCache} */
export const notShared = { folder: undefined, why: "nobody asked for it" };

/** @param {SharedCache} cache @param {string} key */
const entryFolder = ({ folder }, key) => (folder === undefined ? undefined : path.join(folder, key));

/** The note that makes a folder an entry. @param {string} entry */
const noteFile = (entry) => path.join(entry, "entry.json");

/**
 * Takes files out of an entry. Each copy is compared with the digest that was noted when the file was put there; where one differs, the
 * entry is thrown away and nothing is taken.
 * @param {SharedCache} cache
 * @param {string} key
 * @param {Record<string, string>} to where each file of the entry goes; those that the entry doesn't have are left out
 * @param {(why: string) => void} [onRefused]
 * @returns {Record<string, unknown> | undefined} what was noted about it; undefined where there is none that can be used
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
      // The copy is what is used, so it is the copy that is looked at.
      if (digest({ files: [half] }) !== digests[name]) throw new Error(`${name} isn't what was put there`);
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
 * Puts files into the cache, or a folder of files. An entry that is there already stays. Nothing is thrown where it can't be written:
 * the next clone then brings its own.
 * @param {SharedCache} cache
 * @param {string} key
 * @param {Record<string, string>} files the path of each, by its name in the entry; a folder goes in without a digest of its own
 * @param {Record<string, unknown>} [about] noted with it
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
    // A full disk, or another set-up that was there first.
    try {
      rmSync(half, { recursive: true, force: true });
    } catch {
      // It was never made.
    }
  }
}

/** The folder of an entry, for a program that checks its files itself. @param {SharedCache} cache @param {string} key */
export function entryOf(cache, key) {
  const entry = entryFolder(cache, key);
  return entry && existsSync(noteFile(entry)) ? entry : undefined;
}

/** Throws an entry away. @param {SharedCache} cache @param {string} key */
export function discard(cache, key) {
  const entry = entryFolder(cache, key);
  if (!entry) return;
  const gone = `${entry}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    // In one move first, so that nobody finds half of it.
    renameSync(entry, gone);
    rmSync(gone, { recursive: true, force: true });
  } catch {
    // It is gone.
  }
}

/**
 * Does something that lasts, while no other clone's set-up does the same.
 * @template T
 * @param {SharedCache} cache
 * @param {string} key
 * @param {(pid: number) => void} onWait called once where another set-up does it now, with its process number
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
