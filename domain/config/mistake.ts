import type { z } from "zod";
import { nameOf, type Violation } from "./problem.ts";

/** A mistake in one value, as the value's own schema describes it; issues.ts adds the path. */
export interface Mistake {
  /** For machines: `hidden-character`, `too-long`, ... */
  readonly code: string;
  /** What is wrong, as it follows the setting's name: "is 3,412 bytes long, ...". */
  readonly says: string;
  /** What to do, imperative. */
  readonly fix: string;
  /** The value to write instead, where it is certain. */
  readonly replacement?: unknown;
}

/** Reports a {@link Mistake} from a schema's refinement, and skips later checks of the same value: one message is enough. */
export function refuse(context: z.core.$RefinementCtx, mistake: Mistake, path: PropertyKey[] = []): void {
  const message = `${mistake.says}: ${mistake.fix}`;
  context.addIssue({ code: "custom", message, params: { mistake }, path, continue: false });
}

/** A refinement with one rule. `says` continues the setting's name; `fix` is imperative. */
export const must =
  <T>(isRight: (value: T) => boolean, says: string, fix: string) =>
  (value: T, context: z.core.$RefinementCtx): void => {
    if (!isRight(value)) refuse(context, { code: "wrong-value", says, fix });
  };

/** Returns the {@link Mistake} in a zod issue, if it has one. */
export const mistakeOf = (issue: z.core.$ZodIssueCustom): Mistake | undefined =>
  issue.params?.mistake as Mistake | undefined;

/** A mistake with its path, and its fix as an edit where the replacement is certain. */
export function violationOf(path: readonly PropertyKey[], mistake: Mistake): Violation {
  const { code, says, fix, replacement } = mistake;
  return {
    code,
    path,
    message: `\`${nameOf(path)}\` ${says}`,
    fix,
    ...(replacement !== undefined && { edits: [{ kind: "set", path, value: replacement }] }),
  };
}
