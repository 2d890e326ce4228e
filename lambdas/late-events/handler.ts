import { RejectedRequest } from "../http/rejected-request.ts";
import { elapsed, noteRejection } from "../http/serve.ts";
import { parseLateEvent } from "../late/event.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry } from "../telemetry/telemetry.ts";
import { lateContribution } from "../twilio-webhook/late.ts";

/** The fields of a batch of messages that the handler reads. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** The messages that stay in the queue; Lambda deletes the others. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface BatchReply {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** The outcome of a message: written, not possible now (the rest of the batch isn't tried), or never possible. */
type Outcome = "done" | "later" | "impossible";

/**
 * Writes the queue's events. A message is delivered at least once and in any order; the write is conditional, so each event is written exactly
 * once.
 */
export function lateEventsHandler(deps: HandlerDeps): (event: QueueEvent) => Promise<BatchReply> {
  const { telemetry, tracer } = deps;
  return async ({ Records }) => {
    const failed: string[] = [];
    let reachable = true;
    for (const { messageId, body } of Records) {
      const start = performance.now();
      const entry: Entry = { requestId: messageId, event: "late" };
      // When the tables can't be reached, the rest of the batch isn't tried.
      const outcome = reachable ? await write(body, deps, entry) : "later";
      if (outcome === "later") reachable = false;
      if (outcome !== "done") failed.push(messageId);
      telemetry.done("late", { ...entry, latencyMs: elapsed(start) });
    }
    await tracer.flush();
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function write(body: string, deps: HandlerDeps, entry: Entry): Promise<Outcome> {
  const { telemetry, calls } = deps;
  try {
    const deadline = deps.deadline();
    const late = parseLateEvent(body);
    const contribution =
      late.kind === "contribution" ? late.contribution : await lateContribution(late, deps, entry, deadline);
    if (contribution === undefined) return "later";
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
      // A forged or foreign webhook is dropped: nothing of it was written.
      if (error.cause === undefined) return "done";
      // After the account's items are corrected, a redrive from the dead-letter queue may verify the webhook.
      telemetry.failure(
        "webhook rejected because of a fault in our own data: the message goes to the dead-letter queue",
        error.cause,
        entry,
      );
      return "impossible";
    }
    telemetry.count("HandlerError");
    telemetry.failure("a late event can't be written: the message goes to the dead-letter queue", error, entry);
    return "impossible";
  }
}
