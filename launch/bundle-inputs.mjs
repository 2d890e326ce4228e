// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Everything that a bundle depends on, in enough detail to recognize every stale bundle.
 * @typedef {object} Inputs
 * @property {Record<string, Input>} files by path from the root: sources, and the package.json files that decide how imports resolve
 * @property {Record<string, string>} links targets of linked packages (workspaces), by the link's path
 * @property {string[]} absent paths that don't exist, but would change how imports resolve if they were created: a nearer node_modules or package.json
 */

/** An input file's record. @typedef {{ stamp: string, digest: string }} Input the stamp is "" if only the digest is compared */

/**
 * Minimum age in ms of a trusted stamp. A younger file can change again without a change of its size and times, because file systems and clocks are
 * coarse (2 s on FAT, 1 s on some network shares). git has the same problem: https://git-scm.com/docs/racy-git
 */
const UNSETTLED_MS = 3000;

/** Returns a file's stamp: its size, times and inode. The same stamp means the same content. @param {string} file */
export function stampOf(file) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** @param {string | Uint8Array} content */
export const digestOf = (content) => createHash("sha256").update(content).digest("hex");

/** Returns a file's stamp; "" if the file changed within {@link UNSETTLED_MS}, or has a time in the future. @param {string} file */
export function settledStampOf(file) {
  const { mtimeMs, ctimeMs } = statSync(file);
  return Math.max(mtimeMs, ctimeMs) > Date.now() - UNSETTLED_MS ? "" : stampOf(file);
}

/**
 * Reads a file. Returns its content and its record. @param {string} file
 * @returns {{ content: Buffer, input: Input }}
 */
export function read(file) {
  const stamp = settledStampOf(file); // read before the content, so that a write in between shows as another stamp
  const content = readFileSync(file);
  return { content, input: { stamp, digest: digestOf(content) } };
}

/**
 * Collects everything, except the files themselves, that the imports of these files depend on.
 * @param {string} root
 * @param {import("esbuild").Metafile["inputs"]} bundled
 */
export function surroundings(root, bundled) {
  const packages = new Set();
  const absent = new Set();
  /** @type {Record<string, string>} */
  const links = {};
  for (const [file, { imports }] of Object.entries(bundled)) {
    const own = !file.split("/").includes("node_modules");
    for (const folder of foldersAbove(path.join(root, file), root)) {
      const manifest = path.join(folder, "package.json");
      const modules = path.join(folder, "node_modules");
      if (existsSync(manifest)) packages.add(path.relative(root, manifest));
      else if (own) absent.add(path.relative(root, manifest));
      if (own && !existsSync(modules)) absent.add(path.relative(root, modules));
      if (!own && existsSync(manifest)) break;
    }
    for (const { original, path: to } of own ? imports : []) {
      const name = /^(@[\w.-]+\/)?[\w-][\w.-]*/.exec(original ?? "")?.[0];
      if (!name || to.split("/").includes("node_modules")) continue;
      for (const folder of foldersAbove(path.join(root, file), root)) {
        const link = path.join(folder, "node_modules", name);
        if (existsSync(link)) links[path.relative(root, link)] = realpathSync(link);
      }
    }
  }
  return { packages: [...packages], absent: [...absent], links };
}

/**
 * Lists the folders from a file's own up to the root; for a file outside the root, up to the file system's root.
 * @param {string} file
 * @param {string} root
 */
function foldersAbove(file, root) {
  const folders = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (folder === root || folder === path.dirname(folder)) return folders;
  }
}

/**
 * Compares recorded inputs with the current files. `restamped` is a new record, if only stamps differ (files were rewritten with the same content).
 * @param {string} root
 * @param {Inputs} inputs
 * @returns {{ same: boolean, restamped?: Inputs }}
 * @throws if a file no longer exists
 */
export function compare(root, { files, links, absent }) {
  /** @type {Record<string, Input>} */
  const anew = {};
  for (const [name, was] of Object.entries(files)) {
    const at = path.join(root, name);
    if (stampOf(at) === was.stamp) continue;
    const { input } = read(at);
    if (input.digest !== was.digest) return { same: false };
    if (input.stamp !== was.stamp) anew[name] = input;
  }
  if (Object.entries(links).some(([link, to]) => realpathSync(path.join(root, link)) !== to)) return { same: false };
  if (absent.some((name) => existsSync(path.join(root, name)))) return { same: false };
  if (Object.keys(anew).length === 0) return { same: true };
  return { same: true, restamped: { files: { ...files, ...anew }, links, absent } };
}
