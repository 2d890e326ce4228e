import type { Item } from "../../domain/contract/attributes.ts";
import { BILLING_KEY, billingKey } from "../../domain/contract/billing.ts";
import type { CallEvent, Decision } from "../../domain/router/decide.ts";
import { field, type Webhook } from "../twilio-webhook/request.ts";

/**
 * What one event adds to its call's record. Events come late, twice and in any order, so no event computes from what others wrote:
 * `set` are fields that this event owns or whose value outranks the others', `keep` are those that stand back for a value that is there.
 * Whatever the order, the same events make the same record.
 */
export interface Contribution {
  readonly callSid: string;
  readonly accountSid: string;
  readonly set: Item;
  readonly keep: Item;
  /** Written once: an answer, kept for repeats. Or: written if it outranks the status that is there. */
  readonly once: { readonly answer: string; readonly text: string } | { readonly rank: number };
}

/** The call of an event, and who and when it is. */
export interface CallContext {
  readonly webhook: Webhook;
  readonly tenant: string;
  readonly connection: string;
  readonly now: Date;
  readonly retentionDays: number;
}

/** What an event and its answer add to the record. `webhookMs`: from the request's arrival to this write, where the answer came after it. */
export function answeredEvent(
  call: CallContext,
  event: CallEvent,
  decision: Decision,
  twiml: string,
  webhookMs: number | undefined,
): Contribution {
  const { form } = call.webhook;
  const at = call.now.toISOString();
  const set: Record<string, Item[string]> = {};
  const keep: Record<string, Item[string]> = { ...identity(call) };

  // `agent`, `apology` and `quarantined` stand back for `fallback`: the fallback comes after either.
  (decision.outcome === "fallback" ? set : keep).outcome = decision.outcome;
  (decision.answered ? set : keep).answered = decision.answered ?? false;

  switch (event.kind) {
    case "incoming":
      Object.assign(set, {
        startedAt: at,
        webhookMs,
        expiresAt: expiry(call),
        [BILLING_KEY]: billing(call),
        fallbackReason: decision.fallbackReason,
      });
      if (decision.action === "connect")
        Object.assign(set, { agent: decision.route.agent.name, version: decision.route.agent.version });
      keep.status = "ringing";
      break;
    case "after-connect":
      Object.assign(set, {
        agentLeftAt: at,
        sessionStatus: event.sessionStatus,
        sessionSeconds: seconds(field(form, "SessionDuration")),
        sessionError: event.errorCode,
        fallbackReason: decision.fallbackReason,
      });
      break;
    case "after-dial":
      Object.assign(set, {
        fallbackLeftAt: at,
        dialStatus: event.dialStatus,
        dialSeconds: seconds(field(form, "DialCallDuration")),
      });
      break;
    case "vendor-fallback":
      // The first reason counts: this may be the failure of the answer to a session that had failed.
      keep.fallbackReason = decision.fallbackReason;
      Object.assign(set, { [`failedAt_${event.failed}`]: at, [`failure_${event.failed}`]: event.errorCode });
      break;
  }
  return {
    callSid: call.webhook.callSid,
    accountSid: call.webhook.accountSid,
    set,
    keep,
    once: { answer: answerField(event), text: twiml },
  };
}

/** Where the answer to an event is kept. A call has one of each: our TwiML connects once and dials once. */
function answerField(event: CallEvent): string {
  return event.kind === "vendor-fallback" ? `answer_fallback_${event.failed}` : `answer_${event.kind}`;
}

/** Statuses of a call, each outranking those before it. Of the five that end a call Twilio reports one. https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const STATUSES = [
  "queued",
  "initiated",
  "ringing",
  "in-progress",
  "canceled",
  "failed",
  "no-answer",
  "busy",
  "completed",
];
const FIRST_END = STATUSES.indexOf("canceled");

/** What a status callback adds, or undefined for a status that isn't Twilio's. */
export function statusEvent(call: CallContext): Contribution | undefined {
  const { form, callSid, accountSid } = call.webhook;
  const said = field(form, "CallStatus") ?? "";
  const status = said === "answered" ? "in-progress" : said;
  const rank = STATUSES.indexOf(status);
  if (rank < 0) return undefined;
  const ended = rank >= FIRST_END && {
    endedAt: timestamp(field(form, "Timestamp")) ?? call.now.toISOString(),
    durationSeconds: seconds(field(form, "CallDuration")),
    sipResponseCode: seconds(field(form, "SipResponseCode")),
  };
  return { callSid, accountSid, set: { status, statusRank: rank, ...ended }, keep: identity(call), once: { rank } };
}

function identity(call: CallContext): Item {
  const { webhook, tenant, connection } = call;
  return {
    accountSid: webhook.accountSid,
    tenant,
    connection,
    number: webhook.to,
    from: webhook.from,
    expiresAt: expiry(call),
    [BILLING_KEY]: billing(call),
  };
}

/** By the month of the event: that of the incoming call outranks the others'. */
const billing = ({ tenant, now, webhook }: CallContext) => billingKey(tenant, now, webhook.callSid);

/** Seconds since 1970 at the end of the last day that the record is kept: whole days, so that which event came first doesn't show. */
function expiry({ now, retentionDays }: CallContext): number {
  return (Math.floor(now.getTime() / 86_400_000) + retentionDays + 1) * 86_400;
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}

function timestamp(rfc2822: string | undefined): string | undefined {
  const ms = rfc2822 ? Date.parse(rfc2822) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
