import type { z } from "zod";
import type { AutonameRule } from "./autoname.ts";
import { isReplace } from "./diff.ts";
import type { Bag, CheckFailure, DiffKind, InvokeHandler, ProviderDefinition, ResourceHandler } from "./handler.ts";
import { parsePath } from "./path.ts";
import { flagsOf, typesAlong } from "./shape.ts";

/**
 * A property is a zod type with `.meta({description, ...})`. Flags beside the description, at any depth unless it says otherwise:
 * - `secret`: never in clear in state or output
 * - `replaceOnChange`: a change needs a new resource
 * - `typeName`: an object's name in the schema and the SDK
 * - `autoname`, on an optional text of the first level: made where the program leaves it out
 * - `stable`, on an output of the first level: keeps its value through every update
 */
export interface PropertyFlags {
  readonly description: string;
  readonly secret?: boolean;
  readonly replaceOnChange?: boolean;
  readonly typeName?: string;
  readonly autoname?: AutonameRule;
  readonly stable?: boolean;
}

/** How a resource or a function is used: shown in the schema, in the SDK and in the generated pages. A test runs each. */
export interface Example {
  /** Completes "How to ...": `Let callers wait`. */
  readonly title: string;
  /** A program's text, TypeScript. */
  readonly program: string;
}

/** A resource in one place: what it is called, what it takes and gives, and how it lives. */
export interface ResourceSpec<Client> extends Omit<ResourceHandler<Client>, "check" | "secrets"> {
  /** `twilio:index:Application`. */
  readonly token: string;
  readonly description: string;
  readonly examples?: readonly Example[];
  /** Earlier tokens of the type: what a state holds under them is this resource's. */
  readonly aliases?: readonly string[];
  /** A replacement deletes the old one first: for what the vendor has room for once only. */
  readonly deleteBeforeReplace?: boolean;
  readonly inputs: z.ZodObject;
  /** Beside the inputs, which are outputs too. */
  readonly outputs: z.ZodObject;
  /** Rules across properties. Values that aren't known yet arrive as UNKNOWN: a rule must let them pass. */
  rules?(q: { inputs: Bag; olds: Bag }): CheckFailure[];
}

export interface FunctionSpec<Client> {
  readonly token: string;
  readonly description: string;
  readonly examples?: readonly Example[];
  readonly inputs: z.ZodObject;
  readonly outputs: z.ZodObject;
  readonly invoke: InvokeHandler<Client>;
}

export interface PackageSpec<Client>
  extends Pick<ProviderDefinition<Client>, "configure" | "diffConfig" | "readOnly" | "secretTexts"> {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly config: z.ZodObject;
  configRules?(config: Bag): CheckFailure[];
  readonly resources: readonly ResourceSpec<Client>[];
  readonly functions: readonly FunctionSpec<Client>[];
}

/** A change of, or inside, what is flagged `replaceOnChange` needs a new resource. */
export function withReplacements(inputs: z.ZodObject, changes: Readonly<Record<string, DiffKind>>) {
  const entries = Object.entries(changes).map(([path, kind]): [string, DiffKind] => {
    const replaces = typesAlong(inputs, parsePath(path)).some((type) => flagsOf(type).replaceOnChange === true);
    return [path, replaces && !isReplace(kind) ? (`${kind}-replace` as DiffKind) : kind];
  });
  return Object.fromEntries(entries);
}
