// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../launch/atomic-write.mjs";

/**
 * Reads the stamp that a finished step wrote; undefined if the step didn't finish or the stamp is unreadable.
 * @param {string} file
 * @returns {Record<string, unknown> | undefined}
 */
export function readStamp(file) {
  try {
    const stamp = JSON.parse(readFileSync(file, "utf8"));
    return stamp !== null && typeof stamp === "object" ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {Record<string, unknown>} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeAtomically(file, `${JSON.stringify(stamp, null, 2)}\n`);
}

/**
 * Returns a digest of texts and files, in their order.
 * @param {{ texts?: string[], files?: string[] }} of
 */
export function digest({ texts = [], files = [] }) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length}:${text}`);
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}
