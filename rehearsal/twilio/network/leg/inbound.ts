import type { CallOptions } from "../call/call-options.ts";
import { type Caller, scripted } from "../call/caller.ts";
import { LiveCall } from "../call/live-call.ts";
import type { CallRequest, CallResult } from "../call/result.ts";
import type { InboundCall, Switchboard } from "../call/switchboard.ts";
import { runScript } from "../twiml/script.ts";
import { subscribe } from "./dialled-leg.ts";

type Incoming = Omit<CallOptions, "account" | "direction" | "network" | "phoneNumberSid" | "sid" | "voice">;

/** Brings a call to a number of the exchange and lets its webhooks answer; undefined when nobody holds the number. */
export async function bring(network: Switchboard, incoming: Incoming): Promise<InboundCall | undefined> {
  const subscriber = await network.exchange.subscriber(incoming.to);
  if (!subscriber) return undefined;
  const { voice, phoneNumberSid } = subscriber;
  const sid = network.exchange.mintSid("CA");
  const call = new LiveCall({
    ...incoming,
    ...{ network, sid, account: subscriber, direction: "inbound", voice, phoneNumberSid },
  });
  const { calls = Number.POSITIVE_INFINITY } = network.exchange.voiceLimits?.(subscriber.accountSid) ?? {};
  const underWay = [...network.calls.values()].filter(({ account }) => account.accountSid === subscriber.accountSid);
  if (underWay.length >= calls) return reject(call);
  // A number's status callback hears of the end only. https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
  const { statusCallback, statusCallbackMethod, ownStatusCallback } = voice;
  const ended = [
    ...(statusCallback ? [{ url: statusCallback, method: statusCallbackMethod }] : []),
    ...(ownStatusCallback ? [ownStatusCallback] : []),
  ].map(({ url, method }) => subscribe(call, { url, method, events: ["completed"] }));
  await call.record();
  call.event({ type: "ringing", sid, from: call.from, to: call.to });
  call.connect();
  const run = async (): Promise<CallResult> => {
    if (voice.url) {
      await runScript(call, { purpose: "voice", url: voice.url, ...(voice.method ? { method: voice.method } : {}) });
    } else {
      await call.say("network", "The number you have dialed isn't configured to answer calls.").catch(() => {});
      await call.end("failed");
    }
    for (const told of ended) told();
    await call.callbacksDone();
    return call.result();
  };
  return { call, done: run() };
}

/** As many calls as the account may have: Twilio asks no webhook, and the error log alone says so. https://www.twilio.com/docs/api/errors/10004 */
async function reject(call: LiveCall): Promise<InboundCall> {
  await call.record();
  await call.log("error", 10004, "Call concurrency limit exceeded");
  await call.end("failed");
  return { call, done: Promise.resolve(call.result()) };
}

/** A caller from outside: his script, or himself. */
export const callerOf = ({ caller, says }: CallRequest): Caller => caller ?? scripted(says ?? []);

/** A number that nobody holds: the caller's own carrier says so, no webhook is requested and nothing is recorded. */
export function notInService(sid: string, { from, to, onEvent }: CallRequest): CallResult {
  const line = { who: "network" as const, text: "The number you have dialed is not in service." };
  onEvent?.({ type: "line", atMs: 0, ...line });
  onEvent?.({ type: "ended", atMs: 0, status: "failed", seconds: 0 });
  return {
    ...{ sid, to, from, status: "failed", answered: false, answeredBy: undefined, seconds: 0 },
    ...{ legs: [], webhooks: [], webhookMs: undefined, transcript: [line], twiml: [], errors: [] },
  };
}
