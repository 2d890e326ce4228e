// Import only this module: the package's index loads every API client of Twilio.
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import type { Webhook } from "./request.ts";

/** The parts of a webhook that the signature covers. */
export type SignedParts = Omit<Webhook, "call">;

/**
 * Whether one of the account's tokens signed the webhook. Compares in constant time.
 * The URL's origin comes from our configuration, because the sender chooses the Host header.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function isSigned(webhook: SignedParts, tokens: readonly string[], origin: string): boolean {
  if (webhook.signature === "") return false;
  const url = `${origin}${webhook.path}${webhook.query ? `?${webhook.query}` : ""}`;
  return tokens.some((token) => validateRequest(token, webhook.signature, url, webhook.form));
}

/**
 * Whether one of the account's tokens signed a request whose body isn't a form. Twilio signs the URL, whose query has the body's SHA-256.
 * A request without that digest counts as unsigned.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-requests-with-json-payloads
 */
export function isSignedWithBody(
  { url, signature, body }: { readonly url: string; readonly signature: string; readonly body: string },
  tokens: readonly string[],
): boolean {
  return tokens.some((token) => validateRequestWithBody(token, signature, url, body));
}
