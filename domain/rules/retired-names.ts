import type { HeldNumbers } from "./live-numbers.ts";

/** Refuses names of former numbers of entries with a `count`. In ledger, reports and state, a name always means the same number. */
export function retiredNames(
  held: { readonly numbers: HeldNumbers; readonly retired: readonly string[] },
  declared: ReadonlySet<string>,
): string[] {
  const now = Object.entries(held.numbers)
    .filter(([key, { entry }]) => entry !== undefined && !declared.has(key))
    .map(([key]) => key);
  return [...new Set([...held.retired, ...now])].sort();
}
