import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isPlainMap, StackDocument } from "./document.ts";
import { decodeFile } from "./file-text.ts";
import type { Problem } from "./problem.ts";

/** The two kinds of stack. */
export type StackKind = "region" | "tenant";

/** One stack of a folder of stack files. */
export interface Stack {
  readonly stack: string;
  /** `broken`: the file can't be read, or declares both kinds or neither; `problems` says why. */
  readonly kind: StackKind | "broken";
  /** The `id` that the file declares, whatever else is wrong with the file. */
  readonly id: string | undefined;
  /** The region that a tenant's file names. */
  readonly region: string | undefined;
  readonly document: StackDocument;
  /** Why the file has no kind; empty for a region or a tenant. */
  readonly problems: readonly Problem[];
}

const KEYS: Readonly<Record<StackKind, string>> = { region: "aybiza:region", tenant: "aybiza:tenant" };

/** Name of a stack's file. */
export const stackFileName = (stack: string): string => `Pulumi.${stack}.yaml`;

/** Names of the stacks that a folder has files for, sorted. No file is opened. */
export const stackNames = (folder: string): string[] =>
  readdirSync(folder)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();

/** Lists every stack of a folder: regions first, since tenants need their region, then by name. Takes about 1 ms a file. */
export function stacksIn(folder: string): Stack[] {
  const stacks = [...readStacks(folder)];
  return [...stacks.filter(({ kind }) => kind === "region"), ...stacks.filter(({ kind }) => kind !== "region")];
}

/** The regions of a folder, by name. Tenants' files aren't parsed. */
export const regionsIn = (folder: string): Stack[] =>
  [...readStacks(folder, (text) => text.includes(KEYS.region))].filter(({ kind }) => kind === "region");

/** Finds the tenant stacks with a given stack name or tenant id. Tenants of two regions may share an id. Files without that text aren't parsed. */
export const tenantsNamed = (folder: string, wanted: string): Stack[] =>
  [...readStacks(folder, (text, stack) => stack === wanted || text.includes(wanted))].filter(
    ({ kind, stack, id }) => kind === "tenant" && (stack === wanted || id === wanted),
  );

/**
 * Parses the files of a folder whose text passes a test. A text with a backslash always passes, since an escape can spell any key or value; a text
 * in UTF-16 is tested without its zero bytes.
 */
export function* readStacks(
  folder: string,
  mayMatter: (text: string, stack: string) => boolean = () => true,
): Generator<Stack> {
  for (const stack of stackNames(folder)) {
    const bytes = bytesOf(folder, stack);
    if (bytes === undefined) continue;
    if (!(bytes instanceof Error)) {
      const text = Buffer.from(bytes).toString("latin1").replaceAll("\0", "");
      if (!text.includes("\\") && !mayMatter(text, stack)) continue;
    }
    yield stackOf(stack, documentOf(folder, stack, bytes));
  }
}

/** Reads one stack's file; undefined where there is none. A file that can't be read gives a document with the reason. */
export function readStackFile(folder: string, stack: string): StackDocument | undefined {
  const bytes = bytesOf(folder, stack);
  return bytes === undefined ? undefined : documentOf(folder, stack, bytes);
}

/** Determines a stack file's kind by its parsed keys, so quotes, flow style, escapes and merge keys make no difference. */
export function stackOf(stack: string, document: StackDocument): Stack {
  const { config } = document;
  const [isRegion, isTenant] = [KEYS.region in config, KEYS.tenant in config];
  const kind = isRegion === isTenant ? "broken" : isRegion ? "region" : "tenant";
  const about = kind === "broken" ? undefined : config[KEYS[kind]];
  const textAt = (key: string) =>
    isPlainMap(about) && typeof about[key] === "string" ? (about[key] as string) : undefined;
  return {
    stack,
    kind,
    id: textAt("id"),
    region: kind === "tenant" ? textAt("region") : undefined,
    document,
    problems: kind !== "broken" ? [] : document.problems.length > 0 ? document.problems : [noKind(document, isRegion)],
  };
}

const noKind = ({ file }: StackDocument, both: boolean): Problem => ({
  code: both ? "two-kinds" : "no-kind",
  file,
  path: "config",
  message: `the file has ${both ? "both" : "neither"} \`aybiza:region\` ${both ? "and" : "nor"} \`aybiza:tenant\`; a stack is a region or a tenant`,
  fix: `${both ? "remove one of the two" : "add one of the two"} (docs/stack-files.md shows both kinds)`,
});

/** A stack file's bytes, why it can't be read, or undefined where there is none. */
export function bytesOf(folder: string, stack: string): Uint8Array | Error | undefined {
  try {
    return readFileSync(join(folder, stackFileName(stack)));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : (error as Error);
  }
}

/** Parses the bytes of a stack's file. */
export function documentOf(folder: string, stack: string, bytes: Uint8Array | Error): StackDocument {
  const file = join(basename(folder), stackFileName(stack));
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
