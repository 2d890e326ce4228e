import type { IncomingMessage } from "node:http";
import { refused, TwilioError } from "./errors.ts";
import type { JsonObject, Operation } from "./openapi.ts";

/** Far above any form of this API; a larger body is answered 413 without being kept. */
const MAX_BODY_BYTES = 128 * 1024;

/** A request's body: a form, or for the few operations that take it, JSON. */
export interface Body {
  readonly form: URLSearchParams;
  readonly json?: JsonObject;
}

/** Reads a request's body. Throws TwilioError where it is neither a form nor a JSON object. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) throw new TwilioError(413, 20413, "Request Entity Too Large");
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return { form: new URLSearchParams() };
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return { form: new URLSearchParams(), json: parseJson(text) };
  if (type !== "application/x-www-form-urlencoded") {
    throw refused(20422, "The body must be application/x-www-form-urlencoded");
  }
  return { form: parseForm(text) };
}

/** Whether the body is of the kind that the operation takes; otherwise 400, code 20422. */
export function checkBody({ json, method }: Operation, body: Body): void {
  if (body.json !== undefined && !json) throw refused(20422, "The body must be application/x-www-form-urlencoded");
  if (body.json === undefined && json && method !== "GET") throw refused(20422, "The body must be application/json");
}

function parseJson(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Refused below.
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refused(20422, "The body must be a JSON object");
  }
  return value as JsonObject;
}

/** Like URLSearchParams, but a broken percent escape or a broken UTF-8 sequence is refused instead of guessed at. */
export function parseForm(text: string): URLSearchParams {
  try {
    decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw Object.assign(refused(20422, "The form is not properly percent-encoded"), { cause });
  }
  return new URLSearchParams(text);
}
