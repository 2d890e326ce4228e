import replacing from "./replacing.json" with { type: "json" };
import type { ServedType } from "./served.ts";

/** Rules of one type, read from Terraform's AWS provider, which the official Pulumi provider wraps. */
export interface Replacing {
  /** The source file in terraform-provider-aws, and the commit from which it was read. */
  readonly file: string;
  readonly commit: string;
  /** Inputs whose change forces a replacement, by Pulumi's names. `region` does so for every type that has it. */
  readonly replaces: readonly string[];
  /** Fields whose change forces a replacement, by input, if not every change of the input does. */
  readonly replacesWithin?: Readonly<Record<string, readonly string[]>>;
  /** Inputs whose change forces a replacement only for some values. */
  readonly replacesSometimes?: readonly string[];
  /** Inputs that are secret. */
  readonly secrets?: readonly string[];
  /** Defaults that the schema states as literals. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
}

/** The committed table. docs/decisions/aws-in-a-rehearsal.md says how it was generated. */
export const replacingTable = replacing as unknown as {
  readonly repository: string;
  readonly types: Readonly<Record<ServedType, Replacing>>;
};
