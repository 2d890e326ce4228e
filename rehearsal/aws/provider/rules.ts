import rules from "./rules.json" with { type: "json" };
import type { ServedType } from "./served.ts";

/** How the official provider treats the inputs of one resource type, where its types don't say. */
export interface Rules {
  /** Link to the source of the rules. */
  readonly source: string;
  /** Autonaming: a generated name is `prefix`, the resource's name, a dash and seven hexadecimal digits. */
  readonly autoname?: { readonly property: string; readonly maxLength: number; readonly prefix?: string };
  /** Inputs that rehearsals support. Others are refused, never ignored. */
  readonly served: readonly string[];
  /** Inputs whose change forces a replacement (ForceNew). */
  readonly replaces: readonly string[];
  /** Inputs that AWS chooses if the program doesn't set them (Optional and Computed). AWS's choice isn't drift. */
  readonly computed?: readonly string[];
  /** Fields that AWS chooses within an object input. A preview of a create shows them as unknown. */
  readonly computedWithin?: Readonly<Record<string, readonly string[]>>;
  /** Default values of inputs. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Inputs that AWS never returns, so that the state keeps the program's values. */
  readonly unreadable?: readonly string[];
  /** Inputs that are lists whose order has no meaning. */
  readonly sets?: readonly string[];
  /** Inputs that are policy documents, which are compared by meaning instead of text. */
  readonly policies?: readonly string[];
  /** Differences from the official provider because MiniStack differs from AWS. */
  readonly gaps?: Readonly<Record<string, string>>;
}

/** Returns the rules of a supported type. */
export function rulesOf(token: ServedType): Rules {
  return (rules as unknown as Record<ServedType, Rules>)[token];
}
