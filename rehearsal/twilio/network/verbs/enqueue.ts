import { wholeSeconds } from "../call/duration.ts";
import { Interrupted } from "../call/interruption.ts";
import { ENQUEUED, WAITING, type Waiting } from "../queue/waiting.ts";
import { hold } from "../twiml/hold.ts";
import type { Perform } from "../twiml/script.ts";
import { absolute, action } from "../twiml/step.ts";

/** Verbs allowed in the documents that a waiting caller hears. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-waiturl */
const WAIT: ReadonlySet<string> = new Set(["Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather", "Record"]);

/** Leaves the queue. Only allowed in the queue's wait document. https://www.twilio.com/docs/voice/twiml/leave */
export const leave: Perform = async () => ({ kind: "leave" });

/**
 * Puts the call into a queue (created if it doesn't exist) until another call or the API takes it out, or it leaves. The action
 * gets the reason.
 * https://www.twilio.com/docs/voice/twiml/enqueue
 */
export const enqueue: Perform = async (call, verb, { url, script }) => {
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
    WAITING.of(network).delete(call.sid);
  };
  queue.members.push(member);
  WAITING.of(network).set(call.sid, waiting);
  ENQUEUED.of(network).ring();

  let result = "bridged";
  let time = "0";
  try {
    const left = await hold(
      call,
      taken.signal,
      attributes.waitUrl
        ? {
            script,
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
