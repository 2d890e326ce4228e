import { z } from "zod";
import { HARMLESS, SHARED } from "./aws-keys.ts";
import data from "./aws-regions.json" with { type: "json" };
import { countryNames } from "./country.ts";
import { documentsSchema } from "./documents.ts";
import { regionSchema } from "./region.ts";
import type { StackKind } from "./stacks.ts";
import { agentsSchema, connectionsSchema, credentialsSchema, numbersSchema, tenantSchema } from "./tenant.ts";

/** A JSON Schema, draft 7: the latest draft that every YAML editor supports. https://json-schema.org/draft-07 */
export type JsonSchema = z.core.JSONSchema.BaseSchema & { readonly [key: string]: unknown };

/** Name of a kind's schema in the folder `schemas/`, beside `stacks/`. */
export const schemaFileName = (kind: StackKind): string => `${kind}.schema.json`;

/** The first line of a stack file: names its schema to editors. https://github.com/redhat-developer/yaml-language-server#using-inlined-schema */
export const schemaLine = (kind: StackKind): string =>
  `# yaml-language-server: $schema=../schemas/${schemaFileName(kind)}`;

const REGION_KEYS = {
  "aybiza:region": regionSchema.describe("The region: its rules, and its shared infrastructure."),
};
const TENANT_KEYS = {
  "aybiza:tenant": tenantSchema.describe("The tenant: who it is, and its region."),
  "aybiza:connections": connectionsSchema.describe("How the tenant's numbers reach AYBIZA, by name."),
  "twilio:credentials": credentialsSchema
    .optional()
    .describe("Credentials of Twilio accounts, by account SID; every secret is encrypted."),
  "aybiza:documents": documentsSchema.optional().describe("What regulators ask of the holder of a number, by name."),
  "aybiza:agents": agentsSchema.describe("AI voice agents, by name."),
  "aybiza:numbers": numbersSchema.describe(
    "Phone numbers: by E.164 number in quotes, or by a name for a number that is bought.",
  ),
};

/** Settings that both kinds of file have. Values of other packages' settings may be anything. */
const SHARED_KEYS = {
  "aws:region": z.enum(data.regions).describe("AWS Region of the stack. A tenant's is its region's."),
  "aws:profile": z.string().optional().describe("Profile of ~/.aws/config to deploy with."),
};

/**
 * Returns the JSON Schema of a whole stack file, for editors. It is generated from the schemas that the loader checks with. Rules between settings,
 * and rules that look at a value's meaning, are the loader's alone: a file without a mark in the editor can still be refused by `aybiza check`.
 */
export function stackFileSchema(kind: StackKind): JsonSchema {
  const keys = { ...SHARED_KEYS, ...(kind === "region" ? REGION_KEYS : TENANT_KEYS) };
  const { definitions, $schema, ...config } = z.toJSONSchema(z.strictObject(keys), {
    target: "draft-7",
    io: "input",
    override: (context) => readable(context),
  }) as JsonSchema;
  return {
    $schema,
    title: `AYBIZA ${kind} stack file`,
    description: `Settings of a ${kind} stack (docs/stack-files.md).`,
    type: "object",
    properties: {
      config: {
        ...config,
        description: `Settings of the ${kind} stack.`,
        // Keys of other packages are theirs; keys of `aybiza:` and `aws:` are all known.
        additionalProperties: true,
        patternProperties: {
          [noneBut("aybiza", keys)]: false,
          [noneBut("aws", keys, [...HARMLESS, "endpoints"])]: false,
        },
      },
      encryptionsalt: { type: "string", description: "Salt of this file's secrets. Pulumi writes it." },
      encryptedkey: { type: "string", description: "Encrypted key of this file's secrets. Pulumi writes it." },
      secretsprovider: { type: "string", description: "What encrypts this file's secrets. Pulumi writes it." },
      environment: { description: "Pulumi ESC environments that are merged into the settings." },
    },
    required: ["config"],
    additionalProperties: false,
    ...(definitions !== undefined && { definitions }),
  };
}

/** Pattern of the keys of a namespace that a file doesn't know. */
const noneBut = (namespace: string, keys: object, more: readonly string[] = []): string => {
  const known = [...Object.keys(keys), ...[...SHARED, ...more].map((name) => `aws:${name}`)]
    .filter((key) => key.startsWith(`${namespace}:`))
    .map((key) => key.slice(namespace.length + 1));
  return `^${namespace}:(?!(?:${[...new Set(known)].join("|")})$)`;
};

/** Values that an editor's message lists; a longer list would fill the screen. */
const MOST_LISTED = 20;

interface Overridden {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

/** Completes one schema for editors: the message of a pattern, Markdown in hovers, a list of constants as one enum. */
function readable({ zodSchema, jsonSchema }: Overridden): void {
  const schema = jsonSchema as Record<string, unknown>;
  const says = patternMessage(zodSchema);
  if (schema.pattern !== undefined && says !== undefined) schema.patternErrorMessage = `Write ${says}.`;
  if (typeof schema.description === "string" && schema.description.includes("`"))
    schema.markdownDescription = schema.description;
  if (schema.id === "country") {
    const names = countryNames();
    schema.enumDescriptions = (schema.enum as string[]).map((code) => names.of(code));
  }
  // A missing map is the same as one whose settings all have their defaults: nothing to show.
  if (isEmptyMap(schema.default)) delete schema.default;
  const options = schema.anyOf as readonly { readonly const?: unknown }[] | undefined;
  if (options?.every((option) => "const" in option)) {
    delete schema.anyOf;
    schema.enum = options.map((option) => option.const);
  }
  const values = schema.enum as readonly unknown[] | undefined;
  if (values !== undefined && values.length > MOST_LISTED)
    schema.errorMessage = `This isn't one of the ${values.length} values that are known here; completion lists them.`;
}

const isEmptyMap = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

/** What a text has to be, in the words of the schema's own regular expression. */
function patternMessage({ _zod }: z.core.$ZodType): string | undefined {
  const checks = (_zod.def as z.core.$ZodTypeDef).checks ?? [];
  for (const {
    _zod: { def },
  } of checks as z.core.$ZodCheck[]) {
    if ((def as z.core.$ZodCheckRegexDef).format !== "regex") continue;
    const said = def.error?.({ input: "" } as never);
    return typeof said === "string" ? said : (said?.message ?? undefined);
  }
  return undefined;
}
