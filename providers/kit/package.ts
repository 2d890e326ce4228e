import type { z } from "zod";
import { autonamed } from "./autoname.ts";
import { type FunctionSpec, type PackageSpec, type ResourceSpec, withReplacements } from "./define.ts";
import { changesBetween, isReplace } from "./diff.ts";
import {
  type Bag,
  type InvokeHandler,
  type ProviderDefinition,
  ProviderError,
  type ResourceHandler,
} from "./handler.ts";
import { packageSchema } from "./schema.ts";
import { flaggedPaths, flagsOf, unwrapped } from "./shape.ts";
import { validate } from "./validate.ts";

/** Makes a provider from a package's definition. Its checks, diffs, secrets and schema follow from the definition's types. */
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

/** Parses configuration values: the engine sends non-strings as JSON. A text that isn't valid JSON stays unchanged, and the check rejects it. */
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
