import type { LeavingNumber } from "../../domain/rules/offboard.ts";
import { EXIT, usageError } from "../exit.ts";
import { isInteractive } from "../search/screen.ts";

/** What is to be confirmed. */
export interface Confirmation {
  readonly tenant: string;
  /** What happens, to one number and to any other count: `leaves`, `leave`. */
  readonly what: readonly [string, string];
  readonly numbers: readonly LeavingNumber[];
  readonly json: boolean | undefined;
  readonly yes: boolean | undefined;
  /** What `--numbers` says. */
  readonly count: number | undefined;
}

/**
 * Returns when somebody has confirmed it: at a terminal by writing the tenant's id under the list of all numbers, in a pipeline by `--yes` and
 * their count, so that a number that came meanwhile stops it.
 * @throws UserError
 */
export async function confirmed({ tenant, what, numbers, json, yes, count }: Confirmation): Promise<void> {
  const named = numbers.map(({ number }) => number).join(", ");
  const these = numbers.length === 1 ? "1 number" : `${numbers.length} numbers`;
  const sentence = `${these} of ${tenant} ${what[numbers.length === 1 ? 0 : 1]}${named === "" ? "" : `: ${named}`}`;
  if (count !== undefined && count !== numbers.length)
    throw usageError("count-mismatch", `--numbers says ${count}, but ${sentence}`, [
      "Nothing was changed: look at the numbers, then say their count",
    ]);
  if (yes && count !== undefined) return;
  if (yes || !isInteractive(json))
    throw usageError("confirmation-missing", `this has to be confirmed: ${sentence}`, [
      `If that is meant, add:  --yes --numbers ${numbers.length}`,
    ]);
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({
    message: `${sentence}. Write ${tenant} to confirm it:`,
    validate: (written) =>
      written === tenant ? undefined : `That isn't ${tenant}; Ctrl-C leaves everything as it is.`,
  });
  if (isCancel(answer)) process.exit(EXIT.interrupted);
}
