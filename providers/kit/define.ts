import type { z } from "zod";
import type { AutonameRule } from "./autoname.ts";
import { isReplace } from "./diff.ts";
import type { Bag, CheckFailure, DiffKind, InvokeHandler, ProviderDefinition, ResourceHandler } from "./handler.ts";
import { parsePath } from "./path.ts";
import { flagsOf, typesAlong } from "./shape.ts";

/**
 * A property is a zod type with `.meta({description, ...})`. Other flags in `meta`, allowed at any depth unless noted:
 * - `secret`: never in plaintext in state or output
 * - `replaceOnChange`: a change replaces the resource
 * - `typeName`: an object's name in the schema and the SDK
 * - `autoname`, only on an optional top-level string: generated if the program omits it
 * - `stable`, only on a top-level output: no update changes its value
 */
export interface PropertyFlags {
  readonly description: string;
  readonly secret?: boolean;
  readonly replaceOnChange?: boolean;
  readonly typeName?: string;
  readonly autoname?: AutonameRule;
  readonly stable?: boolean;
}

/** An example of a resource or function, shown in the schema, the SDK and the generated pages. A test runs every example. */
export interface Example {
  /** Completes "How to ...": `Let callers wait`. */
  readonly title: string;
  /** Source text of a TypeScript program. */
  readonly program: string;
}

/** The whole definition of a resource: token, inputs, outputs and operations. */
export interface ResourceSpec<Client> extends Omit<ResourceHandler<Client>, "check" | "secrets"> {
  /** Type token, such as `twilio:index:Application`. */
  readonly token: string;
  readonly description: string;
  readonly examples?: readonly Example[];
  /** Earlier tokens of the type. A resource that a state holds under one of them becomes this type. */
  readonly aliases?: readonly string[];
  /** Deletes the old resource before the create of a replacement, because the vendor allows only one such resource at a time. */
  readonly deleteBeforeReplace?: boolean;
  readonly inputs: z.ZodObject;
  /** Outputs in addition to the inputs: every input is an output as well. */
  readonly outputs: z.ZodObject;
  /** Checks rules that involve several properties. Unknown values arrive as UNKNOWN; a rule must accept them. */
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

/** Marks a change of a `replaceOnChange` property, or of a value inside one, as a replacement. */
export function withReplacements(inputs: z.ZodObject, changes: Readonly<Record<string, DiffKind>>) {
  const entries = Object.entries(changes).map(([path, kind]): [string, DiffKind] => {
    const replaces = typesAlong(inputs, parsePath(path)).some((type) => flagsOf(type).replaceOnChange === true);
    return [path, replaces && !isReplace(kind) ? (`${kind}-replace` as DiffKind) : kind];
  });
  return Object.fromEntries(entries);
}
