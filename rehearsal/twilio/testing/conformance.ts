import { Ajv, type ValidateFunction } from "ajv";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import { API_2010, type Api, apiOf, type Json, type JsonObject, readSpec, type Spec } from "../api/openapi.ts";
import { FREE_FORM } from "../api/render.ts";

/**
 * Checks whether a response conforms to Twilio's OpenAPI file. Only for tests, since compiling the validators takes longer
 * than starting the stand-in.
 */
export interface Conformance {
  readonly api: Api;
  /** Returns the mistakes in an operation's successful response; empty if there are none. */
  mistakes(operationId: string, status: number, body: unknown): readonly string[];
  /** Returns Twilio's examples of an operation's response. */
  examples(operationId: string): readonly { readonly status: number; readonly value: JsonObject }[];
  /** Returns the mistakes in an error response. */
  errorMistakes(status: number, body: unknown): readonly string[];
}

type Schema = Record<string, unknown> & { readonly properties?: Record<string, Schema>; readonly items?: Schema };

const FORMATS: Readonly<Record<string, RegExp>> = {
  currency: /^[A-Z]{3}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  "date-time-rfc-2822": /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+]\d{4}$/,
  email: /^[^@\s]+@[^@\s]+$/,
  "http-method": /^(GET|POST)$/,
  int32: /^/,
  int64: /^/,
  "iso-country-code": /^[A-Z]{2}$/,
  "phone-number": E164_PATTERN,
  // Links within the 2010 API are relative, although the OpenAPI file gives them the format `uri`.
  uri: /^(https?:[/][/][^/\s]+|sip:[^/\s]+|sip:[/][/][^/\s]+|[/]2010-04-01[/])\S*$/,
};

/** Creates the checks for one of Twilio's OpenAPI files, such as `api_v2010` or `trunking_v1`. */
export function conformance(name: string = API_2010): Conformance {
  const spec = readSpec(name);
  const ajv = new Ajv({ strict: true, allErrors: true, formats: FORMATS });
  const api = apiOf(name);
  const validators = new Map<string, ValidateFunction>();
  const schemas = spec.components.schemas as unknown as Readonly<Record<string, Schema>>;

  function validatorOf(operationId: string, status: number): ValidateFunction {
    const made = validators.get(operationId) ?? ajv.compile(plain(schemas, answerOf(spec, operationId, status).schema));
    validators.set(operationId, made);
    return made;
  }

  return {
    api,
    mistakes(operationId, status, body) {
      const operation = api.operations.get(operationId);
      if (!operation) return [`${operationId} is not an operation of the API`];
      if (status !== operation.status) return [`${operationId} answered ${status}, documented is ${operation.status}`];
      if (status === 204) return body === "" ? [] : [`${operationId} answered 204 with a body`];
      const validate = validatorOf(operationId, status);
      const found: string[] = [];
      if (!validate(body)) for (const e of validate.errors ?? []) found.push(`${e.instancePath} ${e.message}`);
      const { schema, examples } = answerOf(spec, operationId, status);
      const resource = Object.values(schema.properties ?? {}).find((p) => p.items)?.items?.$ref ?? schema.$ref;
      const all = examplesOf(spec, resource);
      return [...found, ...unlikeExamples(examples, all, body as JsonObject, operation.listKey)];
    },
    examples(operationId) {
      const { status = 200 } = api.operations.get(operationId) ?? {};
      return status === 204 ? [] : answerOf(spec, operationId, status).examples.map((value) => ({ status, value }));
    },
    errorMistakes(status, body) {
      const { code, message, more_info, status: told, ...rest } = (body ?? {}) as Record<string, unknown>;
      const found: string[] = [];
      if (told !== status) found.push(`status in the body is ${told}, in HTTP ${status}`);
      if (!Number.isInteger(code)) found.push("code is not a whole number");
      if (typeof message !== "string" || message === "") found.push("message is missing");
      if (more_info !== `https://www.twilio.com/docs/errors/${code === 20503 ? 503 : code}`) found.push("more_info");
      const others = Object.keys(rest).join();
      if (others !== (code === 20003 ? "detail" : "")) found.push(`fields beside the known ones: ${others}`);
      return found;
    },
  };
}

const OR_NULL: Schema = { type: "string", nullable: true };
const PRICES = { base_price: OR_NULL, current_price: OR_NULL };
const PREFIXES: Schema = { type: "array", items: { type: "string" } };
const PREFIX_PRICE = {
  ...PRICES,
  friendly_name: OR_NULL,
  destination_prefixes: PREFIXES,
  origination_prefixes: PREFIXES,
};
const object = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: "object", properties });
const list = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: "array", items: object(properties) });
const TYPED = { ...PRICES, number_type: OR_NULL };

/**
 * Corrections of schemas that contradict the file's own examples (and Twilio's answers), by the end of the schema's name.
 * Available numbers have names formatted for people, and coordinates as strings. Prices of recordings, of usage (with the
 * currency in lower case) and of the Pricing API are strings. A usage trigger need not recur, the trunk SID of a dependent
 * number begins like an application's, and a live conference has no reason for its end. A port's unknown losing carrier and a
 * missing second street are null.
 */
const CORRECTIONS: readonly (readonly [schema: RegExp, properties: Readonly<Record<string, Schema>>])[] = [
  [
    /_country[.]available_phone_number_/,
    {
      friendly_name: { type: "string", nullable: true },
      latitude: { type: "string", nullable: true },
      longitude: { type: "string", nullable: true },
    },
  ],
  [/pricing[.]v1[.].*phone_number_country-instance$/, { phone_number_prices: list(TYPED) }],
  [
    /pricing[.]v2[.].*(voice_country-instance|voice_number)$/,
    {
      outbound_prefix_prices: list(PREFIX_PRICE),
      outbound_call_prices: list({ ...PRICES, origination_prefixes: PREFIXES }),
      inbound_call_prices: list(TYPED),
      inbound_call_price: object(TYPED),
    },
  ],
  [
    /pricing[.]v2[.](trunking_country-instance|trunking_number)$/,
    {
      terminating_prefix_prices: list(PREFIX_PRICE),
      originating_call_prices: list(TYPED),
      originating_call_price: object(TYPED),
    },
  ],
  [
    /[.]porting_losing_carrier_information$/,
    {
      account_number: OR_NULL,
      account_telephone_number: OR_NULL,
      address_sid: OR_NULL,
      authorized_representative_katakana: OR_NULL,
      sub_municipality: OR_NULL,
      building: OR_NULL,
      katakana_name: OR_NULL,
    },
  ],
  [/[.]porting_address$/, { street_2: OR_NULL }],
  [/[.](call|conference)_recording$/, { price: { type: "string", nullable: true } }],
  [
    /usage_record[._a-z]*$/,
    { price: { type: "string", nullable: true }, price_unit: { type: "string", nullable: true } },
  ],
  [/address[.]dependent_phone_number$/, { trunk_sid: { type: "string", nullable: true } }],
  [
    /usage[.]usage_trigger$/,
    { recurring: { anyOf: [{ $ref: "#/components/schemas/usage_trigger_enum_recurring" }, { type: "null" }] } },
  ],
  [
    /account[.]conference$/,
    {
      reason_conference_ended: {
        anyOf: [{ $ref: "#/components/schemas/conference_enum_reason_conference_ended" }, { type: "null" }],
      },
    },
  ],
];

const made = new Map<string, Conformance>();

/** Returns the cached checks for the API of an operation, named by its {@link Operation.id}. */
export function checksOf(operationId: string): Conformance {
  const [product, name] = operationId.split(".");
  const api = name === undefined ? API_2010 : (product as string);
  const checks = made.get(api) ?? conformance(api);
  made.set(api, checks);
  return checks;
}

interface Answer {
  readonly schema: Schema;
  readonly examples: readonly JsonObject[];
}

/** Returns all examples of a resource, from every operation. */
function examplesOf(spec: Spec, resource: unknown): readonly JsonObject[] {
  const found: JsonObject[] = [];
  for (const item of Object.values(spec.paths)) {
    // biome-ignore lint/suspicious/noExplicitAny: reads the file independently of the stand-in's own parser
    for (const operation of Object.values(item) as any[]) {
      // biome-ignore lint/suspicious/noExplicitAny: as above
      for (const response of Object.values(operation?.responses ?? {}) as any[]) {
        const { schema, examples = {} } = response.content?.["application/json"] ?? {};
        // biome-ignore lint/suspicious/noExplicitAny: as above
        const values = Object.values(examples).map((example: any) => example.value);
        if (schema?.$ref === resource) found.push(...values);
        // biome-ignore lint/suspicious/noExplicitAny: as above
        for (const [key, property] of Object.entries(schema?.properties ?? {}) as [string, any][]) {
          if (property.items?.$ref === resource) found.push(...values.flatMap((value) => value[key]));
        }
      }
    }
  }
  return found;
}

function answerOf(spec: Spec, operationId: string, status: number): Answer {
  for (const item of Object.values(spec.paths)) {
    for (const described of Object.values(item)) {
      // biome-ignore lint/suspicious/noExplicitAny: reads the file independently of the stand-in's own parser
      const operation = described as any;
      if (operation?.operationId !== operationId.split(".").at(-1)) continue;
      const json = operation.responses[String(status)].content["application/json"];
      // biome-ignore lint/suspicious/noExplicitAny: as above
      return { schema: json.schema, examples: Object.values(json.examples).map((e: any) => e.value) };
    }
  }
  throw new Error(`${operationId} is not in the OpenAPI file`);
}

/** Converts OpenAPI 3.0 to JSON Schema: resolves references, expresses `nullable` as a type, and allows "" for every string (unset SIDs and URLs). */
function plain(schemas: Readonly<Record<string, Schema>>, schema: Schema): Schema {
  const { $ref, nullable, ...rest } = schema;
  if (typeof $ref === "string") {
    const schema = schemas[$ref.split("/").at(-1) ?? ""] ?? {};
    const corrected = CORRECTIONS.find(([name]) => name.test($ref))?.[1];
    return plain(schemas, { ...schema, ...(corrected && { properties: { ...schema.properties, ...corrected } }) });
  }
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !/^(x-|description$|title$|example$)/.test(key)),
  );
  // The formats of objects (phone-number-capabilities, uri-map) only name classes of the SDKs, so they can't be checked.
  if (rest.type === "object") delete kept.format;
  if (schema.properties) {
    kept.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, plain(schemas, property)]),
    );
  }
  if (Array.isArray(schema.anyOf)) kept.anyOf = schema.anyOf.map((one) => plain(schemas, one));
  if (schema.items) kept.items = plain(schemas, schema.items);
  if (!nullable) return kept as Schema;
  const empty = rest.type === "string" ? [{ const: "" }] : [];
  return { anyOf: [kept, { type: "null" }, ...empty] } as unknown as Schema;
}

/** Checks that a response has exactly the fields of the examples, and null or "" for the same unset fields. */
function unlikeExamples(
  examples: readonly JsonObject[],
  all: readonly JsonObject[],
  body: JsonObject,
  listKey: string | undefined,
): string[] {
  const found: string[] = [];
  const [first] = examples;
  if (!first) return found;
  sameKeys("", first, body, found);
  if (listKey === undefined) {
    likeExample("", first, all, body, found);
    return found;
  }
  const { meta } = first;
  if (isObject(meta)) sameKeys(".meta", meta, body.meta as JsonObject, found);
  const example = examples.flatMap((e) => (e[listKey] ?? []) as readonly JsonObject[])[0];
  for (const [i, item] of example ? (body[listKey] as readonly JsonObject[]).entries() : []) {
    likeExample(`${listKey}[${i}]`, example as JsonObject, all, item, found);
  }
  return found;
}

function likeExample(
  at: string,
  example: JsonObject,
  all: readonly JsonObject[],
  item: JsonObject,
  found: string[],
): void {
  sameKeys(at, example, item, found);
  for (const [field, value] of Object.entries(item)) {
    const shown = example[field];
    // An available country's subresources differ by country.
    if (!("country_code" in item) && !FREE_FORM.has(field))
      likeParts(`${at}.${field}`, shown, all, field, value, found);
    const empties = new Set(all.map((one) => one[field]).filter((one) => one === null || one === ""));
    // If no example shows the field unset, it must be null; a friendly_name can also be empty.
    const allowed = empties.size > 0 ? empties : new Set(field === "friendly_name" ? [null, ""] : [null]);
    if ((value === null || value === "") && !allowed.has(value)) {
      found.push(
        `${at}.${field} is ${JSON.stringify(value)}, by the examples it is ${JSON.stringify([...allowed][0])}`,
      );
    }
  }
}

/** Checks that a field's objects (single or in a list) have the fields of the examples' objects. */
function likeParts(
  at: string,
  shown: Json | undefined,
  all: readonly JsonObject[],
  field: string,
  value: Json,
  found: string[],
): void {
  const parts = all.flatMap((one) => one[field] ?? []).filter(isObject);
  const example = [shown ?? []].flat().find(isObject) ?? parts[0];
  if (!example) return;
  for (const part of [value].flat()) if (isObject(part)) likeExample(at, example, parts, part, found);
}

function sameKeys(at: string, example: JsonObject, value: JsonObject, found: string[]): void {
  const [wanted, given] = [Object.keys(example).sort().join(), Object.keys(value).sort().join()];
  if (wanted !== given) found.push(`${at} has the fields ${given}; the example has ${wanted}`);
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
