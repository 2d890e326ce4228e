import type { IncomingMessage } from "node:http";
import { refused, TwilioError } from "./errors.ts";
import type { JsonObject, Operation } from "./openapi.ts";

/** Maximum body size, far above any form of this API. A larger body gets 413. */
const MAX_BODY_BYTES = 128 * 1024;

/** A request's body as received. */
export interface RawBody {
  /** The Content-Type header. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** A request's parsed body: a form, or JSON for the few operations that accept it. */
export interface Body {
  readonly form: URLSearchParams;
  readonly json?: JsonObject;
}

/** Reads a whole body. Throws TwilioError (413) when it is too large. */
export async function readBody(request: IncomingMessage): Promise<RawBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) throw new TwilioError(413, 20413, "Request Entity Too Large");
  return { type: request.headers["content-type"] ?? "", bytes: Buffer.concat(chunks) };
}

/**
 * Parses a body in the format of its operation. A form is application/x-www-form-urlencoded or multipart/form-data
 * (https://www.twilio.com/docs/api/errors/19056); a body of another type, even JSON, counts as an empty form. Throws
 * TwilioError for a malformed form, and for anything but JSON if the operation requires JSON.
 */
export async function parseBody({ json, method }: Operation, { type, bytes }: RawBody): Promise<Body> {
  if (method !== "POST") return { form: new URLSearchParams() };
  const kind = type.split(";")[0]?.trim().toLowerCase();
  if (json) {
    if (kind !== "application/json") throw refused(20422, "The body must be application/json");
    return { form: new URLSearchParams(), json: parseJson(bytes.toString("utf8")) };
  }
  if (kind === "application/x-www-form-urlencoded") return { form: parseForm(bytes.toString("utf8")) };
  return { form: kind === "multipart/form-data" ? await parseParts(type, bytes) : new URLSearchParams() };
}

function parseJson(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Falls through to the error below.
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refused(20422, "The body must be a JSON object");
  }
  return value as JsonObject;
}

/** Parses the parts of multipart/form-data (RFC 7578), by name; a file's value is its content. */
async function parseParts(type: string, bytes: Buffer): Promise<URLSearchParams> {
  const parts = await new Response(bytes as Buffer<ArrayBuffer>, { headers: { "Content-Type": type } })
    .formData()
    .catch((cause: unknown) => {
      throw Object.assign(refused(20422, "The body is not proper multipart/form-data"), { cause });
    });
  const form = new URLSearchParams();
  for (const [name, value] of parts) form.append(name, typeof value === "string" ? value : await value.text());
  return form;
}

/** Parses a form like URLSearchParams, but refuses malformed percent escapes and UTF-8 sequences. */
export function parseForm(text: string): URLSearchParams {
  try {
    decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw Object.assign(refused(20422, "The form is not properly percent-encoded"), { cause });
  }
  return new URLSearchParams(text);
}
