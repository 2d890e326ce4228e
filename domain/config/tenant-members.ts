import type { NumberConfig } from "./tenant.ts";

/** One number of the file: an entry without a `count`, or one of the numbers of an entry with it. */
export interface Member {
  /** Key of the number: the entry's own, or, with a `count`, `desk-7` for the entry `desk`. A new `count` never changes it. */
  readonly key: string;
  readonly entry: NumberConfig;
  readonly release: boolean;
  readonly quarantined: boolean;
}

/**
 * Lists the numbers of an entry of `aybiza:numbers`. A `count` names them by index, from 1: a higher count adds names at the end, and a name in `except`
 * doesn't renumber the others.
 */
export function membersOf(key: string, entry: NumberConfig): Member[] {
  const { release = false, state } = entry;
  const count = entry.buy?.count;
  const rests = (name: string) =>
    state === "quarantined" || (typeof state === "object" && state.quarantined.includes(name));
  if (count === undefined) return [{ key, entry, release: release === true, quarantined: rests(key) }];
  const gone = new Set(entry.except);
  return Array.from({ length: count }, (_, i) => `${key}-${i + 1}`)
    .filter((name) => !gone.has(name))
    .map((name) => ({
      key: name,
      entry,
      release: release === true || (Array.isArray(release) && release.includes(name)),
      quarantined: rests(name),
    }));
}

/** The entry that a number's key belongs to: `desk` for `desk-7`. */
export function entryOf(numbers: Readonly<Record<string, NumberConfig>>, key: string): string {
  if (key in numbers) return key;
  const entry = /^(.+)-[1-9]\d*$/.exec(key)?.[1];
  return entry !== undefined && numbers[entry]?.buy?.count !== undefined ? entry : key;
}
