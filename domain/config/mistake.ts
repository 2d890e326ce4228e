import type { z } from "zod";
import type { StackDocument } from "./document.ts";
import { formatPath, type Problem } from "./problem.ts";

/** A mistake in one value that its type describes itself; issues.ts adds file, line and path. */
export interface Mistake {
  /** For machines: `hidden-character`, `too-long`, ... */
  readonly code: string;
  /** What is wrong, after the setting's name: "is 3,412 bytes long, ...". */
  readonly says: string;
  /** What to do. */
  readonly fix: string;
  /** Written in place of the value, it mends this mistake and changes nothing else. */
  readonly replacement?: unknown;
}

/** Notes a {@link Mistake} in a schema's refinement; later checks of the same value are skipped, since one message is enough. */
export function refuse(context: z.core.$RefinementCtx, mistake: Mistake, path: PropertyKey[] = []): void {
  const message = `${mistake.says}: ${mistake.fix}`;
  context.addIssue({ code: "custom", message, params: { mistake }, path, continue: false });
}

/** The mistake that a schema noted, if it noted one. */
export const mistakeOf = (issue: z.core.$ZodIssueCustom): Mistake | undefined =>
  issue.params?.mistake as Mistake | undefined;

/** A mistake with its place in the file, and its fix as data where it has one. An item of a list is named with the list: `phrases[0]`. */
export function problemOf(document: StackDocument, path: readonly PropertyKey[], mistake: Mistake): Problem {
  const { code, says, fix, replacement } = mistake;
  const name = formatPath(path.slice(path.findLastIndex((part) => typeof part === "string")));
  return {
    code,
    file: document.file,
    line: document.line(path),
    path: document.path(path),
    message: `\`${name}\` ${says}`,
    fix,
    ...(replacement !== undefined && { edits: [{ kind: "set", path, value: replacement }] }),
  };
}
