import { isE164 } from "../../../domain/contract/e164.ts";
import type { Account, Fields, Store } from "../store.ts";
import { refused } from "./errors.ts";
import type { Operation, ParameterSchema } from "./openapi.ts";

/** Returns the field that a parameter sets: `SmsFallbackUrl` -> `sms_fallback_url`. */
export const fieldOf = (parameter: string): string =>
  parameter.replace(/(?<=[a-z])[A-Z]|^[A-Z]/g, (c, at: number) => (at === 0 ? "" : "_") + c.toLowerCase());

/** A resource's error codes for an invalid URL and HTTP method. */
export interface RefusalCodes {
  readonly url: number;
  readonly method: number;
}
const OF_NUMBERS: RefusalCodes = { url: 21402, method: 21403 };

/**
 * Checks a form against the operation's own description and turns it into fields. An unknown parameter is ignored (Twilio only
 * warns: code 20001). An empty value clears the field: it becomes undefined. A list is sent as a repeated parameter, or with
 * spaces between its items.
 */
export function fieldsOf(operation: Operation, form: URLSearchParams, codes: RefusalCodes = OF_NUMBERS): Fields {
  const fields: Fields = {};
  for (const [name, schema] of operation.parameters) {
    const value = form.get(name);
    if (value === null) continue;
    if (value === "") fields[fieldOf(name)] = undefined;
    else if (schema.type === "array") fields[fieldOf(name)] = form.getAll(name).flatMap((item) => item.split(/\s+/));
    else fields[fieldOf(name)] = parse(name, schema, value, codes);
  }
  return fields;
}

function parse(name: string, schema: ParameterSchema, value: string, codes: RefusalCodes): boolean | number | string {
  if (schema.format === "uri") {
    if (/^(SipUrl|Target)$/.test(name)) {
      if (!/^sip:[^\s@]+(@[^\s@]+)?$/.test(value)) throw refused(codes.url, `${name} is not a sip: address: ${value}`);
    } else if (!isPublicUrl(value)) throw refused(codes.url, `${name} is not a valid URL: ${value}`);
  } else if (schema.format === "http-method") {
    if (!schema.enum?.includes(value.toUpperCase())) {
      throw refused(codes.method, `${name} must be GET or POST: ${value}`);
    }
    return value.toUpperCase();
  } else if (schema.type === "boolean") {
    if (!/^(true|false)$/i.test(value)) throw refused(20422, `Invalid Parameter: ${name} must be true or false`);
    return value.toLowerCase() === "true";
  } else if (schema.type === "integer") {
    if (!/^-?\d+$/.test(value)) throw refused(20422, `Invalid Parameter: ${name} must be a whole number`);
    return Number(value);
  } else if (schema.pattern && !new RegExp(schema.pattern).test(value)) {
    if (name.endsWith("ApplicationSid")) throw refused(21420, `ApplicationSid ${value} is not accessible`);
    // AccountSid is a parameter only of a number's update: the account to which the number moves.
    if (name === "AccountSid") throw refused(21470, `Invalid AccountSid ${value}`);
    throw refused(20423, `Invalid SID: ${name} ${value}`);
  } else if (schema.enum && !schema.enum.includes(value)) {
    throw refused(20422, `Invalid Parameter: ${name} must be one of ${schema.enum.join(", ")}`);
  }
  return value;
}

/** Tells whether a URL can be a webhook: http or https, and a public host (a valid name with a dot, or an IPv4 address). */
export function isPublicUrl(value: string): boolean {
  if (!URL.canParse(value) || /\s/.test(value)) return false;
  const { protocol, hostname } = new URL(value);
  const label = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?";
  return /^https?:$/.test(protocol) && new RegExp(`^${label}([.]${label})+$`).test(hostname);
}

/** Converts a number with punctuation to E.164; ten digits count as North American. Undefined if it isn't a number. */
export function e164Of(given: string): string | undefined {
  const digits = given.replace(/[\s().-]/g, "");
  const e164 = digits.startsWith("+") ? digits : digits.length === 10 ? `+1${digits}` : `+${digits}`;
  return isE164(e164) ? e164 : undefined;
}

/** Checks a FriendlyName: 1 to 64 characters (code 20002). */
export function checkFriendlyName(fields: Fields): void {
  if (!("friendly_name" in fields)) return;
  const length = String(fields.friendly_name ?? "").length;
  if (length < 1 || length > 64) throw refused(20002, "Invalid FriendlyName: it must be 1 to 64 characters");
}

/** Checks that an application belongs to the number's account (code 21420). */
export function checkApplications(store: Store, account: Account, fields: Fields): void {
  for (const field of ["voice_application_sid", "sms_application_sid"]) {
    const sid = fields[field];
    if (sid !== undefined && store.applications.get(String(sid))?.account_sid !== account.sid) {
      throw refused(21420, `ApplicationSid ${sid} is not accessible`);
    }
  }
}

/** Copies fields to a resource. Deletes undefined ones, so that answers show them as unset. */
export function assign(target: Fields, fields: Fields): void {
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) delete target[field];
    else target[field] = value;
  }
}
