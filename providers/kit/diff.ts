import { type Bag, type DiffKind, type DiffResult, UNKNOWN } from "./handler.ts";
import { covers, type Path, parsePath, pathText } from "./path.ts";

/**
 * Compares two plain values and returns the path of each changed leaf: `voiceUrl`, `tags.team`, `routes[0].host`. An unknown value
 * always counts as changed. Keys with characters other than a name's are quoted: `tags["a.b"]`.
 */
export function changesBetween(olds: Bag, news: Bag): Record<string, DiffKind> {
  const changes: Record<string, DiffKind> = {};
  compare(olds, news, [], changes);
  return changes;
}

function compare(old: unknown, next: unknown, path: Path, changes: Record<string, DiffKind>): void {
  if (next === UNKNOWN || old === UNKNOWN) {
    changes[pathText(path)] = absent(old) ? "add" : "update";
  } else if (absent(old) || absent(next)) {
    if (absent(old) !== absent(next)) changes[pathText(path)] = absent(old) ? "add" : "delete";
  } else if (Array.isArray(old) && Array.isArray(next)) {
    for (let i = 0; i < Math.max(old.length, next.length); i++) compare(old[i], next[i], [...path, i], changes);
  } else if (isBag(old) && isBag(next)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(next)])) {
      compare(old[key], next[key], [...path, key], changes);
    }
  } else if (old !== next) {
    changes[pathText(path)] = "update";
  }
}

/** Tells whether a property is unset: both `undefined` and null mean so. */
function absent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the top-level property of a path: `tags` for `tags.team`. */
export function rootOf(path: string): string {
  return String(parsePath(path)[0] ?? path);
}

/** Drops the changes that the program asked to ignore (`ignoreChanges`; `*` stands for any key). */
export function withoutIgnored(diff: DiffResult, ignored: readonly string[]): DiffResult {
  if (ignored.length === 0) return diff;
  const patterns = ignored.map(parsePath);
  const kept = Object.entries(diff.changes).filter(([path]) => !patterns.some((p) => covers(p, parsePath(path))));
  return { ...diff, changes: Object.fromEntries(kept) };
}

/** Tells whether a change of this kind replaces the resource. */
export function isReplace(kind: DiffKind): boolean {
  return kind.endsWith("-replace");
}
