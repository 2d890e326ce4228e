/**
 * An answer with everything taken out that no two accounts share: one text for each field, by its path. `body.voice_url` -> `"https://..."`.
 */
export type Observation = ReadonlyMap<string, string>;

/** Marks an empty list of which only the first item is compared. */
export const NO_ITEM = "(no item)";
/** Written for a field that varies and isn't set. */
export const UNSET = "(not set)";

/** One request or command of a question, and what came of it. */
export interface Checked {
  readonly question: string;
  readonly step: string;
  /** The request with variables in place of values: `POST /2010-04-01/Accounts/{subaccount}.json Status=closed`. */
  readonly request: string;
  /** The file of the stand-in to change if the answers differ. */
  readonly mend: string;
  readonly result: Compared | NotCompared;
}

/** Both sides answered. */
export interface Compared {
  /** What the real cloud answered, in short: `400, code 21422`. */
  readonly answer: string;
  /** If it differs from the stand-in's answer. */
  readonly fields: readonly FieldDifference[];
}

/** Why there is no answer: an earlier answer lacked what the request needs, the run was interrupted, or the request failed. */
export interface NotCompared {
  readonly why: string;
}

export const INTERRUPTED: NotCompared = { why: "the run was interrupted" };

/** One field in which an answer of the real cloud differs from the stand-in's. */
export interface FieldDifference {
  /** `status`, `body.voice_application_sid`. */
  readonly field: string;
  /** The stand-in's value; undefined if it has no such field. */
  readonly expected: string | undefined;
  /** The cloud's value; undefined if it has no such field. */
  readonly found: string | undefined;
}

/** Every field that differs, in the order of the stand-in's answer. */
export function compare(expected: Observation, found: Observation): readonly FieldDifference[] {
  const unseen = [...expected, ...found].filter(([, value]) => value === NO_ITEM).map(([path]) => path);
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((field) => {
    if (unseen.some((path) => field === path || field.startsWith(`${path}.`))) return [];
    const [one, other] = [expected.get(field), found.get(field)];
    return one === other || eitherUnset(one, other) ? [] : [{ field, expected: one, found: other }];
  });
}

/** A field that varies and isn't set has no type to be compared. */
const eitherUnset = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && (one === UNSET || other === UNSET);
