/** The first few items, and how many more there are. */
export function someOf(all: readonly string[], most: number): string {
  const more = all.length - most;
  return `${all.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
