// The module alone: the package's barrel loads every API client of Twilio.
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
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
