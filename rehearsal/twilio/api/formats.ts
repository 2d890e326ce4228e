import { XMLBuilder } from "fast-xml-parser";
import { type Json, type JsonObject, type Operation, singular } from "./openapi.ts";
import { Content, type Reply } from "./reply.ts";

/** Format of a response of the 2010 API. The products' APIs support JSON only. https://www.twilio.com/docs/usage/twilios-response */
export type Format = "csv" | "json" | "xml";

/** Returns the format that a 2010 API path selects by its extension (default XML), and the path in the form of the OpenAPI file. */
export function formatAt(path: string): { readonly format: Format; readonly jsonPath: string } {
  const [, bare = path, extension] = /^(.*?)(?:[.](csv|json|xml))?\/?$/.exec(path) ?? [];
  return { format: (extension ?? "xml") as Format, jsonPath: `${bare}.json` };
}

/** Converts an answer from JSON to another format. Other content (a recording, a fault's page) stays as it is. */
export function inFormat(reply: Reply, format: Format, operation: Operation | undefined): Reply {
  const { body, status } = reply;
  if (format === "json" || body === undefined || body instanceof Content) return reply;
  const of = status < 400 ? operation : undefined;
  const [type, text] =
    format === "xml" ? ["application/xml", xmlOf(body, of)] : ["text/csv;charset=utf-8", csvOf(body, of)];
  return { ...reply, body: new Content(type, Buffer.from(text)) };
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  suppressBooleanAttributes: false,
});

/** Builds the XML of `<TwilioResponse>` with a resource, a list (with its page links as attributes) or an exception. */
function xmlOf(body: JsonObject, operation: Operation | undefined): string {
  const root = operation ? pascal(operation.listKey ?? operation.noun) : "RestException";
  const items = operation?.listKey === undefined ? undefined : (body[operation.listKey] as readonly JsonObject[]);
  const content = items ? { ...attributesOf(body), ...named(root, items) } : elementsOf(body);
  return `<?xml version='1.0' encoding='UTF-8'?>\n${builder.build({ TwilioResponse: { [root]: content } })}`;
}

/** Converts a list's paging fields to XML attributes: `first_page_uri` becomes `firstpageuri`; an unset field is empty. */
function attributesOf(list: JsonObject): Record<string, string> {
  const attributes = Object.entries(list).filter(([, value]) => !Array.isArray(value));
  return Object.fromEntries(
    attributes.sort().map(([key, value]) => [`@${key.replaceAll("_", "")}`, String(element(key, value) ?? "")]),
  );
}

function elementsOf(resource: JsonObject, inUris = false): Record<string, unknown> {
  return Object.fromEntries(Object.entries(resource).map(([key, value]) => [pascal(key), element(key, value, inUris)]));
}

/**
 * Converts a JSON value to XML. Null becomes an empty-element tag, "" a start and an end tag. List items have the list's singular name; links have no
 * extension.
 */
function element(key: string, value: Json, inUris = false): unknown {
  if (Array.isArray(value)) return named(pascal(key), value);
  if (typeof value === "object" && value !== null) return elementsOf(value as JsonObject, key.endsWith("uris"));
  const link = typeof value === "string" && (inUris || /(^|_)uri$/.test(key));
  return link ? value.replace(/[.]json(?=[?]|$)/, "") : value;
}

function named(plural: string, items: readonly Json[]): Record<string, unknown> {
  return { [singular(plural)]: items.map((item) => element("", item)) };
}

/**
 * Builds CSV: a header row and one row for each resource. Values with characters other than letters and digits are quoted, as in Twilio's
 * example.
 */
function csvOf(body: JsonObject, operation: Operation | undefined): string {
  const rows = operation?.listKey === undefined ? [body] : (body[operation.listKey] as readonly JsonObject[]);
  const columns = Object.keys(operation?.example ?? body);
  return `${[columns.map(pascal), ...rows.map((row) => columns.map((column) => cell(row[column] ?? null)))]
    .map((cells) => cells.join(","))
    .join("\n")}\n`;
}

function cell(value: Json): string {
  const text = Array.isArray(value) ? `[${value.map(String).join(", ")}]` : plain(value);
  return /^[A-Za-z0-9+]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}

const plain = (value: Json): string =>
  value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Converts a field's name to XML: `voice_url` becomes `VoiceUrl`; the capabilities `sms` and `mms` become capitals. */
const pascal = (key: string): string =>
  /^(sms|mms)$/.test(key) ? key.toUpperCase() : key.replace(/(^|_)([a-z])/g, (_, __, c: string) => c.toUpperCase());
