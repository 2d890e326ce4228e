import { hash } from "node:crypto";
import { loadFrom } from "./load.ts";
import { type Problem, StackFileError } from "./problem.ts";
import { type FileFacts, readCheckout, type WholeCheckout } from "./whole-checkout.ts";

/** What an earlier check found, so that a later one checks only what may have changed. */
export interface CheckIndex {
  /** Version of the rules. An index of other rules is ignored. */
  readonly rules: string;
  readonly files: Readonly<Record<string, CheckedFile>>;
}

/** One file of an index. */
export interface CheckedFile extends FileFacts {
  /** Digest of everything that the check of the file read: the file, its neighbours and every region's file. */
  readonly seen: string;
  readonly problems: readonly Problem[];
}

/** The result of a check. */
export interface Checked {
  /** Count of files that were checked or found unchanged. */
  readonly files: number;
  /** Count of files that had to be checked again. */
  readonly fresh: number;
  /** Every mistake once, in the order of files and lines. */
  readonly problems: readonly Problem[];
  readonly index: CheckIndex;
}

/** How {@link checkStacks} works. */
export interface CheckOptions {
  /** The stacks to check; all of the folder if absent. */
  readonly stacks?: readonly string[];
  /** Digest of the code and data that check a file. */
  readonly rules: string;
  readonly index?: CheckIndex | undefined;
  /** Called after each file. */
  readonly onFile?: (done: number, total: number) => void;
}

/**
 * Checks stack files as an update would, each against all others: what one file alone can't show is found too, such as a number of two tenants. Reads
 * files and nothing else. A result of the index is used only where nothing that it was found from has changed.
 */
export function checkStacks(folder: string, { stacks, rules, index, onFile }: CheckOptions): Checked {
  const earlier = index?.rules === rules ? index.files : {};
  const checkout = readCheckout(folder, new Map(Object.values(earlier).map((one) => [one.digest, one])));
  const regions = checkout.regionStacks().map((stack) => digestIn(checkout, stack));
  const wanted = stacks ?? [...checkout.facts.keys()];
  const files = new Map<string, CheckedFile>();
  let fresh = 0;
  for (const [i, stack] of wanted.entries()) {
    const facts = checkout.facts.get(stack);
    if (facts === undefined) continue;
    const read = [facts.digest, ...checkout.neighbours(stack).map((other) => digestIn(checkout, other)), ...regions];
    const seen = hash("sha256", read.join("\n"), "base64");
    const before = Object.hasOwn(earlier, stack) ? earlier[stack] : undefined;
    if (before?.seen === seen) files.set(stack, before);
    else {
      fresh++;
      files.set(stack, { ...facts, seen, problems: problemsOf(checkout, stack) });
    }
    onFile?.(i + 1, wanted.length);
  }
  const problems = [...files.values()].flatMap((one) => one.problems);
  const kept = stacks === undefined ? files : new Map([...Object.entries(earlier), ...files]);
  return { files: files.size, fresh, problems: inOrder(problems), index: { rules, files: Object.fromEntries(kept) } };
}

const digestIn = ({ facts }: WholeCheckout, stack: string): string => `${stack} ${facts.get(stack)!.digest}`;

function problemsOf(checkout: WholeCheckout, stack: string): readonly Problem[] {
  try {
    loadFrom(checkout, stack);
    return [];
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
}

/** Each mistake once: a mistake of a region's file comes with each of its tenants. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map((p) => [JSON.stringify([p.file, p.line, p.path, p.code, p.message]), p]));
  return [...once.values()].sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
}
