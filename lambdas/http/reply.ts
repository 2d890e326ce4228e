import type { RejectionStatus } from "./rejected-request.ts";

/** An answer in payload format 2.0. */
export interface HttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TITLES: Record<RejectionStatus | 204 | 500 | 503, string> = {
  204: "",
  400: "Bad request",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  413: "Payload too large",
  500: "Internal error",
  503: "Unavailable",
};

/** A reply with a status and its title. It gives no reason, since the sender may be an attacker. */
export function statusReply(statusCode: keyof typeof TITLES): HttpReply {
  return {
    statusCode,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    body: TITLES[statusCode],
  };
}
