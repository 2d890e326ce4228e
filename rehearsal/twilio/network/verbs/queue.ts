import { after } from "../../clock.ts";
import { bridge } from "../call/bridge.ts";
import { aborted, Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import { wholeSeconds } from "../call/parameters.ts";
import type { QueueRecord } from "../records.ts";
import { hold } from "../twiml/hold.ts";
import type { Verb } from "../twiml/parse.ts";
import { runDocuments } from "../twiml/script.ts";
import { absolute, action, type Perform, type Step, whole } from "../twiml/step.ts";

/** A call that waits in a queue. */
export interface Waiting {
  readonly call: LiveCall;
  readonly queue: QueueRecord;
  readonly sinceMs: number;
  /** Takes the call out: it stops waiting (the returned promise tells when it has), and goes on when the given one resolves. */
  take(bridged: Promise<void>): Promise<void>;
}

/** Verbs of a document that a waiting caller hears. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-waiturl */
const WAIT: ReadonlySet<string> = new Set(["Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather", "Record"]);

/** Leaves the queue whose wait document it stands in. https://www.twilio.com/docs/voice/twiml/leave */
export const leave: Perform = async () => ({ kind: "leave" });

/**
 * Puts the call into a queue, made where it isn't there, until somebody takes it out or it leaves. The action hears how.
 * https://www.twilio.com/docs/voice/twiml/enqueue
 */
export const enqueue: Perform = async (call, verb, { url }) => {
  const { attributes } = verb;
  await call.answer();
  const { network } = call;
  const queue = network.exchange.queue(call.account.accountSid, verb.text, true);
  if (!queue) return action(verb, { QueueResult: "error" });
  if (queue.members.length >= queue.max_size) return action(verb, { QueueResult: "queue-full" });

  const member = { call_sid: call.sid, date_enqueued: network.clock.now() };
  const sinceMs = network.clock.elapsed();
  const taken = new AbortController();
  let bridged: Promise<void> | undefined;
  let free = (): void => {};
  const out = new Promise<void>((resolve) => (free = resolve));
  const waiting: Waiting = {
    ...{ call, queue, sinceMs },
    take(promise) {
      bridged = promise;
      taken.abort();
      return out;
    },
  };
  const seconds = (): string => String(wholeSeconds((network.clock.elapsed() - sinceMs) / 1000));
  const place = (): number => queue.members.indexOf(member);
  const leaves = (): void => {
    if (place() >= 0) queue.members.splice(place(), 1);
    network.waiting.delete(call.sid);
  };
  queue.members.push(member);
  network.waiting.set(call.sid, waiting);
  network.enqueued.ring();

  let result = "bridged";
  let time = "0";
  try {
    const left = await hold(
      call,
      taken.signal,
      attributes.waitUrl
        ? {
            url: absolute(attributes.waitUrl, url),
            method: attributes.waitUrlMethod,
            verbs: WAIT,
            params: () => ({
              QueueSid: queue.sid,
              QueuePosition: String(place() + 1),
              QueueTime: seconds(),
              AvgQueueTime: seconds(),
              CurrentQueueSize: String(queue.members.length),
              MaxQueueSize: String(queue.max_size),
            }),
          }
        : undefined,
    );
    time = seconds();
    leaves();
    free();
    if (left === "leave") result = "leave";
    else if (left === "end") {
      await call.end("completed");
      result = "hangup";
    } else if (bridged) await call.until(bridged);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (!taken.signal.aborted) {
      time = seconds();
      result = call.over ? "hangup" : "redirected";
    }
    leaves();
    free();
  }
  const step = action(verb, { QueueResult: result, QueueSid: queue.sid, QueueTime: time });
  if (step.kind !== "request" && (call.over || call.redirected)) throw new Interrupted();
  return step;
};

/**
 * Takes the call at the front of a queue out and speaks with it, and waits for one where the queue is empty. The call that
 * waited may hear a document first.
 * https://www.twilio.com/docs/voice/twiml/queue
 */
export async function dialQueue(call: LiveCall, verb: Verb, noun: Verb, url: string): Promise<Step> {
  await call.answer();
  const queue = call.network.exchange.queue(call.account.accountSid, noun.text, true);
  if (!queue) return action(verb, { DialCallStatus: "failed", DialBridged: "false" });
  const front = await frontOf(call, queue, 1000 * whole(verb.attributes.timeout, 30));
  if (!front) return action(verb, { DialCallStatus: "no-answer", DialBridged: "false" });

  let done = (): void => {};
  await front.take(new Promise((resolve) => (done = resolve)));
  const began = call.network.clock.elapsed();
  try {
    if (noun.attributes.url) {
      await runDocuments(
        front.call,
        {
          purpose: "whisper",
          url: absolute(noun.attributes.url, url),
          ...(noun.attributes.method ? { method: noun.attributes.method } : {}),
          params: {
            QueueSid: queue.sid,
            QueueTime: String(wholeSeconds((began - front.sinceMs) / 1000)),
            DequeingCallSid: call.sid,
          },
        },
        { verbs: new Set(["Play", "Say", "Pause", "Redirect"]) },
      );
    }
    await bridge(call, front.call, { hangupOnStar: verb.attributes.hangupOnStar === "true" });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  const seconds = (call.network.clock.elapsed() - began) / 1000;
  call.leg({ kind: "phone", sid: front.call.sid, to: front.call.from, status: "completed", seconds });
  done();
  if (call.redirected) throw new Interrupted();
  const duration = String(wholeSeconds(seconds));
  return action(verb, {
    ...{ DialCallStatus: "completed", DialCallSid: front.call.sid, DialCallDuration: duration, DialBridged: "true" },
  });
}

/** The call at the front, which is out of the queue from now on; undefined when none came in time. */
async function frontOf(call: LiveCall, queue: QueueRecord, timeoutMs: number): Promise<Waiting | undefined> {
  const { network } = call;
  const late = new AbortController();
  const stop = after(network.clock, timeoutMs, () => late.abort());
  try {
    for (;;) {
      const next = queue.members.find((one) => network.waiting.has(one.call_sid));
      const waiting = next && network.waiting.get(next.call_sid);
      if (next && waiting) {
        queue.members.splice(queue.members.indexOf(next), 1);
        network.waiting.delete(next.call_sid);
        return waiting;
      }
      if (late.signal.aborted) return undefined;
      await call.until(Promise.race([network.enqueued.next(), aborted(late.signal)]));
    }
  } finally {
    stop();
  }
}
