import type { LeavingNumber } from "../../domain/rules/offboard.ts";
import { EXIT, usageError } from "../exit.ts";
import { isInteractive } from "../paint.ts";

/** The action that the user confirms. */
export interface Confirmation {
  readonly tenant: string;
  /** The verb in the singular and the plural: `leaves`, `leave`. */
  readonly what: readonly [string, string];
  readonly numbers: readonly LeavingNumber[];
  readonly json: boolean | undefined;
  readonly yes: boolean | undefined;
  /** The value of `--numbers`. */
  readonly count: number | undefined;
}

/**
 * Returns when the user has confirmed: at a terminal by typing the tenant's id below the list of numbers, in a pipeline by `--yes` and the count of
 * numbers, so that a number added in the meantime stops the command.
 * @throws UserError if the confirmation is missing or the count differs
 */
export async function confirmed({ tenant, what, numbers, json, yes, count }: Confirmation): Promise<void> {
  const named = numbers.map(({ number }) => number).join(", ");
  const these = numbers.length === 1 ? "1 number" : `${numbers.length} numbers`;
  const sentence = `${these} of ${tenant} ${what[numbers.length === 1 ? 0 : 1]}${named === "" ? "" : `: ${named}`}`;
  if (count !== undefined && count !== numbers.length)
    throw usageError("count-mismatch", `--numbers says ${count}, but ${sentence}`, [
      "Check the numbers, then correct the count. Nothing was changed",
    ]);
  if (yes && count !== undefined) return;
  if (yes || !isInteractive(json))
    throw usageError("confirmation-missing", `not confirmed: ${sentence}`, [
      `To confirm, add:  --yes --numbers ${numbers.length}`,
    ]);
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({
    message: `${sentence}. Type ${tenant} to confirm:`,
    validate: (written) => (written === tenant ? undefined : `That isn't ${tenant}. Ctrl-C changes nothing.`),
  });
  if (isCancel(answer)) process.exit(EXIT.interrupted);
}
