import { CALL_STATUSES } from "../../domain/contract/call-status.ts";
import type { StatusUpdate } from "../calls/contribution.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import { field, integerField, type Webhook } from "./request.ts";

/** Parses the status in a status callback. @throws RejectedRequest for a status that Twilio doesn't document. https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
export function statusIn({ form }: Webhook): StatusUpdate {
  const given = field(form, "CallStatus");
  const status = CALL_STATUSES.find((known) => known === (given === "answered" ? "in-progress" : given));
  if (status === undefined) throw new RejectedRequest(400, "shape-of-CallStatus");
  return {
    status,
    endedAt: timestamp(field(form, "Timestamp")),
    durationSeconds: integerField(form, "CallDuration"),
    sipResponseCode: integerField(form, "SipResponseCode"),
  };
}

function timestamp(rfc2822: string | undefined): string | undefined {
  const ms = rfc2822 ? Date.parse(rfc2822) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
