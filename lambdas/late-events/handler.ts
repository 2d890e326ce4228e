import { spokenFallback } from "../../domain/router/decide.ts";
import { answeredEvent, type Contribution, statusEvent } from "../calls/contribution.ts";
import { elapsed, noteRejection } from "../http/serve.ts";
import { type LateEvent, parseLateEvent } from "../late/event.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry } from "../telemetry/telemetry.ts";
import { admit } from "../twilio-webhook/admit.ts";
import { callEvent } from "../twilio-webhook/event.ts";
import { RejectedRequest } from "../twilio-webhook/request.ts";
import { render } from "../twilio-webhook/twiml.ts";

/** Messages of a queue, as far as they are read. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** The messages that stay in the queue; the others are done. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface BatchReply {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What became of a message: it is done, it can't be done now (nor can those after it), or it is none of ours. */
type Done = "done" | "later" | "strange";

/**
 * Writes the events that waited in the queue. A message comes at least once and in any order; the write is conditional as that of a webhook
 * in time, so each event is written exactly once.
 */
export function lateEventsHandler(deps: HandlerDeps): (event: QueueEvent) => Promise<BatchReply> {
  const { telemetry, tracer } = deps;
  return async ({ Records }) => {
    const failed: string[] = [];
    let reachable = true;
    for (const { messageId, body } of Records) {
      const start = performance.now();
      const entry: Entry = { requestId: messageId, event: "late" };
      // While the tables can't be reached, the others needn't wait for that too.
      const done = reachable ? await write(body, deps, entry) : "later";
      if (done === "later") reachable = false;
      if (done !== "done") failed.push(messageId);
      telemetry.done("late", { ...entry, latencyMs: elapsed(start) });
    }
    await tracer.flush();
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function write(body: string, deps: HandlerDeps, entry: Entry): Promise<Done> {
  const { telemetry, calls } = deps;
  try {
    const deadline = deps.deadline();
    const contribution = await contributionOf(parseLateEvent(body), deps, entry, deadline);
    if (contribution === "later") return "later";
    Object.assign(entry, { callSid: contribution.callSid, accountSid: contribution.accountSid });
    const written = await calls.add(contribution, deadline);
    entry.written = written.kind;
    if (written.kind === "lost") {
      telemetry.failure("the call record can't be written yet", written.failure, entry);
      return "later";
    }
    if (written.kind === "foreign") throw new RejectedRequest(403, "call-of-another-account");
    telemetry.count(written.kind === "repeat" ? "Repeat" : "LateWritten");
    return "done";
  } catch (error) {
    if (error instanceof RejectedRequest) {
      noteRejection(error, telemetry, entry);
      // What was kept unverified turns out to be nobody's: it was never written, and is forgotten.
      if (error.cause === undefined) return "done";
      // With the account's items mended it may be somebody's yet.
      telemetry.failure("refused for a fault of ours: it goes to the dead letters", error.cause, entry);
      return "strange";
    }
    telemetry.count("HandlerError");
    telemetry.failure("a late event can't be written: it goes to the dead letters", error, entry);
    return "strange";
  }
}

async function contributionOf(
  late: LateEvent,
  deps: HandlerDeps,
  entry: Entry,
  deadline: ReturnType<HandlerDeps["deadline"]>,
): Promise<Contribution | "later"> {
  if (late.kind === "contribution") return late.contribution;
  const { settings, telemetry } = deps;
  const admission = await admit(late.request, { ...deps, webhookOrigin: settings.webhookOrigin }, deadline);
  for (const failure of admission.failures) telemetry.failure("a read failed", failure, entry);
  if (admission.kind === "unverifiable") return "later";
  const { webhook, signer } = admission;
  Object.assign(entry, { tenant: signer.tenant, connection: signer.connection, number: webhook.to });
  const call = { webhook, ...signer, now: new Date(late.at), retentionDays: settings.callRetentionDays };
  if (webhook.path === "/twilio/status") {
    const contribution = statusEvent(call);
    if (!contribution) throw new RejectedRequest(400, "shape-of-CallStatus");
    return contribution;
  }
  // What the caller heard then: see the voice handler.
  const spoken = spokenFallback("the sender couldn't be verified", settings.region);
  const twiml = render(spoken, { origin: settings.webhookOrigin });
  return answeredEvent(call, callEvent(webhook), spoken, twiml, undefined);
}
