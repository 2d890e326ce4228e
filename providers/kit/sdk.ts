import {
  type PackageSchema,
  type SchemaObject,
  type SchemaProperty,
  type SchemaResource,
  splitExamples,
} from "./schema.ts";

/** Makes the files of a package's SDK, by name, from its schema: the SDK of `pulumi package gen-sdk`, but as TypeScript that Node runs directly. */
export function sdkFiles(schema: PackageSchema, npmName: string): Map<string, string> {
  const files = new Map<string, string>();
  const modules: string[] = [];
  const add = (module: string, text: string) => {
    files.set(`${module}.ts`, `${text.trimEnd()}\n`);
    modules.push(module);
  };
  const types = Object.entries(schema.types);
  if (types.length > 0) add("types", typesFile(schema));
  const hasTypes = types.length > 0;
  add(
    "provider",
    resourceFile({ schema, token: `pulumi:providers:${schema.name}`, spec: schema.provider, hasTypes, provider: true }),
  );
  for (const [token, spec] of Object.entries(schema.resources)) {
    add(camel(nameOf(token)), resourceFile({ schema, token, spec, hasTypes, provider: false }));
  }
  for (const [token, spec] of Object.entries(schema.functions)) add(nameOf(token), functionFile(token, spec, hasTypes));
  files.set(
    "index.ts",
    `${banner(schema)}\n${modules
      .map((m) => `export * from "./${m}.ts";`)
      .sort()
      .join("\n")}\n`,
  );
  files.set("package.json", `${JSON.stringify(manifest(schema, npmName), null, 2)}\n`);
  return files;
}

function banner(schema: PackageSchema): string {
  return `// Made by providers/${schema.name}/generate-sdk.ts from the provider's own definitions. Don't edit: change those and run it again.`;
}

function manifest(schema: PackageSchema, npmName: string) {
  return {
    name: npmName,
    version: schema.version,
    private: true,
    description: schema.description,
    license: "Apache-2.0",
    type: "module",
    exports: { ".": "./index.ts", "./package.json": "./package.json" },
    dependencies: { "@pulumi/pulumi": "^3.0.0" },
    pulumi: { resource: true, name: schema.name, version: schema.version },
  };
}

const pulumiImport = 'import * as pulumi from "@pulumi/pulumi";';

/** Returns the types that some properties use: plain types for outputs and plain functions, `...Args` types for inputs. */
function typesFile(schema: PackageSchema): string {
  const resources = [schema.provider, ...Object.values(schema.resources)];
  const functions = Object.values(schema.functions);
  const plain = reachable(schema, [...resources.map((r) => r.properties), ...functions.flatMap(plainOf)]);
  // The state argument of `static get` accepts outputs as well, so their types are needed as inputs.
  const args = reachable(schema, [
    ...resources.flatMap((r) => [r.inputProperties, ...(r === schema.provider ? [] : [r.properties])]),
    ...functions.map((f) => f.inputs.properties),
  ]);
  const types = Object.entries(schema.types);
  const interfaces = [
    ...types
      .filter(([t]) => plain.has(t))
      .map(([t, type]) => interfaceOf(nameOf(t), type, { input: false, within: "" })),
    ...types
      .filter(([t]) => args.has(t))
      .map(([t, type]) => interfaceOf(`${nameOf(t)}Args`, type, { input: true, within: "" })),
  ];
  const imports = args.size > 0 ? 'import type * as pulumi from "@pulumi/pulumi";\n\n' : "";
  return `${imports}${interfaces.join("\n\n")}\n`;
}

const plainOf = ({ inputs, outputs }: PackageSchema["functions"][string]) => [inputs.properties, outputs.properties];

/** Returns tokens of the types that some properties refer to, directly or through other types. */
function reachable(schema: PackageSchema, from: readonly unknown[]): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown) => {
    for (const [, token] of JSON.stringify(value ?? {}).matchAll(/"#\/types\/([^"]+)"/g)) {
      if (found.has(token!)) continue;
      found.add(token!);
      look(schema.types[token!]);
    }
  };
  for (const properties of from) look(properties);
  return found;
}

interface ResourceFile {
  readonly schema: PackageSchema;
  readonly token: string;
  readonly spec: SchemaResource;
  readonly hasTypes: boolean;
  readonly provider: boolean;
}

function resourceFile({ schema, token, spec, hasTypes, provider }: ResourceFile): string {
  const name = provider ? "Provider" : nameOf(token);
  const inputs: SchemaObject = { properties: spec.inputProperties ?? {}, required: spec.requiredInputs ?? [] };
  const argsDoc = `What ${article(name)} ${name} takes.`;
  const sections = [
    [pulumiImport, ...(usesTypes(spec) && hasTypes ? ['import type * as types from "./types.ts";'] : [])].join("\n"),
    `${doc(spec.description)}export class ${name} extends pulumi.${provider ? "ProviderResource" : "CustomResource"} {\n${classBody({ schema, token, spec, hasTypes, provider }, name)}\n}`,
    interfaceOf(`${name}Args`, { ...inputs, description: argsDoc }, { input: true }),
    ...(provider
      ? []
      : [
          interfaceOf(
            `${name}State`,
            {
              properties: spec.properties ?? {},
              description: `What is known of ${article(name)} ${name} that \`${name}.get\` looks up.`,
            },
            { input: true },
          ),
        ]),
  ];
  return sections.join("\n\n");
}

function classBody(file: ResourceFile, name: string): string {
  const { schema, token, spec, provider } = file;
  const required = new Set(spec.required ?? []);
  const type = provider ? schema.name : token;
  const fields = Object.entries(spec.properties ?? {})
    .filter(([, p]) => !provider || p.type === "string")
    .map(([key, p]) => {
      const optional = required.has(key) ? "" : " | undefined";
      return `${doc(p.description, "  ")}  declare public readonly ${key}: pulumi.Output<${typeOf(p, false)}${optional}>;`;
    });
  const getter = `  /** Looks an existing ${name} up by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ${name}State, opts?: pulumi.CustomResourceOptions): ${name} {
    return new ${name}(name, state as ${name}Args | undefined, { ...opts, id });
  }`;
  const isInstance = `  /** True for ${article(name)} ${name}, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is ${name} {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === ${provider ? `\`pulumi:providers:\${${name}.__pulumiType}\`` : `${name}.__pulumiType`};
  }`;
  return [
    `  /** The type's token. */\n  static readonly __pulumiType: string = ${JSON.stringify(type)};`,
    ...(provider ? [] : [getter]),
    isInstance,
    ...fields,
    constructorOf(file, name),
  ].join("\n\n");
}

function constructorOf({ schema, spec, provider }: ResourceFile, name: string): string {
  const inputs = Object.entries(spec.inputProperties ?? {});
  const mustHave = spec.requiredInputs ?? [];
  const secrets = Object.entries(spec.properties ?? {}).flatMap(([key, p]) => (p.secret ? [JSON.stringify(key)] : []));
  const options = provider ? "pulumi.ResourceOptions" : "pulumi.CustomResourceOptions";
  const optional = mustHave.length === 0 ? "?" : "";
  const assignments = inputs.map(([key, p]) => {
    const plain =
      provider && p.type !== "string" ? `pulumi.output(args?.${key}).apply(JSON.stringify)` : `args?.${key}`;
    return `${key}: ${p.secret ? `args?.${key} === undefined ? undefined : pulumi.secret(${plain})` : plain}`;
  });
  const outputs = Object.keys(spec.properties ?? {}).filter((key) => !(key in (spec.inputProperties ?? {})));
  const checks = mustHave.map((key) => {
    const looking = provider ? "" : "opts?.id === undefined && opts?.urn === undefined && ";
    return `    if (${looking}args?.${key} === undefined) throw new Error(\`${name} "\${name}" needs "${key}"\`);`;
  });
  const state = provider
    ? ""
    : `${outputs.map((key) => `${key}: (args as ${name}State | undefined)?.${key}`).join(", ")}`;
  const earlier = (spec.aliases ?? []).map(({ type }) => `{ type: ${JSON.stringify(type)} }`);
  const merged = [
    secrets.length > 0 ? `, additionalSecretOutputs: [${secrets.join(", ")}]` : "",
    earlier.length > 0 ? `, aliases: [${earlier.join(", ")}]` : "",
  ].join("");
  const defaults = `{ version: ${JSON.stringify(schema.version)}${provider ? "" : merged} }`;
  return `  /** Declares ${article(name)} ${name} under a name that is unique in the stack. */
  constructor(name: string, args${optional}: ${name}Args${optional ? "" : " | undefined"}, opts?: ${options}) {
${[...checks, `    const inputs: pulumi.Inputs = { ${[...assignments, ...(state ? [state] : [])].join(", ")} };`].join("\n")}
    super(${name}.__pulumiType, name, inputs, pulumi.mergeOptions(${defaults}, opts ?? {}));
  }`;
}

function functionFile(
  token: string,
  spec: { description: string; inputs: SchemaObject; outputs: SchemaObject },
  hasTypes: boolean,
): string {
  const name = nameOf(token);
  const upper = name.charAt(0).toUpperCase() + name.slice(1);
  const optional = (spec.inputs.required ?? []).length === 0 ? "?" : "";
  // A function without arguments ignores the parameter.
  const given = Object.keys(spec.inputs.properties ?? {}).length > 0 ? "args" : "_args";
  const args = `{ ${Object.keys(spec.inputs.properties ?? {})
    .map((key) => `${key}: args${optional}.${key}`)
    .join(", ")} }`;
  const uses = hasTypes && (usesTypes(spec.inputs) || usesTypes(spec.outputs));
  return `${pulumiImport}${uses ? '\nimport type * as types from "./types.ts";' : ""}

${doc(spec.description)}export function ${name}(${given}${optional}: ${upper}Args, opts?: pulumi.InvokeOptions): Promise<${upper}Result> {
  return pulumi.runtime.invoke(${JSON.stringify(token)}, ${args}, opts ?? {});
}

${doc(`${splitExamples(spec.description).text} Takes and gives outputs.`)}export function ${name}Output(${given}${optional}: ${upper}OutputArgs, opts?: pulumi.InvokeOutputOptions): pulumi.Output<${upper}Result> {
  return pulumi.runtime.invokeOutput(${JSON.stringify(token)}, ${args}, opts ?? {});
}

${interfaceOf(`${upper}Args`, { ...spec.inputs, description: `What ${name} takes.` }, { input: false })}

${interfaceOf(`${upper}OutputArgs`, { ...spec.inputs, description: `What ${name}Output takes.` }, { input: true })}

${interfaceOf(`${upper}Result`, { ...spec.outputs, description: `What ${name} gives.` }, { input: false })}`;
}

/** `within` is the prefix of the package's type names: empty in the file that declares the types. */
function interfaceOf(name: string, type: SchemaObject, q: { input: boolean; within?: "" }): string {
  const { input, within = "types." } = q;
  const required = new Set(type.required ?? []);
  const fields = Object.entries(type.properties ?? {}).map(([key, p]) => {
    const value = input ? `pulumi.Input<${typeOf(p, true, within)}>` : typeOf(p, false, within);
    return `${doc(p.description, "  ")}  readonly ${key}${required.has(key) ? "" : "?"}: ${value};`;
  });
  if (fields.length === 0) return `${doc(type.description)}export type ${name} = Record<string, never>;`;
  return `${doc(type.description)}export interface ${name} {\n${fields.join("\n")}\n}`;
}

function typeOf(p: SchemaProperty, input: boolean, within = "types."): string {
  if (p.$ref === "pulumi.json#/Any") return "unknown";
  if (p.$ref) {
    const name = nameOf(p.$ref);
    return `${within}${name}${input ? "Args" : ""}`;
  }
  const inner = (of: SchemaProperty) =>
    input ? `pulumi.Input<${typeOf(of, input, within)}>` : typeOf(of, input, within);
  if (p.type === "array") return `${input ? "" : "readonly "}${inner(p.items ?? {})}[]`;
  if (p.additionalProperties) return `Readonly<Record<string, ${inner(p.additionalProperties)}>>`;
  return p.type === "integer" ? "number" : (p.type ?? "string");
}

function usesTypes(type: SchemaResource): boolean {
  return JSON.stringify(type).includes('"$ref":"#/types/');
}

function doc(description: string | undefined, indent = ""): string {
  if (!description) return "";
  const { text, examples } = splitExamples(description.replaceAll("*/", "*\\/"));
  if (!examples) return `${indent}/** ${text} */\n`;
  const lines = [text, "", ...examples.split("\n")].map((line) => `${indent} * ${line}`.trimEnd());
  return `${indent}/**\n${lines.join("\n")}\n${indent} */\n`;
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? "an" : "a";
}

function nameOf(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
