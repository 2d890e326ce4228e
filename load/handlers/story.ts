import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { billingKey } from "../../domain/contract/billing.ts";
import type { HttpReply } from "../../lambdas/http/reply.ts";
import type { HttpEvent } from "../../lambdas/http/request.ts";
import {
  ACME,
  ACME_NUMBER,
  ACME_TOKEN,
  CALLER,
  GLOBEX,
  GLOBEX_NUMBER,
  GLOBEX_TOKEN,
  ROUTE,
} from "../../lambdas/testbed/fixture.ts";
import { webhook } from "../../lambdas/testbed/sender.ts";
import { type Document, readDocument } from "../../rehearsal/twilio/network/twiml/document.ts";

const TENANTS = [
  { tenant: "acme", accountSid: ACME, number: ACME_NUMBER, token: ACME_TOKEN },
  { tenant: "globex", accountSid: GLOBEX, number: GLOBEX_NUMBER, token: GLOBEX_TOKEN },
];

/** A call of the load, with the answers that the handlers gave. */
export interface Story {
  readonly callSid: string;
  readonly owner: (typeof TENANTS)[number];
  /** The handlers' answers, keyed by the field of the call record that stores them. */
  readonly answers: Record<string, string>;
}

export function storyOf(index: number, callSid: string): Story {
  return { callSid, owner: TENANTS[index % TENANTS.length]!, answers: {} };
}

/** Returns a webhook of the call as the event that the HTTP API passes to the handler. */
export function webhookOf({ callSid, owner }: Story, path: string, params: Record<string, string>): HttpEvent {
  const { accountSid, number, token } = owner;
  const call = { CallSid: callSid, AccountSid: accountSid, From: CALLER, To: number, Direction: "inbound" };
  return webhook(path, { ...call, ...params }, token);
}

/** Cache of parsed TwiML, keyed by its text: the handlers render only a few different documents, and parsing is slow. */
const read = new Map<string, Document | undefined>();

/** Returns the first TwiML verb of an answer; undefined if Twilio couldn't run it and the caller would hear "an application error has occurred". */
export function verbOf({ statusCode, headers, body }: HttpReply): string | undefined {
  if (statusCode !== 200) return undefined;
  if (!read.has(body)) {
    const document = readDocument({
      ok: true,
      url: "https://voice.us.aybiza.example/",
      contentType: headers["content-type"],
      bytes: Buffer.from(body),
    });
    read.set(body, "code" in document ? undefined : document);
  }
  return read.get(body)?.verbs[0]?.name;
}

/** Returns whether the call's record is complete. */
export function isWhole(story: Story, item: Record<string, AttributeValue> | undefined): boolean {
  return item?.statusRank !== undefined && Object.keys(story.answers).every((field) => item[field] !== undefined);
}

/** Returns how a complete record differs from what the call's events should produce; undefined if it doesn't. */
export function wrongIn({ callSid, owner, answers }: Story, item: Record<string, AttributeValue>): string | undefined {
  const { webhookMs, startedAt, agentLeftAt, endedAt, expiresAt, billing, ...rest } = unmarshall(item);
  const connected = answers.answer_incoming?.includes("<Connect") === true;
  const noticed = Object.values(answers).some((twiml) => twiml.includes("<Say"));
  const expected = {
    callSid,
    accountSid: owner.accountSid,
    tenant: owner.tenant,
    connection: "own",
    number: owner.number,
    from: CALLER,
    status: "completed",
    statusRank: 8,
    durationSeconds: 31,
    outcome: noticed ? "fallback" : "agent",
    answered: connected && !noticed,
    ...(connected && { agent: ROUTE.agent.name, version: ROUTE.agent.version }),
    ...(connected && { sessionStatus: "completed", sessionSeconds: 30 }),
    ...(noticed && { fallbackReason: "routes-unreadable" }),
    ...answers,
  };
  const times = [startedAt, endedAt, ...(connected ? [agentLeftAt] : [])];
  if (times.some((time) => typeof time !== "string") || typeof expiresAt !== "number")
    return `${callSid}: a time lacks`;
  if (billing !== billingKey(owner.tenant, new Date(String(startedAt)), callSid))
    return `${callSid}: the record's billing is ${billing}`;
  for (const name of new Set([...Object.keys(expected), ...Object.keys(rest)])) {
    const [is, due] = [rest[name], (expected as Record<string, unknown>)[name]];
    if (is !== due) return `${callSid}: ${name} is ${JSON.stringify(is)} and should be ${JSON.stringify(due)}`;
  }
  return undefined;
}
