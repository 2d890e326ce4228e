/**
 * An answer without the values that differ between accounts: one text for each field, keyed by the field's path. `body.voice_url` -> `"https://..."`.
 */
export type Observation = ReadonlyMap<string, string>;

/** Placeholder for an empty list, where an answer is compared with the stand-in's by its first item only. */
export const NO_ITEM = "(no item)";
/** Value for an unset field of which only the type is compared. */
export const UNSET = "(not set)";

/** A request or command of a question, with its result. */
export interface Checked {
  readonly question: string;
  readonly step: string;
  /** The request with variables in place of values: `POST /2010-04-01/Accounts/{subaccount}.json Status=closed`. */
  readonly request: string;
  /** The file of the stand-in to change if the answers differ. */
  readonly mend: string;
  readonly result: Compared | NotCompared;
}

/** The result if both the real cloud and the stand-in answered. */
export interface Compared {
  /** The real cloud's answer in short: `400, code 21422`. */
  readonly answer: string;
  /** The fields in which the answers differ. */
  readonly fields: readonly FieldDifference[];
}

/** The result if there is no answer, since an earlier answer lacked a needed value, the run was interrupted, or the request failed. */
export interface NotCompared {
  readonly why: string;
}

export const INTERRUPTED: NotCompared = { why: "the run was interrupted" };

/** A field in which an answer of the real cloud differs from the stand-in's. */
export interface FieldDifference {
  /** Path of the field: `status`, `body.voice_application_sid`. */
  readonly field: string;
  /** The stand-in's value; undefined if it has no such field. */
  readonly expected: string | undefined;
  /** The cloud's value; undefined if it has no such field. */
  readonly found: string | undefined;
}

/** Returns the fields that differ, in the order of the stand-in's answer. */
export function compare(expected: Observation, found: Observation): readonly FieldDifference[] {
  const unseen = [...expected, ...found].filter(([, value]) => value === NO_ITEM).map(([path]) => path);
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((field) => {
    if (unseen.some((path) => field === path || field.startsWith(`${path}.`))) return [];
    const [one, other] = [expected.get(field), found.get(field)];
    return one === other || eitherUnset(one, other) ? [] : [{ field, expected: one, found: other }];
  });
}

/** Returns whether a field is unset on either side: only its type is compared, and an unset field has none. */
const eitherUnset = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && (one === UNSET || other === UNSET);
