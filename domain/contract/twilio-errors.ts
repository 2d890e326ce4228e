/**
 * Groups of Twilio's errors by their effect on callers. Each code is in one group; there are few groups, because each is a metric's dimension:
 * - `refused`: Twilio rejected the call, before any webhook or in place of the agent's session.
 * - `unreachable`: Twilio couldn't fetch a webhook.
 * - `unusable`: Twilio couldn't execute an answer of ours.
 * - `agent`: the agent's own WebSocket failed; the caller got the fallback.
 * - `other`: everything else.
 */
export type TwilioErrorGroup = "refused" | "unreachable" | "unusable" | "agent" | "other";

/** Twilio rejects the call: the account isn't active, is on trial, or has reached its limit of calls or sessions. */
const REFUSED = new Set([10001, 10002, 10003, 10004, 10005, 16021, 64109, 86008]);
/** The WebSocket can't be opened, or it broke. */
const AGENT = new Set([64102, 64105]);
/** The session reached the maximum length of a call. */
const HARMLESS = new Set([64104]);

/** The group of a code of https://www.twilio.com/docs/api/errors. */
export function groupOf(code: number): TwilioErrorGroup {
  if (REFUSED.has(code)) return "refused";
  if (AGENT.has(code)) return "agent";
  if (HARMLESS.has(code)) return "other";
  // HTTP, TLS and DNS failures, and status callbacks that got an error response.
  if (within(code, 11_100, 11_999) || code === 15_003) return "unreachable";
  // Errors of TwiML documents, verbs and nouns, and of ConversationRelay's attributes.
  if (within(code, 12_100, 12_999) || within(code, 13_000, 13_999) || within(code, 64_100, 64_199)) return "unusable";
  return "other";
}

const within = (code: number, first: number, last: number): boolean => code >= first && code <= last;
