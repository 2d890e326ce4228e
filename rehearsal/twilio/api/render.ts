import type { Fields } from "../store.ts";
import type { Json, JsonObject, Operation } from "./openapi.ts";

/** Formats a date for the 2010-04-01 API: `Thu, 30 Jul 2015 23:19:04 +0000` (RFC 2822). */
export const rfc2822 = (date: Date): string => date.toUTCString().replace("GMT", "+0000");

/** Formats a date for the products' APIs: `2015-07-30T23:19:04Z` (ISO 8601). */
export const iso8601 = (date: Date): string => date.toISOString().replace(/[.]\d+Z$/, "Z");

/**
 * Renders a resource like the operation's example: the same fields in the same order, and for an unset field null or "" as
 * in the examples.
 *
 * @param identity SIDs that replace the example's in links (`uri`, `subresource_uris`; in a product `url`, `links`): by prefix,
 * `{AC: ..., PN: ...}`
 */
export function render(operation: Operation, source: Fields, identity: Readonly<Record<string, string>>): JsonObject {
  const shown: Record<string, Json> = {};
  for (const [field, example] of Object.entries(operation.example ?? {})) {
    if (isLink(operation, field, example)) shown[field] = link(example, identity);
    else {
      const like = FREE_FORM.has(field) ? null : example;
      shown[field] = show(source[field], like, operation.product ? iso8601 : rfc2822) ?? operation.unset(field);
    }
  }
  return shown;
}

/** Fields with any content, of which an example shows only a part. */
export const FREE_FORM: ReadonlySet<string> = new Set(["attributes", "sink_configuration"]);

function isLink({ product }: Operation, field: string, example: Json): boolean {
  if (!product) return field === "uri" || field === "subresource_uris";
  return field === "links" || (field === "url" && String(example).startsWith(`${product}/`));
}

function show(value: unknown, example: Json, dated: (date: Date) => string): Json | undefined {
  if (value instanceof Date) return dated(value);
  if (isObject(value) && isObject(example)) {
    return Object.fromEntries(
      Object.entries(example).map(([key, like]) => [key, show(value[key], like, dated) ?? null]),
    );
  }
  return value as Json | undefined;
}

/** Replaces the SIDs in an example's links, such as ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, by the resource's. */
function link(example: Json, identity: Readonly<Record<string, string>>): Json {
  if (typeof example === "string") {
    return example.replace(/\b([A-Z]{2})[0-9a-z]{32}\b/g, (sid, prefix: string) => identity[prefix] ?? sid);
  }
  if (isObject(example)) {
    return Object.fromEntries(Object.entries(example).map(([key, value]) => [key, link(value, identity)]));
  }
  return example;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
