import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { StackDocument } from "./document.ts";
import { decodeFile } from "./file-text.ts";
import { checkKey } from "./issues.ts";
import { type RegionConfig, regionSchema } from "./region.ts";
import { concerns } from "./tenant-concern.ts";

/** Name of a stack's file. */
export const stackFileName = (stack: string): string => `Pulumi.${stack}.yaml`;

/** Reads one file of the folder of stack files. A file whose bytes are no text gives a document that isn't readable; one that isn't there, none. */
export function readStackFile(folder: string, name: string): StackDocument | undefined {
  const bytes = bytesOf(folder, name);
  return bytes === undefined ? undefined : documentOf(folder, name, bytes);
}

/** Other stacks' files that may say something of this tenant's numbers or accounts. What can't be read is among them: then `readable` is false. */
export function otherTenants(folder: string, self: StackDocument): StackDocument[] {
  const mayConcern = concerns(self);
  const found: StackDocument[] = [];
  for (const name of stackFiles(folder)) {
    if (name === basename(self.file)) continue;
    const bytes = bytesOf(folder, name);
    if (bytes === undefined) continue;
    if (!(bytes instanceof Error) && !mayConcern(Buffer.from(bytes).toString("latin1"))) continue;
    const document = documentOf(folder, name, bytes);
    if (!document.readable || "aybiza:numbers" in document.config || "aybiza:tenant" in document.config)
      found.push(document);
  }
  return found;
}

/** The regions of the checkout whose files are right. */
export function* regionsOf(folder: string): Generator<RegionConfig> {
  for (const document of regionDocuments(folder)) {
    const { value } = checkKey(document, "aybiza:region", regionSchema);
    if (value !== undefined) yield value;
  }
}

/** Names of the stacks that are regions, whatever else is wrong with their files. */
export const regionStacks = (folder: string): string[] =>
  [...regionDocuments(folder)].map(({ file }) => basename(file).slice("Pulumi.".length, -".yaml".length));

function* regionDocuments(folder: string): Generator<StackDocument> {
  for (const name of stackFiles(folder)) {
    const bytes = bytesOf(folder, name);
    if (bytes === undefined || bytes instanceof Error) continue;
    // Most files are tenants', and a key can be spelled with an escape.
    const text = Buffer.from(bytes).toString("latin1");
    if (!text.includes("aybiza:region") && !text.includes("\\")) continue;
    const document = documentOf(folder, name, bytes);
    if ("aybiza:region" in document.config) yield document;
  }
}

const stackFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^Pulumi\..+\.yaml$/.test(name))
    .sort();

/** A file's bytes, why it can't be read, or undefined where there is none. */
function bytesOf(folder: string, name: string): Uint8Array | Error | undefined {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : (error as Error);
  }
}

function documentOf(folder: string, name: string, bytes: Uint8Array | Error): StackDocument {
  const file = join(basename(folder), name);
  const at = { code: "unreadable-file", file, path: "(file)" };
  if (bytes instanceof Error) {
    const { code } = bytes as NodeJS.ErrnoException;
    const message = `the file can't be read (${code})`;
    return new StackDocument(file, { ...at, message, fix: "make it a file that you may read" });
  }
  const decoded = decodeFile(bytes);
  if (decoded.ok) return new StackDocument(file, decoded.text);
  const { ok: _, ...problem } = decoded;
  return new StackDocument(file, { ...at, ...problem });
}
