import { DETAILS, type Picture } from "./picture.ts";

/** The harm that is left after an interruption and its recovery, by kind, as lines for people. */
export interface Harm {
  /** Surplus numbers and accounts: bought or created twice. */
  readonly duplicates: readonly string[];
  /** Numbers that the account lost, or that have no route. */
  readonly lost: readonly string[];
  /** Surplus objects: at Twilio, in the routes table, or in the stack's state. */
  readonly orphans: readonly string[];
  /** Newly bought numbers whose caller, after the interruption and before the recovery, reached neither an agent, a person nor a notice. */
  readonly unanswered: readonly string[];
  /** Objects that are missing, or that differ from those of an undisturbed run. */
  readonly unconverged: readonly string[];
}

/** Compares the world after an interruption and its recovery with the world after the same commands undisturbed. */
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

/** Returns whether there is no harm of any kind. */
export const isHarmless = (harm: Partial<Harm>): boolean =>
  Object.values(harm).every((lines: readonly string[]) => lines.length === 0);

/** Compares lines: `extra` and `missing` by their identity (the part before the details), `other` for lines that differ only in their details. */
function compare(expected: readonly string[], found: readonly string[]) {
  const more = without(found, expected);
  const less = without(expected, found);
  const identity = (line: string) => line.split(DETAILS)[0]!;
  return {
    extra: without(more, less, identity),
    missing: without(less, more, identity),
    other: more
      .filter((line) => !without(more, less, identity).includes(line))
      .map((line) => `${line} (differs from the undisturbed run)`),
  };
}

/** Returns the lines that occur more often in `lines` than in `taken`, compared by `of`. */
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
