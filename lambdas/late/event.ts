import type { Contribution } from "../calls/contribution.ts";
import type { HttpEvent } from "../twilio-webhook/request.ts";

/**
 * What happened on a call and couldn't be written in time: it waits in the region's queue. Either what it adds to the call's record, from a
 * webhook that was verified, or a webhook whose signature couldn't be checked, since the account's tokens couldn't be read: it is as it came,
 * and is verified before anything of it is written.
 */
export type LateEvent =
  | { readonly schema: 1; readonly kind: "contribution"; readonly contribution: Contribution }
  | {
      readonly schema: 1;
      readonly kind: "unverified";
      /** When it came, ISO 8601. */
      readonly at: string;
      readonly request: HttpEvent;
    };

/** A message that no handler of ours has written. It stays in the queue, and ends among the dead letters. */
export class UnreadableMessage extends Error {
  override readonly name = "UnreadableMessage";
}

/** As it is stored: of a webhook only what is needed to verify and read it. */
export function lateEventMessage(event: LateEvent): string {
  if (event.kind === "contribution") return JSON.stringify(event);
  const { rawPath, rawQueryString, headers = {}, body, isBase64Encoded, requestContext } = event.request;
  const kept = Object.entries(headers).filter(([name]) => /^(content-type|x-twilio-signature)$/i.test(name));
  const request: HttpEvent = {
    rawPath,
    ...(rawQueryString !== undefined && { rawQueryString }),
    headers: Object.fromEntries(kept),
    ...(body !== undefined && { body }),
    ...(isBase64Encoded !== undefined && { isBase64Encoded }),
    requestContext: { http: { method: requestContext.http.method } },
  };
  return JSON.stringify({ ...event, request });
}

/** Reads a message back. @throws UnreadableMessage for what `lateEventMessage` didn't make; of the text nothing is repeated */
export function parseLateEvent(message: string): LateEvent {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    throw new UnreadableMessage("a message isn't JSON");
  }
  if (!isBag(value) || value.schema !== 1) throw new UnreadableMessage("a message's schema isn't 1");
  if (value.kind === "contribution" && isContribution(value.contribution)) return value as unknown as LateEvent;
  const { request } = value;
  if (value.kind === "unverified" && typeof value.at === "string" && isBag(request) && isBag(request.requestContext))
    return value as unknown as LateEvent;
  throw new UnreadableMessage("a message lacks what its kind has");
}

function isContribution(value: unknown): value is Contribution {
  if (!isBag(value) || typeof value.callSid !== "string" || typeof value.accountSid !== "string") return false;
  if (!isBag(value.set) || !isBag(value.keep) || !isBag(value.once)) return false;
  return "rank" in value.once ? typeof value.once.rank === "number" : typeof value.once.answer === "string";
}

function isBag(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
