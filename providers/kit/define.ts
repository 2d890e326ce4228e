import type { z } from "zod";
import { type AutonameRule, autonamed } from "./autoname.ts";
import { changesBetween, isReplace } from "./diff.ts";
import {
  type Bag,
  type CheckFailure,
  type DiffKind,
  type InvokeHandler,
  type ProviderDefinition,
  ProviderError,
  type ResourceHandler,
} from "./handler.ts";
import { parsePath } from "./path.ts";
import { packageSchema } from "./schema.ts";
import { flaggedPaths, flagsOf, typesAlong, unwrapped } from "./shape.ts";
import { validate } from "./validate.ts";

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

/** Makes the provider of a package's definition: checks, diffs, secrets and the schema come from its types. */
export function definePackage<Client>(spec: PackageSpec<Client>): ProviderDefinition<Client> {
  return {
    name: spec.name,
    version: spec.version,
    schema: () => JSON.stringify(packageSchema(spec)),
    decodeConfig: (config) => decoded(spec.config, config),
    checkConfig(config) {
      const { inputs, failures } = validate(spec.config, config);
      return { inputs, failures: failures.length > 0 ? failures : (spec.configRules?.(inputs) ?? []) };
    },
    ...(spec.diffConfig && { diffConfig: spec.diffConfig }),
    ...(spec.readOnly && { readOnly: spec.readOnly }),
    ...(spec.secretTexts && { secretTexts: spec.secretTexts }),
    secretConfig: flaggedPaths(spec.config, "secret"),
    configure: spec.configure,
    resources: Object.fromEntries(
      spec.resources.flatMap((r) => {
        const handler = handlerOf(r);
        return [r.token, ...(r.aliases ?? [])].map((token) => [token, handler]);
      }),
    ),
    functions: Object.fromEntries(spec.functions.map((f) => [f.token, functionOf(f)])),
  };
}

function handlerOf<Client>(spec: ResourceSpec<Client>): ResourceHandler<Client> {
  const stables = Object.entries(spec.outputs.shape).flatMap(([name, type]) =>
    flagsOf(type as z.ZodType).stable === true ? [name] : [],
  );
  return {
    check(ctx, { olds, news, randomSeed, autonaming }) {
      const checked = validate(spec.inputs, news);
      const existed = ctx.existed === true;
      const given = { urn: ctx.urn, olds, inputs: checked.inputs, randomSeed, autonaming, existed };
      const named = autonamed(spec.inputs, given);
      const added = Object.keys(named.inputs).length > Object.keys(checked.inputs).length;
      const { inputs, failures } = added ? validate(spec.inputs, named.inputs) : checked;
      return { inputs, failures: [...failures, ...named.failures, ...(spec.rules?.({ inputs, olds }) ?? [])] };
    },
    diff:
      spec.diff?.bind(spec) ??
      ((_ctx, { oldInputs, newInputs }) => {
        const changes = withReplacements(spec.inputs, changesBetween(oldInputs, newInputs));
        const replaces = Object.values(changes).some(isReplace);
        return { changes, stables: replaces ? [] : stables, deleteBeforeReplace: spec.deleteBeforeReplace === true };
      }),
    create: spec.create.bind(spec),
    read: spec.read.bind(spec),
    ...(spec.update && { update: spec.update.bind(spec) }),
    delete: spec.delete.bind(spec),
    ...(spec.timeouts && { timeouts: spec.timeouts }),
    ...(spec.upgrade && { upgrade: spec.upgrade.bind(spec) }),
    secrets: [...flaggedPaths(spec.inputs, "secret"), ...flaggedPaths(spec.outputs, "secret")],
  };
}

/** A change of, or inside, what is flagged `replaceOnChange` needs a new resource. */
export function withReplacements(inputs: z.ZodObject, changes: Readonly<Record<string, DiffKind>>) {
  const entries = Object.entries(changes).map(([path, kind]): [string, DiffKind] => {
    const replaces = typesAlong(inputs, parsePath(path)).some((type) => flagsOf(type).replaceOnChange === true);
    return [path, replaces && !isReplace(kind) ? (`${kind}-replace` as DiffKind) : kind];
  });
  return Object.fromEntries(entries);
}

/** Configuration travels as text: what isn't a text by its type arrives as JSON. A text that is none stays, for the check to refuse. */
function decoded(schema: z.ZodObject, config: Bag): Bag {
  const entries = Object.entries(config).map(([name, value]) => {
    const type = unwrapped(schema.shape[name] as z.ZodType | undefined);
    const isText = type === undefined || type.type === "string" || type.type === "enum" || typeof value !== "string";
    return [name, isText ? value : parsed(value)];
  });
  return Object.fromEntries(entries);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function functionOf<Client>(spec: FunctionSpec<Client>): InvokeHandler<Client> {
  return (ctx, args) => {
    const { inputs, failures } = validate(spec.inputs, args);
    if (failures.length > 0) {
      const lines = failures.map((f) => `${f.property}: ${f.reason}`);
      throw new ProviderError("invalid-arguments", `${spec.token}: ${lines.join("; ")}`);
    }
    return spec.invoke(ctx, inputs);
  };
}
