import { languageOf } from "../../domain/contract/region-fallback.ts";
import { RouteError } from "../../domain/contract/route.ts";
import { regionNotice } from "../../domain/router/answers.ts";
import { decide } from "../../domain/router/decide.ts";
import { SPOKEN_BYTES } from "../../domain/router/spoken.ts";
import { isNearExpiry } from "../../domain/rules/documents-until.ts";
import { answeredEvent } from "../calls/contribution.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import type { HttpReply } from "../http/reply.ts";
import type { HttpEvent } from "../http/request.ts";
import { elapsed, serveRequests } from "../http/serve.ts";
import { keepLate } from "../late/keep.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import { callEntry, type Entry } from "../telemetry/telemetry.ts";
import { type Admission, admit } from "../twilio-webhook/admit.ts";
import { callEvent } from "../twilio-webhook/event.ts";
import { twimlReply } from "../twilio-webhook/reply.ts";
import { verifiableParts } from "../twilio-webhook/request.ts";
import { type RenderContext, render } from "../twilio-webhook/twiml.ts";

/** Answers `/twilio/voice`, `/twilio/after` and `/twilio/fallback` with TwiML. After any failure the caller still hears a notice. */
export function voiceHandler(deps: HandlerDeps): (event: HttpEvent) => Promise<HttpReply> {
  const { settings, telemetry } = deps;
  return serveRequests(deps, {
    line: "webhook",
    answer: (event, entry, start) => answer(event, deps, entry, start),
    onError: (error, entry) => {
      telemetry.count("StaticFallback");
      telemetry.failure("the handler failed: the region's notice is spoken", error, entry);
      const language = languageOf(settings.region, String(entry.number ?? ""));
      const notice = regionNotice("the handler failed", settings.region, language);
      return twimlReply(render(notice, { origin: settings.webhookOrigin }));
    },
  });
}

async function answer(event: HttpEvent, deps: HandlerDeps, entry: Entry, start: number): Promise<HttpReply> {
  const { settings, telemetry } = deps;
  const rendering: RenderContext = {
    origin: settings.webhookOrigin,
    onCut: (what, bytes) => {
      telemetry.count("TextCut");
      entry.cut = `the ${what} has ${bytes} bytes; Twilio speaks at most ${SPOKEN_BYTES}`;
    },
  };
  const deadline = deps.deadline();
  const admission = await admit(event, deps, deadline);
  const { webhook } = admission;
  const { call } = webhook;
  Object.assign(entry, callEntry(call));
  report(admission, deps, entry);
  const happened = callEvent(webhook);
  if (admission.kind === "unverifiable") {
    telemetry.count("StaticFallback");
    const [at, request] = [deps.now().toISOString(), verifiableParts(event)];
    await keepLate(deps, entry, { schema: 1, kind: "unverified", at, request });
    const language = languageOf(settings.region, call.called.text);
    return twimlReply(render(regionNotice("the sender can't be verified now", settings.region, language), rendering));
  }

  const { tenant, connection } = admission.signer;
  const now = deps.now();
  const decision = decide(happened, admission.found, now, call, settings.region);
  const twiml = render(decision, rendering);
  const { action, reason } = decision;
  Object.assign(entry, { tenant, connection, event: happened.kind, action, reason });

  const context = { call, tenant, connection, now, retentionDays: settings.callRetentionDays };
  const contribution = answeredEvent(context, happened, decision, twiml, elapsed(start));
  const written = await deps.calls.add(contribution, deadline);
  entry.written = written.kind;
  if (written.kind === "foreign") throw new RejectedRequest(403, "call-of-another-account");
  if (written.kind === "repeat") {
    telemetry.count("Repeat");
    return twimlReply(written.answer ?? twiml);
  }
  if (written.kind === "lost") {
    telemetry.failure("the call record wasn't written", written.failure, entry);
    await keepLate(deps, entry, { schema: 1, kind: "contribution", contribution });
  }
  const notice = "notice" in decision ? decision.notice : undefined;
  if (notice === "apology") telemetry.count("UnknownNumber");
  if (notice === "static") telemetry.count("StaticFallback");
  if (decision.fallbackReason) telemetry.count("FallbackServed");
  if (decision.answered) telemetry.count("Answered");
  const until = typeof admission.found === "object" ? admission.found.documentsUntil : undefined;
  if (until !== undefined && isNearExpiry(until, now)) {
    telemetry.count("DocumentsExpiring");
    entry.documentsUntil = until;
  }
  return twimlReply(twiml);
}

function report({ failures }: Admission, { telemetry }: HandlerDeps, entry: Entry): void {
  if (failures.length > 0) telemetry.count("StaleRead");
  if (failures.some((failure) => failure instanceof RouteError && failure.code === "schema-unknown"))
    telemetry.count("RouteSchemaUnknown");
  for (const failure of failures) telemetry.failure("a read failed: the last known values are used", failure, entry);
}
