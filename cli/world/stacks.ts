import { join } from "node:path";
import { nearest } from "../../domain/config/nearest.ts";
import { stacksIn } from "../../domain/config/stacks.ts";
import { root } from "../../launch/checkout.ts";
import { usageError } from "../exit.ts";

/**
 * Resolves the stacks that the user names; `all` means every file of stacks/, regions first.
 * @throws UserError for an unknown stack
 */
export function checkedStacks(wanted: readonly string[]): string[] {
  const known = stacksIn(join(root, "stacks")).map(({ stack }) => stack);
  return wanted.flatMap((stack) => {
    if (stack === "all") return known;
    if (known.includes(stack)) return [stack];
    const meant = nearest(stack, known);
    throw usageError("stack-unknown", `there is no stack ${stack}: stacks/Pulumi.${stack}.yaml doesn't exist`, [
      ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
      `Name one of:  ${known.join(", ")}`,
    ]);
  });
}
