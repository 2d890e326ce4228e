import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry, Telemetry } from "../telemetry/telemetry.ts";
import { type HttpEvent, RejectedRequest } from "../twilio-webhook/request.ts";
import { type HttpReply, statusReply } from "./reply.ts";

/** What one handler does with a webhook. */
export interface RequestServer {
  /** Name of its log line. */
  readonly line: string;
  /** Its own work. It notes in `entry` what the log line is to say; `start` is when the webhook came in ({@link elapsed}). */
  readonly work: (event: HttpEvent, entry: Entry, start: number) => Promise<HttpReply>;
  /** Logs a failure that isn't a refusal, and gives the answer to it. The sender is never told why. */
  readonly failed: (error: unknown, entry: Entry) => HttpReply;
}

/** Takes webhooks: a refusal becomes its status, a failure never gets out, and each webhook leaves one log line. */
export function serveRequests(
  { telemetry, tracer }: HandlerDeps,
  { line, work, failed }: RequestServer,
): (event: HttpEvent) => Promise<HttpReply> {
  return async (event) => {
    const start = performance.now();
    const entry: Entry = { requestId: event.requestContext.requestId };
    let reply: HttpReply;
    try {
      reply = await work(event, entry, start);
    } catch (error) {
      if (error instanceof RejectedRequest) {
        noteRejection(error, telemetry, entry);
        if (error.cause !== undefined) telemetry.failure("refused for a fault of ours", error.cause, entry);
        reply = statusReply(error.status);
      } else {
        telemetry.count("HandlerError");
        reply = failed(error, entry);
      }
    }
    await tracer.flush();
    telemetry.done(line, { ...entry, status: reply.statusCode, latencyMs: elapsed(start) });
    return reply;
  };
}

/** Counts a refusal, and notes in the log line what it is about. */
export function noteRejection({ code, unverified }: RejectedRequest, telemetry: Telemetry, entry: Entry): void {
  telemetry.count("WebhookRefused");
  if (unverified !== undefined) telemetry.count("SignatureRefused");
  Object.assign(entry, unverified, { refusal: code });
}

/** Milliseconds since `start`, to a tenth. */
export function elapsed(start: number): number {
  return Math.round((performance.now() - start) * 10) / 10;
}
