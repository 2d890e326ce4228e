import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** The parts of an OpenAPI schema that a parameter check needs. */
export interface ParameterSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly nullable?: boolean;
  readonly items?: ParameterSchema;
  readonly properties?: Readonly<Record<string, ParameterSchema>>;
  readonly required?: readonly string[];
}

/** One operation of Twilio's API, as its OpenAPI file describes it. */
export interface Operation {
  /** `CreateIncomingPhoneNumber`; in a product's API with the API's name as prefix, `trunking_v1.CreateTrunk`. */
  readonly id: string;
  /** Base URL of a product, `https://trunking.twilio.com`; undefined in the 2010 API. */
  readonly product?: string;
  readonly method: "DELETE" | "GET" | "POST";
  /** `/2010-04-01/Accounts/{AccountSid}/Applications.json` */
  readonly path: string;
  /** Form fields and query parameters by name. */
  readonly parameters: ReadonlyMap<string, ParameterSchema>;
  /** Names of query parameters. */
  readonly query: ReadonlySet<string>;
  /** Names of required parameters. */
  readonly required: ReadonlySet<string>;
  /** Schema of the JSON body, references resolved; undefined if the operation accepts none. */
  readonly body?: ParameterSchema;
  /** HTTP status of a successful response: 200, 201 or 204. */
  readonly status: number;
  /** An example of the resource, or of one list item, in the answer; undefined where the answer has no body. */
  readonly example?: JsonObject;
  /** The key of the array in a list's answer: `incoming_phone_numbers`. */
  readonly listKey?: string;
  /** The API's name of one resource: `incoming_phone_number`. */
  readonly noun: string;
  /** Whether the operation requires a JSON body instead of a form. */
  readonly json: boolean;
  /** Returns the value of an unset field: `""` or null as in the resource's examples, otherwise null. */
  unset(field: string): "" | null;
}

/** The operations at a path of the API. */
export interface Match {
  readonly parameters: Readonly<Record<string, string>>;
  readonly operations: ReadonlyMap<string, Operation>;
}

/** One of Twilio's APIs, as its OpenAPI file describes it. */
export interface Api {
  /** Name of the product, `trunking`; undefined for the 2010 API. */
  readonly product?: string;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Finds the operations at a path; undefined if Twilio has no such path. */
  match(path: string): Match | undefined;
}

interface SpecSchema extends ParameterSchema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SpecSchema>>;
  readonly items?: SpecSchema;
}
interface SpecResponse {
  readonly content?: Readonly<
    Record<
      string,
      { readonly schema?: SpecSchema; readonly examples?: Readonly<Record<string, { readonly value: JsonObject }>> }
    >
  >;
}
interface SpecOperation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: SpecSchema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: SpecSchema }>> };
  readonly responses: Readonly<Record<string, SpecResponse>>;
}
/** The parts of a Twilio OpenAPI file that the stand-in reads. */
export interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, SpecSchema>> };
}

/** The API of api.twilio.com, whose operations have no prefix. */
export const API_2010 = "api_v2010";

/** Reads one of the OpenAPI files that Twilio publishes in its npm package @twilio/cli-core: `api_v2010`, `trunking_v1`. */
export function readSpec(name: string): Spec {
  const file = createRequire(import.meta.url).resolve(`@twilio/cli-core/src/services/twilio-api/twilio_${name}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Spec;
}

const compiled = new Map<string, Api>();

/** Returns one of Twilio's APIs by name, such as `api_v2010` or `trunking_v1`. Cached, since the largest file takes about 30 ms to read. */
export function apiOf(name: string): Api {
  const api = compiled.get(name) ?? compile(readSpec(name), name);
  compiled.set(name, api);
  return api;
}

/** Parses an OpenAPI file into operations. */
export function compile(spec: Spec, name: string): Api {
  const operations = new Map<string, Operation>();
  const unset = unsetValues(spec);
  const nouns = nounsOf(spec);
  const routes = Object.entries(spec.paths).map(([path, item]) => {
    const byMethod = new Map<string, Operation>();
    for (const method of ["DELETE", "GET", "POST"] as const) {
      const described = item[method.toLowerCase()] as SpecOperation | undefined;
      if (!described) continue;
      const operation = compileOperation(spec, name, { unset, nouns }, path, method, described);
      byMethod.set(method, operation);
      operations.set(operation.id, operation);
    }
    const names: string[] = [];
    const source = path.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      return "([^/]+?)";
    });
    return { pattern: new RegExp(`^${source}$`), names, operations: byMethod };
  });
  // `/IncomingPhoneNumbers/Local.json` is a path of its own, not a number with the SID "Local".
  routes.sort((a, b) => a.names.length - b.names.length);

  return {
    ...(name !== API_2010 && { product: name.split("_")[0] as string }),
    operations,
    match(path) {
      for (const { pattern, names, operations } of routes) {
        const found = pattern.exec(path);
        if (found) {
          return { operations, parameters: Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ""])) };
        }
      }
      return undefined;
    },
  };
}

/** Facts about the resources in an OpenAPI file, by schema. */
interface Resources {
  readonly unset: ReadonlyMap<string, ReadonlyMap<string, "" | null>>;
  readonly nouns: ReadonlyMap<string, string>;
}

function compileOperation(
  spec: Spec,
  api: string,
  { unset, nouns }: Resources,
  path: string,
  method: Operation["method"],
  described: SpecOperation,
): Operation {
  const [status, response] = success(described);
  const shape = answerShape(response);
  const [[type, body] = []] = Object.entries(described.requestBody?.content ?? {});
  const { properties: form = {}, required = [] } = body ? resolve(spec, body.schema) : {};
  const query = (described.parameters ?? []).filter((p) => p.in === "query");
  return {
    id: api === API_2010 ? described.operationId : `${api}.${described.operationId}`,
    ...(api !== API_2010 && { product: `https://${api.split("_")[0]}.twilio.com` }),
    method,
    path,
    parameters: new Map(
      [...Object.entries(form), ...query.map((p) => [p.name, p.schema ?? {}] as const)].map(([name, schema]) => [
        name,
        resolve(spec, schema),
      ]),
    ),
    query: new Set(query.map((p) => p.name)),
    required: new Set([...required, ...query.flatMap((p) => (p.required ? [p.name] : []))]),
    ...(body && type === "application/json" && { body: inPlace(spec, body.schema) }),
    status,
    example: shape.example,
    listKey: shape.listKey,
    noun: nouns.get(shape.resource) ?? lastNameOf(shape.resource),
    json: type === "application/json",
    unset: (field) => unset.get(shape.resource)?.get(field) ?? null,
  };
}

/** Returns the success response. If an operation has both 200 and 201, returns the 201. */
function success(operation: SpecOperation): [number, SpecResponse | undefined] {
  const found = Object.entries(operation.responses).findLast(([status]) => status.startsWith("2"));
  return [Number(found?.[0] ?? 200), found?.[1]];
}

/** Returns an answer's resource schema, an example, and for a list the key of its array. */
function answerShape(response: SpecResponse | undefined) {
  const json = response?.content?.["application/json"];
  const examples = Object.values(json?.examples ?? {}).map((e) => e.value);
  const list = Object.entries(json?.schema?.properties ?? {}).find(([, schema]) => schema.type === "array");
  if (!list) return { resource: json?.schema?.$ref ?? "", example: examples[0] };
  const [listKey, schema] = list;
  const items = examples.flatMap((value) => (value[listKey] ?? []) as readonly JsonObject[]);
  return {
    resource: schema.items?.$ref ?? "",
    example: items[0],
    listKey,
    items,
  };
}

/** Maps resource schemas to names: the singular of their list's name. A SIP domain is a `domain`, since its list is `domains`. */
function nounsOf(spec: Spec): ReadonlyMap<string, string> {
  const nouns = new Map<string, string>();
  for (const { get } of Object.values(spec.paths) as { get?: SpecOperation }[]) {
    const { resource, listKey } = get ? answerShape(success(get)[1]) : { resource: "", listKey: undefined };
    if (listKey !== undefined) nouns.set(resource, singular(listKey));
  }
  return nouns;
}

/** Returns a schema's last name: `#/components/schemas/api.v2010.account.notification-instance` -> `notification`. */
const lastNameOf = (schema: string): string =>
  schema
    .split(".")
    .at(-1)
    ?.replace(/-instance$/, "") ?? "";

/** Returns the singular of a list's name: `addresses` -> `address`, `countries` -> `country`. */
export const singular = (plural: string): string =>
  plural
    .replace(/ies$/, "y")
    .replace(/(?<=ss)es$/, "")
    .replace(/(?<!s)s$/, "");

/** Returns, by resource, the unset fields in the examples with their value: Twilio uses null for some fields and "" for others. */
function unsetValues(spec: Spec): ReadonlyMap<string, ReadonlyMap<string, "" | null>> {
  const resources = new Map<string, Map<string, "" | null>>();
  for (const item of Object.values(spec.paths)) {
    for (const method of ["get", "post"]) {
      const described = item[method] as SpecOperation | undefined;
      if (!described) continue;
      const [, response] = success(described);
      const shape = answerShape(response);
      const examples = Object.values(response?.content?.["application/json"]?.examples ?? {}).map((e) => e.value);
      const fields = resources.get(shape.resource) ?? new Map<string, "" | null>();
      resources.set(shape.resource, fields);
      for (const example of shape.items ?? examples) {
        for (const [field, value] of Object.entries(example))
          if (value === null || value === "") fields.set(field, value);
      }
    }
  }
  return resources;
}

/** Returns a schema with its references resolved. */
function inPlace(spec: Spec, schema: SpecSchema): SpecSchema {
  const { properties, items, ...rest } = resolve(spec, schema);
  return {
    ...rest,
    ...(items && { items: inPlace(spec, items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inPlace(spec, one)])),
    }),
  };
}

function resolve(spec: Spec, schema: SpecSchema): SpecSchema {
  return schema.$ref ? (spec.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}) : schema;
}
