import { z } from "zod";
import type { Example, FunctionSpec, PackageSpec, ResourceSpec } from "./define.ts";
import { flagsOf } from "./shape.ts";

/** A property in Pulumi's package schema: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
export interface SchemaProperty {
  readonly description?: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: SchemaProperty;
  readonly additionalProperties?: SchemaProperty;
  readonly secret?: true;
  readonly willReplaceOnChanges?: true;
}

export interface SchemaObject {
  readonly description?: string;
  readonly type?: "object";
  readonly properties?: Readonly<Record<string, SchemaProperty>>;
  readonly required?: readonly string[];
}

export interface SchemaResource extends SchemaObject {
  readonly aliases?: readonly { readonly type: string }[];
  readonly inputProperties?: Readonly<Record<string, SchemaProperty>>;
  readonly requiredInputs?: readonly string[];
}

export interface PackageSchema {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly config: { readonly variables: Readonly<Record<string, SchemaProperty>> };
  readonly provider: SchemaResource;
  readonly types: Readonly<Record<string, SchemaObject>>;
  readonly resources: Readonly<Record<string, SchemaResource>>;
  readonly functions: Readonly<Record<string, { description: string; inputs: SchemaObject; outputs: SchemaObject }>>;
}

interface JsonType {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonType;
  readonly properties?: Readonly<Record<string, JsonType>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonType | boolean;
  readonly secret?: boolean;
  readonly replaceOnChange?: boolean;
  readonly typeName?: string;
}

/** Converts a package's definition into Pulumi's package schema. */
export function packageSchema<Client>(spec: PackageSpec<Client>): PackageSchema {
  const types: Record<string, SchemaObject> = {};
  const object = (schema: z.ZodObject) => objectOf(jsonOf(schema), spec.name, types);
  const config = object(spec.config);
  return {
    name: spec.name,
    version: spec.version,
    description: spec.description,
    config: { variables: config.properties ?? {} },
    provider: {
      description: `An account of package ${spec.name}: pass it to resources with the option \`provider\`.`,
      properties: config.properties ?? {},
      inputProperties: config.properties ?? {},
      requiredInputs: config.required ?? [],
      required: config.required ?? [],
    },
    types,
    resources: Object.fromEntries(spec.resources.map((r) => [r.token, resourceOf(r, object)])),
    functions: Object.fromEntries(spec.functions.map((f) => [f.token, functionOf(f, object)])),
  };
}

function resourceOf<C>(spec: ResourceSpec<C>, object: (schema: z.ZodObject) => SchemaObject): SchemaResource {
  const inputs = object(spec.inputs);
  const outputs = object(spec.outputs);
  return {
    description: withExamples(spec),
    ...(spec.aliases && { aliases: spec.aliases.map((type) => ({ type })) }),
    properties: { ...inputs.properties, ...outputs.properties },
    required: [...new Set([...(inputs.required ?? []), ...namedByUs(spec.inputs), ...(outputs.required ?? [])])],
    inputProperties: inputs.properties ?? {},
    requiredInputs: inputs.required ?? [],
  };
}

/** Names of optional inputs that always have a value in the outputs. */
function namedByUs(inputs: z.ZodObject): string[] {
  return Object.entries(inputs.shape).flatMap(([name, type]) =>
    flagsOf(type as z.ZodType).autoname === undefined ? [] : [name],
  );
}

function functionOf<C>(spec: FunctionSpec<C>, object: (schema: z.ZodObject) => SchemaObject) {
  return { description: withExamples(spec), inputs: object(spec.inputs), outputs: object(spec.outputs) };
}

/** Appends examples to a description between shortcodes, which registries and SDK generators recognize. */
function withExamples({ description, examples = [] }: { description: string; examples?: readonly Example[] }): string {
  if (examples.length === 0) return description;
  const each = examples.map(
    ({ title, program }) => `{{% example %}}\n### ${title}\n\n\`\`\`typescript\n${program}\n\`\`\`\n{{% /example %}}`,
  );
  return `${description}\n\n{{% examples %}}\n## Example Usage\n${each.join("\n")}\n{{% /examples %}}`;
}

/** Splits a description into its text and its examples, as Markdown. */
export function splitExamples(description: string): { text: string; examples: string } {
  const [text = "", examples = ""] = description.split("\n\n{{% examples %}}\n");
  return { text, examples: examples.replace(/\{\{% .*? %\}\}\n?/g, "").trim() };
}

function jsonOf(schema: z.ZodObject): JsonType {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonType;
}

function objectOf(json: JsonType, packageName: string, types: Record<string, SchemaObject>): SchemaObject {
  const properties = Object.entries(json.properties ?? {});
  return {
    type: "object",
    ...(json.description && { description: json.description }),
    properties: Object.fromEntries(properties.map(([name, type]) => [name, propertyOf(type, packageName, types)])),
    required: json.required ?? [],
  };
}

function propertyOf(json: JsonType, packageName: string, types: Record<string, SchemaObject>): SchemaProperty {
  const said = {
    ...(json.description && { description: describe(json) }),
    ...(json.secret && { secret: true as const }),
    ...(json.replaceOnChange && { willReplaceOnChanges: true as const }),
  };
  if (json.type === "array") return { ...said, type: "array", items: propertyOf(json.items ?? {}, packageName, types) };
  if (json.type === "object" && typeof json.additionalProperties === "object") {
    return { ...said, type: "object", additionalProperties: propertyOf(json.additionalProperties, packageName, types) };
  }
  if (json.type === "object") {
    if (!json.typeName) throw new Error(`an object in package ${packageName} needs \`typeName\`: ${json.description}`);
    const token = `${packageName}:index:${json.typeName}`;
    types[token] ??= objectOf(json, packageName, types);
    return { ...said, $ref: `#/types/${token}` };
  }
  return json.type === undefined ? { ...said, $ref: "pulumi.json#/Any" } : { ...said, type: json.type };
}

/** Returns a description with the allowed values. They are strings in the schema: Pulumi's enum types accept any value, so the provider checks. */
function describe(json: JsonType): string {
  return json.enum
    ? `${json.description} One of ${json.enum.map((v) => `\`${v}\``).join(", ")}.`
    : `${json.description}`;
}
