import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { statusEvent } from "../calls/contribution.ts";
import { type HttpReply, statusReply } from "../http/reply.ts";
import { serveRequests } from "../http/serve.ts";
import type { LateEvent } from "../late/event.ts";
import { keepLate } from "../late/keep.ts";
import { SEND_MS } from "../late/outbox.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import { type Entry, masked } from "../telemetry/telemetry.ts";
import { errorLogReceiver } from "../twilio-error-log/receive.ts";
import { admit } from "../twilio-webhook/admit.ts";
import { type HttpEvent, RejectedRequest } from "../twilio-webhook/request.ts";

/**
 * Takes status callbacks at `/twilio/status` into the call's record. Twilio doesn't repeat one that failed, so what can't be written now is
 * kept in the queue of late events; only where that fails too, the answer is 503. Entries of Twilio's error log come at `/twilio/events`.
 */
export function statusHandler(deps: HandlerDeps): (event: HttpEvent) => Promise<HttpReply> {
  const takeEvents = errorLogReceiver(deps);
  return serveRequests(deps, {
    line: "status",
    work: (event, entry) => (event.rawPath === EVENTS_PATH ? takeEvents(event, entry) : take(event, deps, entry)),
    failed: (error, entry) => {
      deps.telemetry.failure("the handler failed", error, entry);
      return statusReply(500);
    },
  });
}

async function take(event: HttpEvent, deps: HandlerDeps, entry: Entry): Promise<HttpReply> {
  const { settings, telemetry } = deps;
  const deadline = deps.deadline();
  const admission = await admit(event, { ...deps, webhookOrigin: settings.webhookOrigin }, deadline);
  const { webhook, failures } = admission;
  Object.assign(entry, {
    callSid: webhook.callSid,
    accountSid: webhook.accountSid,
    number: webhook.to,
    from: masked(webhook.from),
  });
  for (const failure of failures) telemetry.failure("a read failed", failure, entry);
  if (webhook.path !== "/twilio/status") throw new RejectedRequest(404, "path");
  if (admission.kind === "unverifiable")
    return keep(deps, entry, { schema: 1, kind: "unverified", at: deps.now().toISOString(), request: event });

  const { signer } = admission;
  Object.assign(entry, { tenant: signer.tenant, connection: signer.connection, event: "status" });
  const contribution = statusEvent({ webhook, ...signer, now: deps.now(), retentionDays: settings.callRetentionDays });
  if (!contribution) throw new RejectedRequest(400, "shape-of-CallStatus");

  const written = await deps.calls.add(contribution, deadline);
  entry.written = written.kind;
  if (written.kind === "foreign") throw new RejectedRequest(403, "call-of-another-account");
  if (written.kind === "repeat") telemetry.count("Repeat");
  if (written.kind === "lost") {
    telemetry.failure("the call record wasn't written", written.failure, entry);
    return keep(deps, entry, { schema: 1, kind: "contribution", contribution });
  }
  return statusReply(204);
}

async function keep(deps: HandlerDeps, entry: Entry, late: LateEvent): Promise<HttpReply> {
  return (await keepLate(deps, entry, late, SEND_MS.nobody)) ? statusReply(204) : statusReply(503);
}
