import type { JournalEntry } from "../../rehearsal/twilio/store.ts";

/** Returns the calls of each operation of Twilio's API, most frequent first: `200 CreateIncomingPhoneNumber, 7 ListAvailablePhoneNumberLocal`. */
export function requestsByOperation(journal: readonly JournalEntry[]): string {
  const counts = new Map<string, number>();
  for (const { operationId } of journal) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([operation, count]) => `${count} ${operation}`)
    .join(", ");
}
