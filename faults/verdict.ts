import { DETAILS, type Picture } from "./picture.ts";

/** What an interruption left behind after one plain `up`, by kind; each is a line for a person. */
export interface Harm {
  /** Numbers and accounts that are there and shouldn't be: bought or made twice. */
  readonly duplicates: readonly string[];
  /** Numbers that aren't held any more, or have no route. */
  readonly lost: readonly string[];
  /** What nobody knows of: left over at Twilio, in the table, or in the stack's memory. */
  readonly orphans: readonly string[];
  /** Numbers that were just bought, whose first caller heard nothing of ours while the command was interrupted. */
  readonly unanswered: readonly string[];
  /** What is there but not as it is after an undisturbed run. */
  readonly unconverged: readonly string[];
}

/** Compares the world after an interruption and one plain `up` with the world after the same commands undisturbed. */
export function harmOf(expected: Picture, found: Picture): Omit<Harm, "unanswered"> {
  const numbers = compare(expected.numbers, found.numbers);
  const accounts = compare(expected.accounts, found.accounts);
  const things = compare(expected.things, found.things);
  const items = compare(expected.items, found.items);
  const remembered = compare(expected.remembered, found.remembered);
  const isRoute = (line: string) => line.startsWith("number#");
  return {
    duplicates: [...numbers.extra, ...accounts.extra],
    lost: [...numbers.missing, ...items.missing.filter(isRoute)],
    orphans: [...things.extra, ...items.extra, ...remembered.extra],
    unconverged: [
      ...accounts.missing,
      ...things.missing,
      ...items.missing.filter((line) => !isRoute(line)),
      ...remembered.missing,
      ...[numbers, accounts, things, items, remembered].flatMap(({ other }) => other),
    ],
  };
}

/** Whether nothing is wrong. */
export const isHarmless = (harm: Partial<Harm>): boolean =>
  Object.values(harm).every((lines: readonly string[]) => lines.length === 0);

/** What is there too often, too seldom, and what is there with other details; a line's identity stands before its details. */
function compare(expected: readonly string[], found: readonly string[]) {
  const more = without(found, expected);
  const less = without(expected, found);
  const identity = (line: string) => line.split(DETAILS)[0]!;
  return {
    extra: without(more, less, identity),
    missing: without(less, more, identity),
    other: more
      .filter((line) => !without(more, less, identity).includes(line))
      .map((line) => `${line} (not as it should be)`),
  };
}

/** Lines that occur more often than in the other list. */
function without(
  lines: readonly string[],
  taken: readonly string[],
  of: (line: string) => string = (line) => line,
): string[] {
  const rest = taken.map(of);
  return lines.filter((line) => {
    const at = rest.indexOf(of(line));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
