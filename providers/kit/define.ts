import type { z } from "zod";
import { changesBetween, rootOf } from "./diff.ts";
import {
  type Bag,
  type CheckFailure,
  type DiffKind,
  type InvokeHandler,
  type ProviderDefinition,
  ProviderError,
  type ResourceHandler,
} from "./handler.ts";
import { packageSchema } from "./schema.ts";
import { validate } from "./validate.ts";

/**
 * A property is a zod type with `.meta({description, ...})`. Flags beside the description: `secret` (never in clear in state or output),
 * `replaceOnChange` (a change needs a new resource), `typeName` (an object's name in the schema and the SDK).
 */
export interface PropertyFlags {
  readonly description: string;
  readonly secret?: boolean;
  readonly replaceOnChange?: boolean;
  readonly typeName?: string;
}

/** A resource in one place: what it is called, what it takes and gives, and how it lives. */
export interface ResourceSpec<Client> extends Omit<ResourceHandler<Client>, "check" | "secrets"> {
  /** `twilio:index:Application`. */
  readonly token: string;
  readonly description: string;
  readonly inputs: z.ZodObject;
  /** Beside the inputs, which are outputs too. */
  readonly outputs: z.ZodObject;
  /** Rules across properties. Values that aren't known yet arrive as UNKNOWN: a rule must let them pass. */
  rules?(q: { inputs: Bag; olds: Bag }): CheckFailure[];
}

export interface FunctionSpec<Client> {
  readonly token: string;
  readonly description: string;
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
    checkConfig(config) {
      const { inputs, failures } = validate(spec.config, config);
      return { inputs, failures: failures.length > 0 ? failures : (spec.configRules?.(inputs) ?? []) };
    },
    ...(spec.diffConfig && { diffConfig: spec.diffConfig }),
    ...(spec.readOnly && { readOnly: spec.readOnly }),
    ...(spec.secretTexts && { secretTexts: spec.secretTexts }),
    secretConfig: flagged(spec.config, "secret"),
    configure: spec.configure,
    resources: Object.fromEntries(spec.resources.map((r) => [r.token, handlerOf(r)])),
    functions: Object.fromEntries(spec.functions.map((f) => [f.token, functionOf(f)])),
  };
}

function handlerOf<Client>(spec: ResourceSpec<Client>): ResourceHandler<Client> {
  const replacing = flagged(spec.inputs, "replaceOnChange");
  return {
    check(_ctx, { olds, news }) {
      const { inputs, failures } = validate(spec.inputs, news);
      return { inputs, failures: [...failures, ...(spec.rules?.({ inputs, olds }) ?? [])] };
    },
    diff:
      spec.diff?.bind(spec) ??
      ((_ctx, { oldInputs, newInputs }) => {
        const changes = Object.entries(changesBetween(oldInputs, newInputs)).map(([path, kind]) => {
          return [path, replacing.includes(rootOf(path)) ? (`${kind}-replace` as DiffKind) : kind];
        });
        return { changes: Object.fromEntries(changes) };
      }),
    create: spec.create.bind(spec),
    read: spec.read.bind(spec),
    ...(spec.update && { update: spec.update.bind(spec) }),
    delete: spec.delete.bind(spec),
    secrets: [...flagged(spec.inputs, "secret"), ...flagged(spec.outputs, "secret")],
  };
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

function flagged(schema: z.ZodObject, flag: "secret" | "replaceOnChange"): string[] {
  return Object.entries(schema.shape)
    .filter(([, type]) => (type as z.ZodType).meta()?.[flag] === true)
    .map(([name]) => name);
}
