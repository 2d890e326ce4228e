import { escapeHidden } from "./hidden-characters.ts";

/** A change of one place of a stack file; `path` counts from below `config`. */
export type Edit =
  /** Writes a value there, in place of what is there. */
  | { readonly kind: "set"; readonly path: readonly PropertyKey[]; readonly value: unknown }
  /** Takes the key, or the item of a list, out. */
  | { readonly kind: "remove"; readonly path: readonly PropertyKey[] }
  /** Gives the key another name; its value stays. */
  | { readonly kind: "rename"; readonly path: readonly PropertyKey[]; readonly to: string };

/** How to mend a mistake: in words, and as data where the words leave nothing to decide. */
export interface Fix {
  readonly fix: string;
  /** Applied together, they mend this mistake and do nothing else: config/fixes.test.ts applies each. */
  readonly edits?: readonly Edit[];
}

/** One mistake in a stack file: what, where, which rule, how to mend it. */
export interface Problem extends Fix {
  /** For machines: `unknown-key`, `unquoted-number`, `duplicate-number`, ... */
  readonly code: string;
  /** The stack file, relative to the project. */
  readonly file: string;
  /** From 1; absent where the mistake is that something is missing from the whole file. */
  readonly line?: number;
  /** Path in the file: `aybiza:numbers["+14155550101"].agent`. */
  readonly path: string;
  /** What is wrong, with the rule that says so. */
  readonly message: string;
}

/** `stacks/Pulumi.acme-us.yaml:12 aybiza:numbers["+1..."].agent: there is no agent "x". Fix: ...` */
function formatProblem(p: Problem): string {
  const place = p.line === undefined ? p.file : `${p.file}:${p.line}`;
  const [path, message, fix] = [p.path, p.message, p.fix].map((text) => escapeHidden(text));
  return `${place}  ${path}\n    ${message}\n    Fix: ${fix}`;
}

/** A file that some script wrote may have one mistake ten thousand times: nobody reads so many. */
const MOST_SHOWN = 100;

/** The mistakes of a run in one message, in the order of the file. */
export class StackFileError extends Error {
  override readonly name = "StackFileError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
    const count = sorted.length === 1 ? "1 mistake" : `${sorted.length} mistakes`;
    const shown = sorted.slice(0, MOST_SHOWN).map(formatProblem);
    const more = sorted.length - shown.length;
    if (more > 0) shown.push(`... and ${more} more: mend these first`);
    super(`${count} in the stack file; nothing was changed.\n\n${shown.join("\n\n")}\n`);
    this.problems = sorted;
  }
}

/** Writes a path as people write it: keys that aren't plain words are quoted. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    const key = shortened(String(part));
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[A-Za-z_][\w:-]*$/.test(key)) text += text === "" ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** A text of a file as a message repeats it: a megabyte of it helps no reader. */
export const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}...` : text);
