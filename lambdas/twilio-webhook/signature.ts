// The module alone: the package's barrel loads every API client of Twilio.
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import type { Webhook } from "./request.ts";

/**
 * Whether one of the account's tokens signed the webhook, compared in constant time.
 * The URL is that of our own configuration: what a Host header says is the sender's to choose.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function isSigned(webhook: Webhook, tokens: readonly string[], origin: string): boolean {
  if (webhook.signature === "") return false;
  const url = `${origin}${webhook.path}${webhook.query ? `?${webhook.query}` : ""}`;
  return tokens.some((token) => validateRequest(token, webhook.signature, url, webhook.form));
}

/**
 * Whether one of the account's tokens signed a request whose body isn't a form: the URL is signed, and names the body's SHA-256 in its query.
 * A request without that digest isn't signed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-requests-with-json-payloads
 */
export function isSignedWithBody(
  { url, signature, body }: { readonly url: string; readonly signature: string; readonly body: string },
  tokens: readonly string[],
): boolean {
  return tokens.some((token) => validateRequestWithBody(token, signature, url, body));
}
