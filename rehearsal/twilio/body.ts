import type { IncomingMessage } from "node:http";
import { refused, TwilioError } from "./errors.ts";

/** Far above any form of this API; a larger body is answered 413 without being kept. */
const MAX_BODY_BYTES = 128 * 1024;

/** Reads a request's form. The API takes no other kind of body. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) throw new TwilioError(413, 20413, "Request Entity Too Large");
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return new URLSearchParams();
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw refused(20422, "The body must be application/x-www-form-urlencoded");
  }
  return parseForm(text);
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
