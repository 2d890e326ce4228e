/** How many numbers a message names. */
const MAX_LISTED = 3;

/** The subject of a sentence about numbers, with its verb: `+14155550101, +14155550102, +14155550103 and 7 more are`. */
export function someAre(numbers: readonly string[]): string {
  const named = numbers.slice(0, MAX_LISTED);
  const others = numbers.length > named.length ? ` and ${numbers.length - named.length} more` : "";
  return `${named.join(", ")}${others} ${numbers.length === 1 ? "is" : "are"}`;
}
