/** Lists the first few items and the count of the others. */
export function someOf(all: readonly string[], most: number): string {
  const more = all.length - most;
  return `${all.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
