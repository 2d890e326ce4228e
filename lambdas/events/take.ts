import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { groupOf } from "../../domain/contract/twilio-errors.ts";
import type { World } from "../settings/world.ts";
import type { Entry } from "../telemetry/telemetry.ts";
import { type HttpReply, statusReply } from "../webhook/reply.ts";
import { bodyOf, type HttpEvent, header, Refusal } from "../webhook/request.ts";
import { senderOf } from "../webhook/sender.ts";
import { isSignedWithBody } from "../webhook/signature.ts";
import { deliveryIn } from "./cloud-events.ts";

/** An event holds the request and the answer that failed, and several come at once. */
const MAX_EVENTS_BYTES = 1024 * 1024;
/** How many events are remembered, so that a repeat isn't counted again. */
const REMEMBERED = 1_000;

/**
 * Takes entries of an account's error log at Twilio, and counts each once: calls that never reach a webhook are seen by these alone.
 * A repeat that another execution takes is counted twice; no record is written.
 *
 * Twilio repeats a delivery for four hours after a 5xx, and never after a 4xx, so what can't be verified now is answered with 503.
 * https://www.twilio.com/docs/events/event-delivery-and-duplication, https://www.twilio.com/docs/api/errors/91305
 */
export function eventTaker(world: World): (event: HttpEvent, entry: Entry) => Promise<HttpReply> {
  const { settings, signers, telemetry } = world;
  const seen = new Set<string>();
  return async (event, entry) => {
    if (event.requestContext.http.method !== "POST") throw new Refusal(405, "method");
    if (!/^application\/(cloudevents[\w+.-]*\+)?json\b/i.test(header(event, "content-type")))
      throw new Refusal(400, "content-type");
    const body = bodyOf(event, MAX_EVENTS_BYTES).toString("utf8");
    const { accountSid, errors } = deliveryIn(body);
    Object.assign(entry, { accountSid, event: "twilio-errors" });
    const url = `${settings.webhookOrigin}${EVENTS_PATH}${event.rawQueryString ? `?${event.rawQueryString}` : ""}`;
    const signature = header(event, "x-twilio-signature");
    const isSignedBy = (tokens: readonly string[]) => isSignedWithBody({ url, signature, body }, tokens);
    const sender = await senderOf({ accountSid, signature, isSignedBy }, signers, world.deadline());
    if (sender.failure !== undefined) telemetry.failure("a read failed", sender.failure, entry);
    if (sender.kind === "unverifiable") return statusReply(503);
    const { tenant, connection } = sender.signer;
    Object.assign(entry, { tenant, connection });
    for (const { id, code, level, callSid } of errors) {
      if (seen.has(id)) {
        telemetry.count("Repeat");
        continue;
      }
      if (seen.size >= REMEMBERED) seen.delete(seen.values().next().value as string);
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
