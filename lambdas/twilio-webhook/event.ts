import type { AnswerOf, CallEvent, DialStatus } from "../../domain/router/decide.ts";
import { field, RejectedRequest, type Webhook } from "./request.ts";
import { FALLBACK_LEG } from "./twiml.ts";

const DIAL_STATUSES: readonly string[] = ["completed", "answered", "busy", "no-answer", "failed", "canceled"];

/**
 * What a webhook of the voice handler says. A status that Twilio might add one day counts as failed:
 * the caller then reaches the fallback or a notice, never silence.
 */
export function callEvent(webhook: Webhook): CallEvent {
  const { form } = webhook;
  const errorCode = field(form, "ErrorCode");
  const error = errorCode && /^\d{1,6}$/.test(errorCode) ? { errorCode } : {};
  switch (webhook.path) {
    case "/twilio/voice":
      return { kind: "incoming" };
    case "/twilio/fallback":
      return { kind: "vendor-fallback", failed: answerOf(field(form, "ErrorUrl")), ...error };
    case "/twilio/after": {
      const dialStatus = field(form, "DialCallStatus");
      if (dialStatus !== undefined || webhook.query === FALLBACK_LEG) {
        return {
          kind: "after-dial",
          dialStatus: DIAL_STATUSES.includes(dialStatus ?? "") ? (dialStatus as DialStatus) : "failed",
        };
      }
      const session = field(form, "SessionStatus");
      const handoffData = field(form, "HandoffData");
      return {
        kind: "after-connect",
        sessionStatus: session === "completed" || session === "ended" ? session : "failed",
        ...(handoffData && { handoffData }),
        ...error,
      };
    }
    default:
      throw new RejectedRequest(404, "path");
  }
}

/** An answer of the fallback URL itself that failed (Twilio isn't known to ask again then) counts as the last, so that nothing can go round. */
function answerOf(errorUrl: string | undefined): AnswerOf {
  if (!errorUrl || !URL.canParse(errorUrl)) return "incoming";
  const { pathname, search } = new URL(errorUrl);
  if (pathname === "/twilio/fallback") return "after-dial";
  if (pathname !== "/twilio/after") return "incoming";
  return search === `?${FALLBACK_LEG}` ? "after-dial" : "after-connect";
}
