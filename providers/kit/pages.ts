import type { PackageSpec } from "./define.ts";
import {
  type PackageSchema,
  packageSchema,
  type SchemaObject,
  type SchemaProperty,
  type SchemaResource,
  splitExamples,
} from "./schema.ts";

/** Makes a package's documentation pages from its definition, by file name: one for the package and one for each resource and function. */
export function pages<Client>(spec: PackageSpec<Client>, npmName: string): Map<string, string> {
  const schema = packageSchema(spec);
  const files = new Map([["README.md", packagePage(schema, npmName)]]);
  for (const resource of spec.resources) {
    const described = schema.resources[resource.token]!;
    const limits = Object.entries(resource.timeouts ?? {}).map(([does, seconds]) => `${does} ${seconds} s`);
    const text = resourcePage(schema, resource.token, described, limits);
    files.set(`${nameOf(resource.token)}.md`, text);
  }
  for (const [token, described] of Object.entries(schema.functions)) {
    const parts = [head(schema, nameOf(token), described.description), section("Takes", described.inputs)];
    files.set(`${nameOf(token)}.md`, page(schema, [...parts, section("Gives", described.outputs)], [described]));
  }
  return files;
}

function packagePage(schema: PackageSchema, npmName: string): string {
  const list = (heading: string, entries: readonly (readonly [string, { description?: string }])[]) => {
    const rows = entries.map(([token, { description = "" }]) => {
      const name = nameOf(token);
      return `| [${name}](${name}.md) | ${cell(splitExamples(description).text)} |`;
    });
    return rows.length === 0 ? "" : `## ${heading}\n| | |\n|---|---|\n${rows.join("\n")}`;
  };
  const provider: SchemaObject = {
    properties: schema.provider.inputProperties ?? {},
    required: schema.provider.requiredInputs ?? [],
  };
  const parts = [
    `# Package ${schema.name}\n\n${schema.description} Programs import \`${npmName}\`. Version ${schema.version}.`,
    section("Provider", provider),
    list("Resources", Object.entries(schema.resources)),
    list("Functions", Object.entries(schema.functions)),
  ];
  return page(schema, parts, [provider]);
}

function resourcePage(schema: PackageSchema, token: string, spec: SchemaResource, limits: readonly string[]): string {
  const inputs = { properties: spec.inputProperties ?? {}, required: spec.requiredInputs ?? [] };
  const own = Object.entries(spec.properties ?? {}).filter(([name]) => !(name in inputs.properties));
  const outputs = { properties: Object.fromEntries(own), required: spec.required ?? [] };
  const aliases = (spec.aliases ?? []).map(({ type }) => `\`${type}\``);
  const notes = [
    ...(aliases.length > 0 ? [`Earlier called ${aliases.join(", ")}.`] : []),
    ...(limits.length > 0 ? [`Time limits, where \`customTimeouts\` says nothing: ${limits.join(", ")}.`] : []),
  ];
  const parts = [
    head(schema, token, spec.description ?? ""),
    section("Inputs", inputs),
    section("Outputs, beside the inputs", outputs),
    notes.join(" "),
  ];
  return page(schema, parts, [inputs, outputs]);
}

function head(schema: PackageSchema, token: string, description: string): string {
  const { text, examples } = splitExamples(description);
  const examplesBelow = examples && `\n\n${examples}`;
  return `# ${nameOf(token)}\n\n\`${schema.name}:index:${nameOf(token)}\`. ${text}${examplesBelow}`;
}

function section(heading: string, { properties = {}, required = [] }: SchemaObject): string {
  const rows = Object.entries(properties).map(([name, property]) => {
    const marks = [
      required.includes(name) && heading !== "Outputs, beside the inputs" && heading !== "Gives" ? "required" : "",
      property.secret ? "secret" : "",
      property.willReplaceOnChanges ? "a change replaces it" : "",
    ].filter(Boolean);
    const says = [property.description ?? "", ...(marks.length > 0 ? [`*${marks.join(", ")}*`] : [])].join(" ");
    return `| \`${name}\` | ${typeText(property)} | ${cell(says)} |`;
  });
  return rows.length === 0 ? "" : `## ${heading}\n| name | type | |\n|---|---|---|\n${rows.join("\n")}`;
}

/** Joins a page's parts, and appends each type that its properties refer to, once. */
function page(schema: PackageSchema, parts: readonly string[], about: readonly unknown[]): string {
  const types: string[] = [];
  const look = (value: unknown) => {
    for (const [, token] of JSON.stringify(value).matchAll(/"#\/types\/([^"]+)"/g)) {
      if (!token || types.includes(token)) continue;
      types.push(token);
      look(schema.types[token]);
    }
  };
  look(about);
  const described = types.map((token) => section(nameOf(token), schema.types[token]!));
  const note = `<!-- Made by \`npm run generate\` from providers/${schema.name}. Don't edit. -->`;
  return `${[...parts, ...described, note].filter(Boolean).join("\n\n")}\n`;
}

function typeText(property: SchemaProperty): string {
  if (property.$ref === "pulumi.json#/Any") return "any";
  if (property.$ref) return `[${nameOf(property.$ref)}](#${nameOf(property.$ref).toLowerCase()})`;
  if (property.type === "array") return `list of ${typeText(property.items ?? {})}`;
  if (property.additionalProperties) return `map of ${typeText(property.additionalProperties)}`;
  return property.type ?? "";
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const nameOf = (token: string) => token.slice(token.lastIndexOf(":") + 1);
