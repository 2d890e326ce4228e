import type { AnswerOf, CallEvent, DialStatus } from "../../domain/router/decision.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import { field, integerField, type Webhook } from "./request.ts";
import { FALLBACK_LEG } from "./twiml.ts";

const DIAL_STATUSES: readonly string[] = ["completed", "answered", "busy", "no-answer", "failed", "canceled"];

/**
 * Parses the event in a webhook of the voice handler. An undocumented status counts as failed: the caller then gets the fallback or a notice, never
 * silence. Fields: https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#action-url-parameters,
 * https://www.twilio.com/docs/voice/twiml/dial#attributes-action
 */
export function callEvent({ path, query, form }: Webhook): CallEvent {
  const errorCode = field(form, "ErrorCode");
  const error = errorCode && /^\d{1,6}$/.test(errorCode) ? { errorCode } : {};
  switch (path) {
    case "/twilio/voice":
      return { kind: "incoming" };
    case "/twilio/fallback":
      return { kind: "vendor-fallback", failed: failedAnswer(field(form, "ErrorUrl")), ...error };
    case "/twilio/after": {
      const dialStatus = field(form, "DialCallStatus");
      if (dialStatus !== undefined || query === FALLBACK_LEG) {
        const dialSeconds = integerField(form, "DialCallDuration");
        return {
          kind: "after-dial",
          dialStatus: DIAL_STATUSES.includes(dialStatus ?? "") ? (dialStatus as DialStatus) : "failed",
          ...(dialSeconds !== undefined && { dialSeconds }),
        };
      }
      const session = field(form, "SessionStatus");
      const sessionSeconds = integerField(form, "SessionDuration");
      const handoffData = field(form, "HandoffData");
      return {
        kind: "after-connect",
        sessionStatus: session === "completed" || session === "ended" ? session : "failed",
        ...(sessionSeconds !== undefined && { sessionSeconds }),
        ...(handoffData && { handoffData }),
        ...error,
      };
    }
    default:
      throw new RejectedRequest(404, "path");
  }
}

/** Determines by its URL which answer failed. A failed answer of the fallback URL counts as the last one, so that no call loops. */
function failedAnswer(errorUrl: string | undefined): AnswerOf {
  if (!errorUrl || !URL.canParse(errorUrl)) return "incoming";
  const { pathname, search } = new URL(errorUrl);
  if (pathname === "/twilio/fallback") return "after-dial";
  if (pathname !== "/twilio/after") return "incoming";
  return search === `?${FALLBACK_LEG}` ? "after-dial" : "after-connect";
}
