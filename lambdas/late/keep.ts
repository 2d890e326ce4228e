import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry } from "../telemetry/telemetry.ts";
import type { LateEvent } from "./event.ts";

/** Sends an event that couldn't be written to the late-events queue within `ms`; logs and counts it. Returns false if the event is lost. */
export async function keepLate(
  { outbox, telemetry }: HandlerDeps,
  entry: Entry,
  late: LateEvent,
  ms?: number,
): Promise<boolean> {
  const lost = await outbox.keep(late, ms);
  entry.written = lost ? "lost" : "late";
  telemetry.count(lost ? "RecordLost" : "RecordLate");
  if (lost) telemetry.failure("the event couldn't be queued either, and is lost", lost.failure, entry);
  return lost === undefined;
}
