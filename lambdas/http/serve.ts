import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry, Telemetry } from "../telemetry/telemetry.ts";
import { RejectedRequest } from "./rejected-request.ts";
import { type HttpReply, statusReply } from "./reply.ts";
import type { HttpEvent } from "./request.ts";

/** The parts of serving a request that differ between handlers. */
export interface RequestHandling {
  /** Message of its log line. */
  readonly line: string;
  /** Answers the request and adds its fields to the log line `entry`; `start` is the request's arrival ({@link elapsed}). */
  readonly answer: (event: HttpEvent, entry: Entry, start: number) => Promise<HttpReply>;
  /** Logs an error other than a {@link RejectedRequest}, and returns the reply to it. */
  readonly onError: (error: unknown, entry: Entry) => HttpReply;
}

/** Serves requests: a rejected request gets its status, no error reaches Lambda, and each request writes one log line. */
export function serveRequests(
  { telemetry, tracer }: HandlerDeps,
  { line, answer, onError }: RequestHandling,
): (event: HttpEvent) => Promise<HttpReply> {
  return async (event) => {
    const start = performance.now();
    const entry: Entry = { requestId: event.requestContext.requestId };
    let reply: HttpReply;
    try {
      reply = await answer(event, entry, start);
    } catch (error) {
      if (error instanceof RejectedRequest) {
        noteRejection(error, telemetry, entry);
        if (error.cause !== undefined)
          telemetry.failure("request rejected because of a fault in our own data", error.cause, entry);
        reply = statusReply(error.status);
      } else {
        telemetry.count("HandlerError");
        reply = onError(error, entry);
      }
    }
    await tracer.flush();
    telemetry.done(line, { ...entry, status: reply.statusCode, latencyMs: elapsed(start) });
    return reply;
  };
}

/** Counts a rejected request, and adds its code and account to the log line. */
export function noteRejection({ code, unverified }: RejectedRequest, telemetry: Telemetry, entry: Entry): void {
  telemetry.count("WebhookRefused");
  if (unverified !== undefined) telemetry.count("SignatureRefused");
  Object.assign(entry, unverified, { refusal: code });
}

/** Milliseconds since `start`, rounded to a tenth. */
export function elapsed(start: number): number {
  return Math.round((performance.now() - start) * 10) / 10;
}
