import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CheckIndex } from "../../domain/config/check.ts";
import { writeAtomically } from "../../launch/atomic-write.mjs";
import { root, stateDir } from "../../launch/checkout.ts";

/** The file that keeps the results of a folder's last check. */
const fileOf = (folder: string): string => join(stateDir, "cache", `check-${hash("sha256", folder).slice(0, 16)}.json`);

/** Reads the index of a folder; undefined where there is none, or if it isn't as it was written. */
export function readIndex(folder: string): CheckIndex | undefined {
  try {
    const text = readFileSync(fileOf(folder), "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return text.slice(0, end) === hash("sha256", body) ? (JSON.parse(body) as CheckIndex) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the index of a folder. A check works without one, so a folder that can't be written is no error. */
export function writeIndex(folder: string, index: CheckIndex): void {
  const file = fileOf(folder);
  const body = JSON.stringify(index);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, `${hash("sha256", body)}\n${body}`);
  } catch {
    // The next check takes longer.
  }
}

/** Digest of all that decides about a file besides the stack files: the code and data of domain/, and the libraries' versions. */
export function rulesDigest(): string {
  const domain = join(root, "domain");
  const files = readdirSync(domain, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(ts|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const digests = [...files, join(root, "package-lock.json")].map((file) => hash("sha256", readFileSync(file)));
  return hash("sha256", `${files.join("\n")}\n${digests.join("\n")}`);
}
