/** Statuses of a call's record. Each outranks those before it; each of the last five ends the call. */
export const CALL_STATUSES = [
  "queued",
  "initiated",
  "ringing",
  "in-progress",
  "canceled",
  "failed",
  "no-answer",
  "busy",
  "completed",
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** Rank of a status: an event writes its status only over a lower rank. */
export const rankOf = (status: CallStatus): number => CALL_STATUSES.indexOf(status);

/** Whether a status ends the call. */
export const isFinal = (status: CallStatus): boolean => rankOf(status) >= rankOf("canceled");
