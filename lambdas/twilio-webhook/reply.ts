import type { HttpReply } from "../http/reply.ts";

/** A reply with TwiML. */
export function twimlReply(body: string): HttpReply {
  return { statusCode: 200, headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" }, body };
}
