import { z } from "zod";
import type { BILLED_FIELDS } from "./billing.ts";

const text = z.string().optional();
const whole = z.number().int().min(0).optional();

/**
 * The record of a call in a region's calls table. The handlers write it event by event, so any field but the call's identity may be absent.
 * Times are ISO 8601, and durations whole seconds, as the carrier reports them.
 */
export const callRecordSchema = z.object({
  callSid: z.string(),
  accountSid: z.string(),
  tenant: z.string(),
  connection: z.string(),
  /** The called number or address, mostly an E.164 number. */
  number: z.string(),
  /** The caller's number or address. */
  from: text,
  /** TTL, in seconds since 1970. */
  expiresAt: whole,
  /** Key of the billing index. */
  billing: text,
  /** A status of `CALL_STATUSES`, and its rank. */
  status: text,
  statusRank: whole,
  /** The router's `Outcome`: who answered the call. */
  outcome: text,
  answered: z.boolean().optional(),
  /** Absent if the record of the incoming call was lost. */
  startedAt: text,
  /** Milliseconds from the webhook's arrival to the record's write. */
  webhookMs: z.number().optional(),
  /** Name and version of the agent that the call was connected to. */
  agent: text,
  version: text,
  fallbackReason: text,
  /** The agent's session. */
  agentLeftAt: text,
  sessionStatus: text,
  sessionSeconds: whole,
  sessionError: text,
  /** The leg to the fallback's number. */
  fallbackLeftAt: text,
  dialStatus: text,
  dialSeconds: whole,
  /** Absent while the call goes on, and if its carrier never reported the end. */
  endedAt: text,
  durationSeconds: whole,
  sipResponseCode: whole,
  /** When one of our answers (TwiML) failed, and the carrier's error code. */
  failedAt_incoming: text,
  "failedAt_after-connect": text,
  "failedAt_after-dial": text,
  failure_incoming: text,
  "failure_after-connect": text,
  "failure_after-dial": text,
  /** Our answers, stored to repeat them if the carrier repeats a webhook. */
  answer_incoming: text,
  "answer_after-connect": text,
  "answer_after-dial": text,
  answer_fallback_incoming: text,
  "answer_fallback_after-connect": text,
  "answer_fallback_after-dial": text,
});
export type CallRecord = z.output<typeof callRecordSchema>;

/** The fields of a record that the billing index holds. */
export const billedCallSchema = callRecordSchema.pick({
  callSid: true,
  accountSid: true,
  connection: true,
  number: true,
  startedAt: true,
  endedAt: true,
  durationSeconds: true,
  dialSeconds: true,
  dialStatus: true,
  "failedAt_after-dial": true,
} satisfies Record<"callSid" | (typeof BILLED_FIELDS)[number], true>);
