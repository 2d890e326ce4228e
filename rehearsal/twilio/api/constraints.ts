import type { Unsettled } from "../unsettled.ts";
import { refused } from "./errors.ts";
import type { Json, JsonObject, Operation, ParameterSchema } from "./openapi.ts";

/** The parts of a request that Twilio's OpenAPI file describes. */
export interface Given {
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly json?: JsonObject;
}

/** `pageSizeOf` checks these, with code 20007. */
const PAGING: ReadonlySet<string> = new Set(["PageSize", "Page", "PageToken"]);

/** Operations with codes of their own for a missing parameter: 21201, 21213, 20002, 21457. */
const OWN_CODES = /^Create(Call|Queue|IncomingPhoneNumber\w*)$/;

/**
 * Formats in forms and JSON that all resources check with the same code. (URLs and methods have other codes.) Dates in a query
 * can be relative (`-3days`: https://www.twilio.com/docs/usage/api/usage-record).
 */
const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^@\s]+@[^@\s]+$/,
  "iso-country-code": /^[A-Z]{2}$/,
};

/**
 * SIDs that an update may empty. EmergencyAddressSid is Twilio's own example
 * (https://www.twilio.com/docs/voice/sip/api/emergency-calling-api); many programs empty the others.
 */
const EMPTIED: Readonly<Record<string, ReadonlySet<string>>> = {
  UpdateIncomingPhoneNumber: new Set(["EmergencyAddressSid", "SmsApplicationSid", "TrunkSid", "VoiceApplicationSid"]),
};

/**
 * Checks the operation's parameters against the constraints of the OpenAPI file: minimum and maximum, length, pattern, enumeration,
 * required. The handlers check what has a code of its own (URLs, methods, SIDs of a form) with `fieldsOf`.
 * @throws TwilioError 20422, the code of invalid parameters: https://www.twilio.com/docs/api/errors/20422
 */
export function checkConstraints(operation: Operation, { query, form, json }: Given, unsettled: Unsettled): void {
  for (const name of operation.query) {
    const schema = operation.parameters.get(name) ?? {};
    if (!PAGING.has(name)) for (const value of query.getAll(name)) if (value !== "") checkText(name, schema, value);
  }
  for (const [name, schema] of operation.parameters) {
    if (operation.query.has(name)) continue;
    for (const value of form.getAll(name)) {
      if (value === "") checkEmpty(operation, name, schema, unsettled);
      else if (schema.type === "integer" || schema.type === "number") checkText(name, schema, value);
      else checkFormat(schema, value, (rule) => wrongly(name, rule, value));
    }
  }
  if (!operation.body && !OWN_CODES.test(operation.id)) {
    for (const name of operation.required)
      if (!(operation.query.has(name) ? query : form).get(name))
        throw refused(20422, `Invalid Parameter: ${name} is required`);
  }
  if (operation.body && json) checkJson("", operation.body, json);
}

/**
 * In a create, which has nothing to clear, only a text without a format may be empty. In an update an empty text, URL or method
 * clears the setting; an empty SID does so only where that is known to work.
 */
function checkEmpty(operation: Operation, name: string, schema: ParameterSchema, { emptiedSids }: Unsettled): void {
  const freeText = schema.type === "string" && !schema.format && !schema.pattern && !schema.enum;
  const creates = /^(\w+\.)?Create/.test(operation.id);
  if (creates && !freeText) throw refused(20422, `Invalid Parameter: ${name} is empty`);
  if (creates || !schema.pattern || emptiedSids === "all" || EMPTIED[operation.id]?.has(name)) return;
  throw refused(20422, `Invalid Parameter: ${name} is empty, and no documentation says that this clears it`);
}

const wrongly = (name: string, rule: string, value: string) =>
  refused(20422, `Invalid Parameter: ${name} must be ${rule}: ${value.slice(0, 60)}`);

function checkText(name: string, schema: ParameterSchema, value: string): void {
  const wrong = (rule: string) => wrongly(name, rule, value);
  if (schema.type === "integer" && !/^-?\d+$/.test(value)) throw wrong("a whole number");
  if (schema.type === "number" && !/^-?\d+(\.\d+)?$/.test(value)) throw wrong("a number");
  if (schema.type === "boolean" && !/^(true|false)$/i.test(value)) throw wrong("true or false");
  if (schema.minimum !== undefined && Number(value) < schema.minimum) throw wrong(`${schema.minimum} or more`);
  if (schema.maximum !== undefined && Number(value) > schema.maximum) throw wrong(`${schema.maximum} or less`);
  checkString(schema, value, wrong);
}

function checkString(schema: ParameterSchema, value: string, wrong: (rule: string) => Error): void {
  if (schema.minLength !== undefined && value.length < schema.minLength)
    throw wrong(`${schema.minLength} characters or more`);
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    throw wrong(`${schema.maxLength} characters or less`);
  if (schema.pattern && !new RegExp(schema.pattern).test(value)) throw wrong(`like ${schema.pattern}`);
  if (schema.enum && !schema.enum.includes(value)) throw wrong(`one of ${schema.enum.join(", ")}`);
}

function checkFormat(schema: ParameterSchema, value: string, wrong: (rule: string) => Error): void {
  if (schema.format && FORMATS[schema.format]?.test(value) === false) throw wrong(`of the form of ${schema.format}`);
}

function checkJson(at: string, schema: ParameterSchema, value: Json): void {
  const wrong = (rule: string) => refused(20422, `Invalid Parameter: ${at || "the body"} must be ${rule}`);
  if (value === null) {
    if (schema.nullable || schema.type === undefined) return;
    throw wrong(`${schema.type}, not null`);
  }
  const type = Array.isArray(value)
    ? "array"
    : Number.isInteger(value) && schema.type === "integer"
      ? "integer"
      : typeof value;
  if (schema.type !== undefined && type !== schema.type) throw wrong(schema.type);
  if (typeof value === "string") {
    checkString(schema, value, wrong);
    checkFormat(schema, value, wrong);
  }
  if (Array.isArray(value)) {
    if (schema.minItems !== undefined && value.length < schema.minItems)
      throw wrong(`a list of ${schema.minItems} or more`);
    for (const [i, item] of value.entries()) checkJson(`${at}[${i}]`, schema.items ?? {}, item as Json);
  } else if (typeof value === "object") {
    const given = value as JsonObject;
    for (const name of schema.required ?? [])
      if (!(name in given)) throw refused(20422, `Invalid Parameter: ${at ? `${at}.` : ""}${name} is required`);
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      if (given[name] !== undefined) checkJson(at ? `${at}.${name}` : name, property, given[name]);
  }
}
