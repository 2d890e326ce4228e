import type { HandlerDeps } from "../settings/deps.ts";
import type { Entry } from "../telemetry/telemetry.ts";
import type { LateEvent } from "./event.ts";

/** Keeps what couldn't be written in the queue of late events, in `ms` at most, and says so in log and metrics. False when it is lost. */
export async function keepLate(
  { outbox, telemetry }: HandlerDeps,
  entry: Entry,
  late: LateEvent,
  ms?: number,
): Promise<boolean> {
  const lost = await outbox.keep(late, ms);
  entry.written = lost ? "lost" : "late";
  telemetry.count(lost ? "RecordLost" : "RecordLate");
  if (lost) telemetry.failure("the event wasn't kept in the queue either: it is lost", lost.failure, entry);
  return lost === undefined;
}
