import { createHash, createHmac } from "node:crypto";
import type { HttpEvent } from "../http/request.ts";

export const ORIGIN = "https://voice.us.aybiza.example";

/** Signs as Twilio does. Written from Twilio's description, independent of the package that verifies. https://www.twilio.com/docs/usage/webhooks/webhooks-security#explore-the-algorithm-yourself */
export function sign(token: string, url: string, params: Readonly<Record<string, string>>): string {
  const text = Object.keys(params)
    .sort()
    .reduce((sum, name) => sum + name + params[name], url);
  return createHmac("sha1", token).update(text, "utf8").digest("base64");
}

/** A webhook as the HTTP API delivers it: the form in base64, header names in lower case. */
export function webhook(
  path: string,
  params: Readonly<Record<string, string>>,
  token: string | undefined,
  origin = ORIGIN,
): HttpEvent {
  const [rawPath, rawQueryString = ""] = path.split("?");
  return {
    rawPath: rawPath!,
    rawQueryString,
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      host: "voice.us.aybiza.example",
      ...(token !== undefined && { "x-twilio-signature": sign(token, `${origin}${path}`, params) }),
    },
    body: Buffer.from(new URLSearchParams(params).toString()).toString("base64"),
    isBase64Encoded: true,
    requestContext: { requestId: "req-1", http: { method: "POST" } },
  };
}

/** A request with a JSON body. Its signature covers the URL, whose query has the body's digest. https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-requests-with-json-payloads */
export function jsonWebhook(path: string, body: string, token: string | undefined): HttpEvent {
  const query = `bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
  return {
    rawPath: path,
    rawQueryString: query,
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { "x-twilio-signature": sign(token, `${ORIGIN}${path}?${query}`, {}) }),
    },
    body,
    isBase64Encoded: false,
    requestContext: { requestId: "req-1", http: { method: "POST" } },
  };
}

/** A fictional SID: a prefix and the number in 32 hex digits. */
export function sid(prefix: string, number: number): string {
  return prefix + number.toString(16).padStart(32, "0");
}
