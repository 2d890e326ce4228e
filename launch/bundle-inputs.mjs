// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/**
 * What a bundle was made of, told so exactly that a bundle which isn't what its sources say is never taken for fresh.
 * @typedef {object} Inputs
 * @property {Record<string, Input>} files by path from the root: sources, and the package.json of each, which decides what an import means
 * @property {Record<string, string>} links where packages that are linked (workspaces) lead, by the link's path
 * @property {string[]} absent what would change the meaning of an import if it were there: a nearer node_modules or package.json
 */

/** @typedef {{ stamp: string, digest: string }} Input stamp "" where only the digest tells */

/**
 * A file that changed less than this before it was read may change again and keep its size and times: file systems and clocks are coarse (2 s
 * on FAT, 1 s on some network shares). The same trap as git's: https://git-scm.com/docs/racy-git
 */
const UNSETTLED_MS = 3000;

/** Size, times and number of a file: where they are the same, so is its content. @param {string} file */
export function stampOf(file) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** @param {string | Uint8Array} content */
export const digestOf = (content) => createHash("sha256").update(content).digest("hex");

/** The stamp, or "" for a file that was changed a moment ago, or, by its clock, will be. @param {string} file */
export function settledStampOf(file) {
  const { mtimeMs, ctimeMs } = statSync(file);
  return Math.max(mtimeMs, ctimeMs) > Date.now() - UNSETTLED_MS ? "" : stampOf(file);
}

/**
 * Reads a file and tells what was read. @param {string} file
 * @returns {{ content: Buffer, input: Input }}
 */
export function read(file) {
  const stamp = settledStampOf(file); // first: what is written afterwards has another one
  const content = readFileSync(file);
  return { content, input: { stamp, digest: digestOf(content) } };
}

/**
 * What the imports of these files hang on beside the files themselves.
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
 * Folders from a file's own up to the root; for a file outside of the root up to the first that is a package's.
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
 * Compares with what is there now. `restamped` is what to note where only stamps differ: the files were written again with the same content.
 * @param {string} root
 * @param {Inputs} inputs
 * @returns {{ same: boolean, restamped?: Inputs }}
 * @throws where a file is gone
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
