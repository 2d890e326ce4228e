import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { groupOf } from "../../domain/contract/twilio-errors.ts";
import { verifySender } from "../admission/sender.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import { type HttpReply, statusReply } from "../http/reply.ts";
import { bodyOf, type HttpEvent, header } from "../http/request.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry } from "../telemetry/telemetry.ts";
import { isSignedWithBody } from "../twilio-webhook/signature.ts";
import { parseDelivery } from "./cloud-events.ts";

/** Maximum size of a delivery: it has several events, each with the failed request and reply. */
const MAX_EVENTS_BYTES = 1024 * 1024;
/** Number of event ids that are stored to detect repeats. */
const MAX_SEEN = 1_000;

/**
 * Receives entries of accounts' error logs at Twilio, and counts them: the only trace of calls that never reach a webhook. It writes no record. A repeat
 * that reaches another execution environment is counted again.
 *
 * Twilio repeats a delivery for four hours after a 5xx, and never after a 4xx, so a delivery that can't be verified now gets 503.
 * https://www.twilio.com/docs/events/event-delivery-and-duplication, https://www.twilio.com/docs/api/errors/91305
 */
export function errorLogReceiver(deps: HandlerDeps): (event: HttpEvent, entry: Entry) => Promise<HttpReply> {
  const { settings, signers, telemetry } = deps;
  const seen = new Set<string>();
  return async (event, entry) => {
    if (event.requestContext.http.method !== "POST") throw new RejectedRequest(405, "method");
    if (!/^application\/(cloudevents[\w+.-]*\+)?json\b/i.test(header(event, "content-type")))
      throw new RejectedRequest(400, "content-type");
    const body = bodyOf(event, MAX_EVENTS_BYTES).toString("utf8");
    const { accountSid, errors } = parseDelivery(body);
    Object.assign(entry, { accountSid, event: "twilio-errors" });
    const url = `${settings.webhookOrigin}${EVENTS_PATH}${event.rawQueryString ? `?${event.rawQueryString}` : ""}`;
    const signature = header(event, "x-twilio-signature");
    const isSignedBy = (tokens: readonly string[]) => isSignedWithBody({ url, signature, body }, tokens);
    const sender = await verifySender({ account: accountSid, signature, isSignedBy }, signers, deps.deadline());
    if (sender.failure !== undefined) telemetry.failure("a read failed", sender.failure, entry);
    if (sender.kind === "unverifiable") return statusReply(503);
    const { tenant, connection } = sender.signer;
    Object.assign(entry, { tenant, connection });
    for (const { id, code, level, callSid } of errors) {
      if (seen.has(id)) {
        telemetry.count("Repeat");
        continue;
      }
      if (seen.size >= MAX_SEEN) seen.delete(seen.values().next().value as string);
      seen.add(id);
      const { requestId } = entry;
      telemetry.twilioError({
        ...(requestId !== undefined && { requestId }),
        ...(callSid !== undefined && { callSid }),
        ...{ accountSid, tenant, connection, twilioCode: code, twilioLevel: level, group: groupOf(code) },
      });
    }
    return statusReply(204);
  };
}
