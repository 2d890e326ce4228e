/** Maximum length of a text that is compared with names. A longer text isn't a misspelt name. */
const MAX_LENGTH = 64;

/** The candidate that a misspelt text most likely means, with at most a third of its letters wrong; undefined if none, or two equally, are near. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  if (text.length > MAX_LENGTH) return undefined;
  for (const candidate of candidates) {
    const far = distance(text.toLowerCase(), candidate.toLowerCase());
    if (far > Math.max(1, candidate.length / 3)) continue;
    if (far < least) [best, least] = [candidate, far];
    else if (far === least) best = undefined;
  }
  return best;
}

/** Edit distance: letters to insert, delete, replace or swap with a neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j += 1) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = least;
    }
  return rows[a.length]![b.length]!;
}
