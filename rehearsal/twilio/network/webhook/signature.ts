import { createHmac } from "node:crypto";

/** Form parameters of a webhook. An array holds the values of a repeated key. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/**
 * Returns the form of a URL that Twilio signs: without user and password, without `#...`, and for TLS without the port
 * (plain HTTP keeps it). The rest stays as written; nothing is percent-encoded again.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signedUrl(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#]*@)?([^/?#]*)([^#]*)/i.exec(url);
  if (!parts) return url;
  const [, scheme = "", authority = "", rest = ""] = parts;
  const encrypted = /^(https|wss):/i.test(scheme);
  return scheme + (encrypted ? authority.replace(/:\d+$/, "") : authority) + rest;
}

/**
 * Returns the `X-Twilio-Signature` header: base64(HMAC-SHA1(auth token, URL + each form parameter's name and value, sorted by name)).
 * For a GET or a WebSocket, the parameters are part of the URL and `params` is empty.
 */
export function signature(request: { authToken: string; url: string; params?: Parameters }): string {
  const params = request.params ?? {};
  let data = signedUrl(request.url);
  for (const name of Object.keys(params).sort()) {
    const value = params[name] as string | readonly string[];
    const values = typeof value === "string" ? [value] : [...new Set(value)].sort();
    for (const one of values) data += name + one;
  }
  return createHmac("sha1", request.authToken).update(data, "utf8").digest("base64");
}
