import type { JournalEntry } from "../../rehearsal/twilio/store.ts";

/** How often each operation of Twilio's API was called, most frequent first: `200 CreateIncomingPhoneNumber, 7 ListAvailablePhoneNumberLocal`. */
export function requestsByOperation(journal: readonly JournalEntry[]): string {
  const counts = new Map<string, number>();
  for (const { operationId } of journal) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([operation, count]) => `${count} ${operation}`)
    .join(", ");
}
