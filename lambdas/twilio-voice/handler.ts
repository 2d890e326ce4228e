import { decide, spokenFallback } from "../../domain/router/decide.ts";
import { SPOKEN_BYTES } from "../../domain/router/spoken.ts";
import { answeredEvent } from "../calls/contribution.ts";
import { type HttpReply, twimlReply } from "../http/reply.ts";
import { elapsed, serveRequests } from "../http/serve.ts";
import { keepLate } from "../late/keep.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import { type Entry, masked } from "../telemetry/telemetry.ts";
import { type Admission, admit } from "../twilio-webhook/admit.ts";
import { callEvent } from "../twilio-webhook/event.ts";
import { type HttpEvent, RejectedRequest } from "../twilio-webhook/request.ts";
import { type RenderContext, render } from "../twilio-webhook/twiml.ts";

/** Answers `/twilio/voice`, `/twilio/after` and `/twilio/fallback` with TwiML. Whatever fails, the caller hears something. */
export function voiceHandler(deps: HandlerDeps): (event: HttpEvent) => Promise<HttpReply> {
  const { settings, telemetry } = deps;
  return serveRequests(deps, {
    line: "webhook",
    work: (event, entry, start) => answer(event, deps, entry, start),
    failed: (error, entry) => {
      telemetry.count("StaticFallback");
      telemetry.failure("the handler failed: the region's notice is spoken", error, entry);
      const spoken = spokenFallback("the handler failed", settings.region);
      return twimlReply(render(spoken, { origin: settings.webhookOrigin }));
    },
  });
}

async function answer(event: HttpEvent, deps: HandlerDeps, entry: Entry, start: number): Promise<HttpReply> {
  const { settings, telemetry } = deps;
  const context: RenderContext = {
    origin: settings.webhookOrigin,
    onCut: (what, bytes) => {
      telemetry.count("TextCut");
      entry.cut = `the ${what} of ${bytes} bytes: Twilio speaks ${SPOKEN_BYTES} at most`;
    },
  };
  const deadline = deps.deadline();
  const admission = await admit(event, { ...deps, webhookOrigin: settings.webhookOrigin }, deadline);
  const { webhook } = admission;
  Object.assign(entry, {
    callSid: webhook.callSid,
    accountSid: webhook.accountSid,
    number: webhook.to,
    from: masked(webhook.from),
  });
  report(admission, deps, entry);
  if (admission.kind === "unverifiable") {
    callEvent(webhook); // refuses another path
    telemetry.count("StaticFallback");
    await keepLate(deps, entry, { schema: 1, kind: "unverified", at: deps.now().toISOString(), request: event });
    return twimlReply(render(spokenFallback("the sender can't be verified now", settings.region), context));
  }

  const { signer, found } = admission;
  const happened = callEvent(webhook);
  const decision = decide(happened, found, settings.region, webhook);
  const twiml = render(decision, context);
  Object.assign(entry, {
    tenant: signer.tenant,
    connection: signer.connection,
    event: happened.kind,
    action: decision.action,
    reason: decision.reason,
  });

  const call = { webhook, ...signer, now: deps.now(), retentionDays: settings.callRetentionDays };
  const contribution = answeredEvent(call, happened, decision, twiml, elapsed(start));
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
  return twimlReply(twiml);
}

function report({ failures }: Admission, { telemetry }: HandlerDeps, entry: Entry): void {
  if (failures.length > 0) telemetry.count("StaleRead");
  for (const failure of failures) telemetry.failure("a read failed: what is known is used", failure, entry);
}
