import { BILLING_KEY, billingKey } from "../../domain/contract/billing.ts";
import type { CallIdentity } from "../../domain/contract/call.ts";
import type { CallRecord } from "../../domain/contract/call-record.ts";
import { type CallStatus, isFinal, rankOf } from "../../domain/contract/call-status.ts";
import type { CallEvent, Decision } from "../../domain/router/decision.ts";

/**
 * The fields that one event writes to its call's record. Events come late, twice and in any order, so none depends on what others wrote:
 * `set` are fields that only this event writes or whose value outranks other events'; `keep` are fields that are written only if absent.
 * The same events make the same record in any order. The queue of late events stores contributions, so these names are stored names.
 */
export interface Contribution {
  readonly callSid: string;
  readonly accountSid: string;
  readonly set: Fields;
  readonly keep: Fields;
  /** An answer, written once and returned to repeats of the event; or a status, written only over a lower rank. */
  readonly once: { readonly answer: AnswerField; readonly text: string } | { readonly rank: number };
}

/** The call of an event, its tenant, and when the event happened. */
export interface EventContext {
  readonly call: CallIdentity;
  readonly tenant: string;
  readonly connection: string;
  readonly now: Date;
  readonly retentionDays: number;
}

/** A call's status, as its carrier reports it. */
export interface StatusUpdate {
  readonly status: CallStatus;
  /** End of the call (ISO 8601). Like the fields below, recorded only with a status that ends the call. */
  readonly endedAt: string | undefined;
  readonly durationSeconds: number | undefined;
  readonly sipResponseCode: number | undefined;
}

/** Fields of a record. Undefined fields aren't written. */
export type Fields = Partial<CallRecord>;

/** The contribution of an answered event. `webhookMs`: time from the request's arrival to this write; absent for a late event. */
export function answeredEvent(
  context: EventContext,
  event: CallEvent,
  decision: Decision,
  answer: string,
  webhookMs: number | undefined,
): Contribution {
  const at = context.now.toISOString();
  const set: Fields = {};
  const keep = identity(context);

  // `fallback` happens after any other outcome of the call, so it outranks them.
  (decision.outcome === "fallback" ? set : keep).outcome = decision.outcome;
  (decision.answered ? set : keep).answered = decision.answered ?? false;

  switch (event.kind) {
    case "incoming":
      write(set, { startedAt: at, webhookMs, expiresAt: expiry(context), [BILLING_KEY]: billing(context) });
      set.fallbackReason = decision.fallbackReason;
      if (decision.action === "connect")
        write(set, { agent: decision.route.agent.name, version: decision.route.agent.version });
      keep.status = "ringing";
      break;
    case "after-connect":
      write(set, {
        agentLeftAt: at,
        sessionStatus: event.sessionStatus,
        sessionSeconds: event.sessionSeconds,
        sessionError: event.errorCode,
        fallbackReason: decision.fallbackReason,
      });
      break;
    case "after-dial":
      write(set, { fallbackLeftAt: at, dialStatus: event.dialStatus, dialSeconds: event.dialSeconds });
      break;
    case "vendor-fallback":
      // Keep the first reason: if Twilio fails to use our answer to a failed session, the session's failure is the cause.
      keep.fallbackReason = decision.fallbackReason;
      set[`failedAt_${event.failed}`] = at;
      set[`failure_${event.failed}`] = event.errorCode;
      break;
  }
  return { ...key(context), set, keep, once: { answer: answerField(event), text: answer } };
}

const write = (fields: Fields, more: Fields): void => void Object.assign(fields, more);

type AnswerField = Extract<keyof CallRecord, `answer_${string}`>;

/** The record's field for the answer to an event. Each occurs once in a call, since we connect once and dial once. */
function answerField(event: CallEvent): AnswerField {
  return event.kind === "vendor-fallback" ? `answer_fallback_${event.failed}` : `answer_${event.kind}`;
}

/** The contribution of a status callback. */
export function statusEvent(context: EventContext, { status, ...end }: StatusUpdate): Contribution {
  const rank = rankOf(status);
  const ended = isFinal(status) && { ...end, endedAt: end.endedAt ?? context.now.toISOString() };
  return { ...key(context), set: { status, statusRank: rank, ...ended }, keep: identity(context), once: { rank } };
}

const key = ({ call }: EventContext) => ({ callSid: call.id, accountSid: call.account });

function identity(context: EventContext): Fields {
  const { call, tenant, connection } = context;
  return {
    accountSid: call.account,
    tenant,
    connection,
    number: call.called.text,
    from: call.caller.text,
    expiresAt: expiry(context),
    [BILLING_KEY]: billing(context),
  };
}

/** Key of the billing index, by the event's month. The key from the incoming call outranks those from other events. */
const billing = ({ tenant, now, call }: EventContext) => billingKey(tenant, now, call.id);

/** TTL of the record, in seconds since 1970: the end of its last day, so that it doesn't depend on which event came first. */
function expiry({ now, retentionDays }: EventContext): number {
  return (Math.floor(now.getTime() / 86_400_000) + retentionDays + 1) * 86_400;
}
