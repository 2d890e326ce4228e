import rules from "./rules.json" with { type: "json" };
import type { ServedType } from "./served.ts";

/** How the official provider treats the inputs of one resource type, as far as its types don't tell it. */
export interface Rules {
  /** Where it is read from. */
  readonly source: string;
  /** Autonaming: `prefix`, the resource's name, a dash and seven hexadecimal digits. */
  readonly autoname?: { readonly property: string; readonly maxLength: number; readonly prefix?: string };
  /** Inputs that a rehearsal serves; the others are refused, never ignored. */
  readonly served: readonly string[];
  /** Inputs whose change makes a new resource (ForceNew). */
  readonly replaces: readonly string[];
  /** Inputs that AWS chooses when the program doesn't (Optional and Computed): what AWS chose is no drift. */
  readonly computed?: readonly string[];
  /** The same within an input that is an object: a preview knows these fields only once AWS has chosen. */
  readonly computedWithin?: Readonly<Record<string, readonly string[]>>;
  /** Values of inputs that aren't given. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Inputs that AWS doesn't tell again, so that state keeps what was given. */
  readonly unreadable?: readonly string[];
  /** Lists without order. */
  readonly sets?: readonly string[];
  /** Policy documents, compared by what they mean. */
  readonly policies?: readonly string[];
  /** Where MiniStack differs from AWS, and so the behaviour from the official one. */
  readonly gaps?: Readonly<Record<string, string>>;
}

/** The rules of a served type. */
export function rulesOf(token: ServedType): Rules {
  return (rules as unknown as Record<ServedType, Rules>)[token];
}
