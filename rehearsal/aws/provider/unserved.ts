import { packageVersion } from "./arguments.ts";
import { servedFunctions, servedTypes } from "./served.ts";
import generated from "./unserved.generated.json" with { type: "json" };

/** The contents of unserved.generated.json: types, functions and arguments of the modules in use that rehearsals don't support. */
export interface Unserved {
  /** The version of @pulumi/aws from which the file was generated. */
  readonly version: string;
  readonly types: readonly string[];
  readonly functions: readonly string[];
}

/** What rehearsals don't support of the @pulumi/aws modules in use. */
export const unserved: Unserved = generated;

/** Builds the error for an unsupported type or function: whether the package has it, what its module supports, and what to do. */
export function refusalOf(kind: "resource type" | "function", token: string): string {
  const isType = kind === "resource type";
  const moduleOf = (its: string) => its.split(":")[1]?.split("/")[0];
  const module = moduleOf(token);
  const served: readonly string[] = isType ? servedTypes : servedFunctions;
  const near = served.filter((its) => moduleOf(its) === module);
  if (near.length > 0 && !(isType ? unserved.types : unserved.functions).includes(token))
    return `@pulumi/aws ${packageVersion} has no ${kind} ${token}; correct the name (module ${module} has ${near.join(", ")} and others)`;
  const serves = near.length > 0 ? `supported of ${module}: ${near.join(", ")}` : `nothing of ${module} is supported`;
  return (
    `${kind} ${token} isn't supported in a rehearsal; ${serves}. ` +
    `Add it in rehearsal/aws/provider, or use the official plugin: npm start -- --aws-provider real (docs/aws-provider.md)`
  );
}
