import { escapeHidden } from "./hidden-characters.ts";

/** A change of one place of a stack file. `path` starts below `config`. */
export type Edit =
  /** Writes a value, replacing any existing one. */
  | { readonly kind: "set"; readonly path: readonly PropertyKey[]; readonly value: unknown }
  /** Removes the key, or the item of a list. */
  | { readonly kind: "remove"; readonly path: readonly PropertyKey[] }
  /** Renames the key; its value stays. */
  | { readonly kind: "rename"; readonly path: readonly PropertyKey[]; readonly to: string };

/** How to mend a mistake: in words, and as edits if there is only one way. */
export interface Fix {
  /** Imperative: "write `region: us`". */
  readonly fix: string;
  /** Edits that together mend this mistake and change nothing else. Tested by config/fixes.test.ts. */
  readonly edits?: readonly Edit[];
}

/** A broken rule, as data. `StackDocument.locate` makes a {@link Problem} of it. */
export interface Violation extends Fix {
  /** For machines: `unknown-key`, `unquoted-number`, `duplicate-number`, ... */
  readonly code: string;
  /** Path of the value, from below `config`. */
  readonly path: readonly PropertyKey[];
  /** What is wrong, and which rule says so. */
  readonly message: string;
}

/** A {@link Violation} in a line. */
export const violation = (
  path: readonly PropertyKey[],
  code: string,
  message: string,
  fix: string | Fix,
): Violation => ({ code, path, message, ...(typeof fix === "string" ? { fix } : fix) });

/** One mistake in a stack file: what, where, which rule, how to mend it. */
export interface Problem extends Omit<Violation, "path"> {
  /** The stack file, relative to the project. */
  readonly file: string;
  /** From 1; absent where something is missing from the whole file. */
  readonly line?: number;
  /** Path in the file, as people write it: `aybiza:numbers["+14155550101"].agent`. */
  readonly path: string;
}

/** `stacks/Pulumi.acme-us.yaml:12 aybiza:numbers["+1..."].agent: there is no agent "x". Fix: ...` */
function formatProblem(p: Problem): string {
  const place = p.line === undefined ? p.file : `${p.file}:${p.line}`;
  const [path, message, fix] = [p.path, p.message, p.fix].map((text) => escapeHidden(text));
  return `${place}  ${path}\n    ${message}\n    Fix: ${fix}`;
}

/** Maximum mistakes shown: a generated file may repeat one mistake ten thousand times. */
const MOST_SHOWN = 100;

/** All mistakes of a stack file in one message, in the order of its lines. */
export class StackFileError extends Error {
  override readonly name = "StackFileError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
    const count = sorted.length === 1 ? "1 mistake" : `${sorted.length} mistakes`;
    const shown = sorted.slice(0, MOST_SHOWN).map(formatProblem);
    const more = sorted.length - shown.length;
    if (more > 0) shown.push(`... and ${more} more: fix these first`);
    super(`${count} in the stack file; nothing was changed.\n\n${shown.join("\n\n")}\n`);
    this.problems = sorted;
  }
}

/** Formats a path as people write it: keys that aren't plain words are quoted. */
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

/** Name of the value at a path in messages: `agent`, or, in a list, `phrases[0]`. */
export function nameOf(path: readonly PropertyKey[]): string {
  const at = path.findLastIndex((part) => typeof part === "string");
  const indices = path.slice(at + 1).map((index) => `[${String(index)}]`);
  return shortened(String(path[at])) + indices.join("");
}

/** A text of a file, cut to 100 characters for a message. */
export const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}...` : text);
