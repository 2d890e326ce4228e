import { statusEvent } from "../calls/record.ts";
import type { World } from "../settings/world.ts";
import { type Entry, masked } from "../telemetry/telemetry.ts";
import { admit } from "../webhook/admit.ts";
import { type HttpReply, statusReply } from "../webhook/reply.ts";
import { type HttpEvent, Refusal } from "../webhook/request.ts";
import { takeWebhooks } from "../webhook/take.ts";

/** Takes status callbacks at `/twilio/status` into the call's record. No caller waits for it: what can't be done now is answered with 503. */
export function statusHandler(world: World): (event: HttpEvent) => Promise<HttpReply> {
  return takeWebhooks(world, {
    line: "status",
    work: (event, entry) => take(event, world, entry),
    failed: (error, entry) => {
      world.telemetry.failure("the handler failed", error, entry);
      return statusReply(500);
    },
  });
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
