import replacing from "./replacing.json" with { type: "json" };
import type { ServedType } from "./served.ts";

/** What Terraform's AWS provider, which the official Pulumi provider wraps, says of one type. */
export interface Replacing {
  /** The file of terraform-provider-aws, and the commit at which it was read. */
  readonly file: string;
  readonly commit: string;
  /** Inputs whose change makes a new resource, by Pulumi's names. `region` is one for every type that has it. */
  readonly replaces: readonly string[];
  /** Fields of an input that do, where not the whole input does. */
  readonly replacesWithin?: Readonly<Record<string, readonly string[]>>;
  /** Inputs that do under a condition on their values. */
  readonly replacesSometimes?: readonly string[];
  /** Inputs that are secret. */
  readonly secrets?: readonly string[];
  /** Defaults that are written as literals. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
}

/** The committed table. docs/decisions/aws-in-a-rehearsal.md says how it was generated. */
export const replacingTable = replacing as unknown as {
  readonly repository: string;
  readonly types: Readonly<Record<ServedType, Replacing>>;
};
