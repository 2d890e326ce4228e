import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { statusEvent } from "../calls/record.ts";
import { eventTaker } from "../events/take.ts";
import type { LateEvent } from "../late/event.ts";
import { keepLate } from "../late/keep.ts";
import { SEND_MS } from "../late/outbox.ts";
import type { World } from "../settings/world.ts";
import { type Entry, masked } from "../telemetry/telemetry.ts";
import { admit } from "../webhook/admit.ts";
import { type HttpReply, statusReply } from "../webhook/reply.ts";
import { type HttpEvent, Refusal } from "../webhook/request.ts";
import { takeWebhooks } from "../webhook/take.ts";

/**
 * Takes status callbacks at `/twilio/status` into the call's record. Twilio doesn't repeat one that failed, so what can't be written now is
 * kept in the queue of late events; only where that fails too, the answer is 503. Entries of Twilio's error log come at `/twilio/events`.
 */
export function statusHandler(world: World): (event: HttpEvent) => Promise<HttpReply> {
  const takeEvents = eventTaker(world);
  return takeWebhooks(world, {
    line: "status",
    work: (event, entry) => (event.rawPath === EVENTS_PATH ? takeEvents(event, entry) : take(event, world, entry)),
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
  if (admission.kind === "unverifiable")
    return keep(world, entry, { schema: 1, kind: "unverified", at: world.now().toISOString(), request: event });

  const { signer } = admission;
  Object.assign(entry, { tenant: signer.tenant, connection: signer.connection, event: "status" });
  const contribution = statusEvent({ webhook, ...signer, now: world.now(), retentionDays: settings.callRetentionDays });
  if (!contribution) throw new Refusal(400, "shape-of-CallStatus");

  const written = await world.calls.add(contribution, deadline);
  entry.written = written.kind;
  if (written.kind === "foreign") throw new Refusal(403, "call-of-another-account");
  if (written.kind === "repeat") telemetry.count("Repeat");
  if (written.kind === "lost") {
    telemetry.failure("the call record wasn't written", written.failure, entry);
    return keep(world, entry, { schema: 1, kind: "contribution", contribution });
  }
  return statusReply(204);
}

async function keep(world: World, entry: Entry, late: LateEvent): Promise<HttpReply> {
  return (await keepLate(world, entry, late, SEND_MS.nobody)) ? statusReply(204) : statusReply(503);
}
