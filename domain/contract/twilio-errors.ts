/**
 * What an error of Twilio's means for callers. A metric has one dimension for each, so there are few, and each code is in one:
 * - `refused`: Twilio rejected the call, before any webhook or in place of the agent's session.
 * - `unreachable`: Twilio couldn't fetch a webhook.
 * - `unusable`: Twilio couldn't do what an answer of ours says.
 * - `agent`: the agent's own WebSocket failed; the caller got the fallback.
 * - `other`: all else.
 */
export type TwilioErrorGroup = "refused" | "unreachable" | "unusable" | "agent" | "other";

/** Calls that Twilio rejects: an account that isn't active, is on trial, or has as many calls or sessions as it may have. */
const REFUSED = new Set([10001, 10002, 10003, 10004, 10005, 16021, 64109, 86008]);
/** The WebSocket can't be opened, or ended. */
const AGENT = new Set([64102, 64105]);
/** A session that was as long as a call may be. */
const HARMLESS = new Set([64104]);

/** The group of a code of https://www.twilio.com/docs/api/errors. */
export function groupOf(code: number): TwilioErrorGroup {
  if (REFUSED.has(code)) return "refused";
  if (AGENT.has(code)) return "agent";
  if (HARMLESS.has(code)) return "other";
  // HTTP, TLS and DNS failures; a status callback that was answered with an error.
  if (within(code, 11_100, 11_999) || code === 15_003) return "unreachable";
  // TwiML as a document, verbs and nouns, and ConversationRelay's attributes.
  if (within(code, 12_100, 12_999) || within(code, 13_000, 13_999) || within(code, 64_100, 64_199)) return "unusable";
  return "other";
}

const within = (code: number, first: number, last: number): boolean => code >= first && code <= last;
