import { packageVersion } from "./arguments.ts";
import { servedFunctions, servedTypes } from "./served.ts";
import generated from "./unserved.generated.json" with { type: "json" };

/** The contents of unserved.generated.json: what the modules in use have beside what is served. */
export interface Unserved {
  /** The version of @pulumi/aws that it was generated from. */
  readonly version: string;
  readonly types: readonly string[];
  readonly functions: readonly string[];
}

/** What the modules in use of @pulumi/aws offer and a rehearsal doesn't serve. */
export const unserved: Unserved = generated;

/** The refusal of a type or function by its name: whether the package has it, what is served nearby, and the ways out. */
export function refusalOf(kind: "resource type" | "function", token: string): string {
  const isType = kind === "resource type";
  const moduleOf = (its: string) => its.split(":")[1]?.split("/")[0];
  const module = moduleOf(token);
  const served: readonly string[] = isType ? servedTypes : servedFunctions;
  const near = served.filter((its) => moduleOf(its) === module);
  if (near.length > 0 && !(isType ? unserved.types : unserved.functions).includes(token))
    return `@pulumi/aws ${packageVersion} has no ${kind} ${token}; mend the name (of ${module} it has ${near.join(", ")} and others)`;
  const serves = near.length > 0 ? `of ${module} it serves ${near.join(", ")}` : `it serves none of ${module}`;
  return (
    `${kind} ${token} isn't served in a rehearsal; ${serves}. ` +
    `Add it in rehearsal/aws/provider, or use the official plugin: npm start -- --aws-provider real (docs/aws-provider.md)`
  );
}
