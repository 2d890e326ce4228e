import type { Contribution } from "../calls/contribution.ts";
import type { HttpEvent } from "../http/request.ts";

/**
 * A message of the late-events queue, for an event that couldn't be written in time: the contribution of a verified webhook, or a webhook whose
 * signature couldn't be checked because the account's tokens couldn't be read. Such a webhook is queued unchanged and verified later.
 */
export type LateEvent =
  | { readonly schema: 1; readonly kind: "contribution"; readonly contribution: Contribution }
  | {
      readonly schema: 1;
      readonly kind: "unverified";
      /** Arrival of the webhook, ISO 8601. */
      readonly at: string;
      readonly request: HttpEvent;
    };

/** A message in an unknown format. It stays in the queue until SQS moves it to the dead-letter queue. */
export class UnreadableMessage extends Error {
  override readonly name = "UnreadableMessage";
}

/** Parses a message of the queue. @throws UnreadableMessage, which doesn't quote the message */
export function parseLateEvent(message: string): LateEvent {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    throw new UnreadableMessage("a message isn't JSON");
  }
  if (!isObject(value) || value.schema !== 1) throw new UnreadableMessage("a message's schema isn't 1");
  if (value.kind === "contribution" && isContribution(value.contribution)) return value as unknown as LateEvent;
  const { request } = value;
  if (
    value.kind === "unverified" &&
    typeof value.at === "string" &&
    isObject(request) &&
    isObject(request.requestContext)
  )
    return value as unknown as LateEvent;
  throw new UnreadableMessage("a message lacks the fields of its kind");
}

function isContribution(value: unknown): value is Contribution {
  if (!isObject(value) || typeof value.callSid !== "string" || typeof value.accountSid !== "string") return false;
  if (!isObject(value.set) || !isObject(value.keep) || !isObject(value.once)) return false;
  return "rank" in value.once ? typeof value.once.rank === "number" : typeof value.once.answer === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
