import type { CallOptions } from "../call/call-options.ts";
import { type Caller, scripted } from "../call/caller.ts";
import { CALLS, LiveCall } from "../call/live-call.ts";
import { resultOf } from "../call/outcome.ts";
import { subscribe } from "../call/progress.ts";
import type { CallRequest, CallResult } from "../call/result.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { Script } from "../twiml/script.ts";

type Incoming = Omit<CallOptions, "account" | "direction" | "network" | "phoneNumberSid" | "sid" | "voice">;

/** An inbound call to a number of this network. */
export interface InboundCall {
  readonly call: LiveCall;
  /** Resolves when the call is over and its last status callback was delivered. */
  readonly done: Promise<CallResult>;
}

/** Routes a call to a number of this network, whose webhooks answer it. Undefined when no account holds the number. */
export async function bring(
  network: Switchboard,
  script: Script,
  incoming: Incoming,
): Promise<InboundCall | undefined> {
  const subscriber = await network.exchange.subscriber(incoming.to);
  if (!subscriber) return undefined;
  const { voice, phoneNumberSid } = subscriber;
  const sid = network.exchange.mintSid("CA");
  const call = new LiveCall({
    ...incoming,
    ...{ network, sid, account: subscriber, direction: "inbound", voice, phoneNumberSid },
  });
  const { calls = Number.POSITIVE_INFINITY } = network.exchange.voiceLimits?.(subscriber.accountSid) ?? {};
  const underWay = [...CALLS.of(network).values()].filter(
    ({ account }) => account.accountSid === subscriber.accountSid,
  );
  if (underWay.length >= calls) return reject(call);
  // A number's status callback gets only the call's end. https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
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
      await script.run(call, { purpose: "voice", url: voice.url, ...(voice.method ? { method: voice.method } : {}) });
    } else {
      await call.say("network", "The number you have dialed isn't configured to answer calls.").catch(() => {});
      await call.end("failed");
    }
    for (const send of ended) send();
    await call.callbacksDone();
    return resultOf(call);
  };
  return { call, done: run() };
}

/**
 * Rejects a call above the account's limit. Twilio requests no webhook and only logs the error.
 * https://www.twilio.com/docs/api/errors/10004
 */
async function reject(call: LiveCall): Promise<InboundCall> {
  await call.record();
  await call.log("error", 10004, "Call concurrency limit exceeded");
  await call.end("failed");
  return { call, done: Promise.resolve(resultOf(call)) };
}

/** Returns the caller of a call from outside: the given person, else a script. */
export const callerOf = ({ caller, says }: CallRequest): Caller => caller ?? scripted(says ?? []);

/** Returns the result of a call to a number that no account holds: no webhook is requested and no record is created. */
export function notInService(sid: string, { from, to, onEvent }: CallRequest): CallResult {
  const line = { who: "network" as const, text: "The number you have dialed is not in service." };
  onEvent?.({ type: "line", atMs: 0, ...line });
  onEvent?.({ type: "ended", atMs: 0, status: "failed", seconds: 0 });
  return {
    ...{ sid, to, from, status: "failed", answered: false, answeredBy: undefined, seconds: 0 },
    ...{ legs: [], webhooks: [], webhookMs: undefined, transcript: [line], twiml: [], errors: [] },
  };
}
