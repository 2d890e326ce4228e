import { hash } from "node:crypto";
import { basename } from "node:path";
import { type Checkout, mayBeTenant, type RegionRules, rulesOf } from "./checkout.ts";
import { isPlainMap, type StackDocument } from "./document.ts";
import type { RegionConfig } from "./region.ts";
import { bytesOf, documentOf, type Stack, stackNames, stackOf } from "./stacks.ts";
import { concerns } from "./tenant-concern.ts";
import { fallbacksOf } from "./tenant-dialled.ts";
import { written } from "./written.ts";

/**
 * What a file shares with others, as keys that two files have in common: a tenant's id, an account, or the digits of a number that it has or dials.
 * The rules of a file compare it only with files that share a key, and with files that can't be read.
 */
export function sharedKeys(document: StackDocument): string[] {
  const { config } = document;
  const { numbers, connections } = written(document);
  const keys: string[] = [];
  const id = isPlainMap(config["aybiza:tenant"]) ? config["aybiza:tenant"].id : undefined;
  if (typeof id === "string") keys.push(`tenant ${id}`);
  for (const { accountSid } of connections.values()) if (accountSid !== undefined) keys.push(`account ${accountSid}`);
  // An entry's key claims its number even if the entry has mistakes.
  const declared = isPlainMap(config["aybiza:numbers"]) ? Object.keys(config["aybiza:numbers"]) : [];
  const texts = [...declared, ...[...numbers.values()].flatMap(({ buy }) => buy?.number ?? [])];
  const dialled = fallbacksOf(document).map(([dial]) => dial);
  for (const text of [...texts, ...dialled, ...deskOf(document)]) {
    const digits = text.replace(/\D/g, "");
    if (digits.length > 2) keys.push(`number ${digits}`);
  }
  for (const { transfer } of numbers.values()) if (transfer?.to !== undefined) keys.push(`tenant ${transfer.to}`);
  return [...new Set(keys)];
}

/** Returns the number that a region's fallback dials. */
function deskOf({ config }: StackDocument): string[] {
  const region = config["aybiza:region"];
  const dial = isPlainMap(region) && isPlainMap(region.fallback) ? region.fallback.dial : undefined;
  return typeof dial === "string" ? [dial] : [];
}

/** Which stacks share a key with a stack. */
export class SharedKeys {
  readonly #stacks = new Map<string, string[]>();
  readonly #keys = new Map<string, readonly string[]>();

  add(stack: string, keys: readonly string[]): void {
    this.#keys.set(stack, keys);
    for (const key of keys) {
      const stacks = this.#stacks.get(key);
      if (stacks === undefined) this.#stacks.set(key, [stack]);
      else stacks.push(stack);
    }
  }

  /** The other stacks that share a key with a stack, sorted. */
  othersOf(stack: string): string[] {
    const others = new Set((this.#keys.get(stack) ?? []).flatMap((key) => this.#stacks.get(key) ?? []));
    others.delete(stack);
    return [...others].sort();
  }
}

/** What the check of other files needs to know of a file. It depends on nothing but the file's bytes, so an index may keep it. */
export interface FileFacts {
  /** SHA-256 of the file's bytes, in base64; of the reason if the file can't be read. */
  readonly digest: string;
  readonly kind: Stack["kind"];
  readonly readable: boolean;
  readonly keys: readonly string[];
}

/** A checkout whose files are all read once, for a caller that checks many of them. */
export interface WholeCheckout extends Checkout {
  /** The facts of each stack's file, sorted by the stack's name. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** Other stacks whose files a stack's rules read, without its region. */
  neighbours(stack: string): readonly string[];
}

/**
 * Reads every stack file of a folder.
 *
 * @param known facts of earlier reads, by digest: a file whose digest is among them isn't parsed until it is asked for
 */
export function readCheckout(folder: string, known: ReadonlyMap<string, FileFacts> = new Map()): WholeCheckout {
  const facts = new Map<string, FileFacts>();
  const documents = new Map<string, StackDocument>();
  const shared = new SharedKeys();
  const unreadable: string[] = [];
  const file = (stack: string) => {
    if (!facts.has(stack)) return undefined;
    if (!documents.has(stack)) documents.set(stack, documentOf(folder, stack, bytesOf(folder, stack) ?? GONE));
    return documents.get(stack);
  };
  for (const stack of stackNames(folder)) {
    const bytes = bytesOf(folder, stack);
    if (bytes === undefined) continue;
    const digest = hash("sha256", bytes instanceof Error ? `unreadable ${bytes.message}` : bytes, "base64");
    let found = known.get(digest);
    if (found === undefined) {
      const document = documentOf(folder, stack, bytes);
      documents.set(stack, document);
      const { readable } = document;
      found = { digest, kind: stackOf(stack, document).kind, readable, keys: sharedKeys(document) };
    }
    facts.set(stack, found);
    shared.add(stack, found.keys);
    if (!found.readable) unreadable.push(stack);
  }
  const regionStacks = [...facts].flatMap(([stack, { kind }]) => (kind === "region" ? [stack] : []));
  const rules = new Map<string, RegionRules | undefined>();
  const region = (stack: string) => {
    if (!rules.has(stack)) {
      const document = file(stack);
      rules.set(stack, document && rulesOf(document));
    }
    return rules.get(stack);
  };
  const neighbours = (stack: string) =>
    [...new Set([...shared.othersOf(stack), ...unreadable])].filter((one) => one !== stack);
  return {
    folder,
    facts,
    file,
    region,
    regionStacks: () => regionStacks,
    *regions(): Iterable<RegionConfig> {
      for (const stack of regionStacks) {
        const found = region(stack)?.region;
        if (found !== undefined) yield found;
      }
    },
    neighbours,
    others(self) {
      const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(self.file))?.[1] ?? "";
      const mayConcern = concerns(self);
      return neighbours(stack).flatMap((other) => {
        const document = file(other)!;
        if (!document.readable && !mayConcern(textOf(folder, other))) return [];
        return mayBeTenant(document) ? [document] : [];
      });
    },
  };
}

const GONE = new Error("the file was removed during the check");

/** The text of a file that can't be parsed; a text with a backslash, which concerns every file, if it can't be read at all. */
function textOf(folder: string, stack: string): string {
  const bytes = bytesOf(folder, stack);
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("latin1") : "\\";
}
