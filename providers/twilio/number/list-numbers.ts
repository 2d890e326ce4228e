/** Maximum count of numbers that a message lists. */
const MAX_LISTED = 3;

/** Returns the first numbers and the count of the rest: `+14155550101, +14155550102, +14155550103 and 7 more`. */
export function listNumbers(numbers: readonly string[]): string {
  const named = numbers.slice(0, MAX_LISTED);
  const others = numbers.length > named.length ? ` and ${numbers.length - named.length} more` : "";
  return `${named.join(", ")}${others}`;
}
