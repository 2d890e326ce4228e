import { statusEvent } from "../calls/record.ts";
import type { World } from "../settings/world.ts";
import { type Entry, masked } from "../telemetry/telemetry.ts";
import { admit } from "../webhook/admit.ts";
import { type HttpReply, statusReply } from "../webhook/reply.ts";
import { type HttpEvent, Refusal } from "../webhook/request.ts";

/** Takes status callbacks at `/twilio/status` into the call's record. No caller waits for it: what can't be done now is answered with 503. */
export function statusHandler(world: World): (event: HttpEvent) => Promise<HttpReply> {
  const { telemetry } = world;
  return async (event) => {
    const start = performance.now();
    const entry: Entry = { requestId: event.requestContext.requestId };
    let reply: HttpReply;
    try {
      reply = await take(event, world, entry);
    } catch (error) {
      if (error instanceof Refusal) {
        telemetry.count("WebhookRefused");
        entry.refusal = error.code;
        if (error.cause !== undefined) telemetry.failure("refused for a fault of ours", error.cause, entry);
        reply = statusReply(error.status);
      } else {
        telemetry.count("HandlerError");
        telemetry.failure("the handler failed", error, entry);
        reply = statusReply(500);
      }
    }
    telemetry.done("status", {
      ...entry,
      status: reply.statusCode,
      latencyMs: Math.round((performance.now() - start) * 10) / 10,
    });
    return reply;
  };
}

async function take(event: HttpEvent, world: World, entry: Entry): Promise<HttpReply> {
  const { settings, telemetry } = world;
  const deadline = world.deadline();
  const admission = await admit(event, { ...world, webhookOrigin: settings.webhookOrigin }, deadline);
  const { webhook, failures } = admission;
  Object.assign(entry, {
    callSid: webhook.callSid,
    accountSid: webhook.accountSid,
    number: webhook.to,
    from: masked(webhook.from),
  });
  for (const failure of failures) telemetry.failure("a read failed", failure, entry);
  if (webhook.path !== "/twilio/status") throw new Refusal(404, "path");
  if (admission.kind === "unverifiable") return statusReply(503);

  const { signer } = admission;
  Object.assign(entry, { tenant: signer.tenant, connection: signer.connection, event: "status" });
  const contribution = statusEvent({ webhook, ...signer, now: world.now(), retentionDays: settings.callRetentionDays });
  if (!contribution) throw new Refusal(400, "shape-of-CallStatus");

  const written = await world.calls.add(contribution, deadline);
  entry.written = written.kind;
  if (written.kind === "foreign") throw new Refusal(403, "call-of-another-account");
  if (written.kind === "repeat") telemetry.count("Repeat");
  if (written.kind === "lost") {
    telemetry.count("RecordLost");
    telemetry.failure("the call record wasn't written", written.failure, entry);
    return statusReply(503);
  }
  return statusReply(204);
}
