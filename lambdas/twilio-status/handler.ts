import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { statusEvent } from "../calls/contribution.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import { type HttpReply, statusReply } from "../http/reply.ts";
import type { HttpEvent } from "../http/request.ts";
import { serveRequests } from "../http/serve.ts";
import type { LateEvent } from "../late/event.ts";
import { keepLate } from "../late/keep.ts";
import { SEND_MS } from "../late/outbox.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import { callEntry, type Entry } from "../telemetry/telemetry.ts";
import { errorLogReceiver } from "../twilio-error-log/receive.ts";
import { admit } from "../twilio-webhook/admit.ts";
import { verifiableParts } from "../twilio-webhook/request.ts";
import { statusIn } from "../twilio-webhook/status.ts";

/**
 * Writes status callbacks at `/twilio/status` to the call's record. Twilio doesn't repeat a failed callback, so one that can't be written now goes to
 * the late-events queue; if that also fails, the reply is 503. Entries of Twilio's error log come at `/twilio/events`.
 */
export function statusHandler(deps: HandlerDeps): (event: HttpEvent) => Promise<HttpReply> {
  const receiveErrors = errorLogReceiver(deps);
  return serveRequests(deps, {
    line: "status",
    answer: (event, entry) =>
      event.rawPath === EVENTS_PATH ? receiveErrors(event, entry) : receiveStatus(event, deps, entry),
    onError: (error, entry) => {
      deps.telemetry.failure("the handler failed", error, entry);
      return statusReply(500);
    },
  });
}

async function receiveStatus(event: HttpEvent, deps: HandlerDeps, entry: Entry): Promise<HttpReply> {
  const { settings, telemetry } = deps;
  const deadline = deps.deadline();
  const admission = await admit(event, deps, deadline);
  const { webhook, failures } = admission;
  Object.assign(entry, callEntry(webhook.call));
  for (const failure of failures) telemetry.failure("a read failed", failure, entry);
  if (webhook.path !== "/twilio/status") throw new RejectedRequest(404, "path");
  const now = deps.now();
  if (admission.kind === "unverifiable") {
    const request = verifiableParts(event);
    return keep(deps, entry, { schema: 1, kind: "unverified", at: now.toISOString(), request });
  }

  const { tenant, connection } = admission.signer;
  Object.assign(entry, { tenant, connection, event: "status" });
  const context = { call: webhook.call, tenant, connection, now, retentionDays: settings.callRetentionDays };
  const contribution = statusEvent(context, statusIn(webhook));
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
  return (await keepLate(deps, entry, late, SEND_MS.status)) ? statusReply(204) : statusReply(503);
}
