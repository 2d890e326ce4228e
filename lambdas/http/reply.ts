import type { RejectedRequest } from "../twilio-webhook/request.ts";

/** An answer in payload format 2.0. */
export interface HttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** TwiML. */
export function twimlReply(body: string): HttpReply {
  return { statusCode: 200, headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" }, body };
}

const TITLES: Record<number, string> = {
  204: "",
  400: "Bad request",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  413: "Payload too large",
  500: "Internal error",
  503: "Unavailable",
};

/** A status with its title, and nothing that tells a stranger why. */
export function statusReply(statusCode: RejectedRequest["status"] | 204 | 500 | 503): HttpReply {
  return {
    statusCode,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    body: TITLES[statusCode]!,
  };
}
