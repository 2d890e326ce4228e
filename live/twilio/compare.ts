import { NO_ITEM, type Observation, UNSET } from "./normal.ts";

/** One field in which an answer of the real cloud differs from the stand-in's. */
export interface FieldDifference {
  /** `status`, `body.voice_application_sid`. */
  readonly field: string;
  /** What the stand-in answered; undefined where it has no such field. */
  readonly expected: string | undefined;
  /** What was found; undefined where the field is missing. */
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
