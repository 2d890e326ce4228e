import type { HeldNumbers } from "./live-numbers.ts";

/** Names of numbers that a count asked for and that were let go. A number's name means one number for ever, in ledger, reports and state. */
export function retiredNames(
  held: { readonly numbers: HeldNumbers; readonly retired: readonly string[] },
  declared: ReadonlySet<string>,
): string[] {
  const now = Object.entries(held.numbers)
    .filter(([key, { entry }]) => entry !== undefined && !declared.has(key))
    .map(([key]) => key);
  return [...new Set([...held.retired, ...now])].sort();
}
