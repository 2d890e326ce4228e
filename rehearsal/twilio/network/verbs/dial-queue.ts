import { bridge } from "../call/bridge.ts";
import { wholeSeconds } from "../call/duration.ts";
import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import { takeFront } from "../queue/waiting.ts";
import type { Verb } from "../twiml/parse.ts";
import type { VerbContext } from "../twiml/script.ts";
import { absolute, action, type Step, whole } from "../twiml/step.ts";

/** Verbs allowed in the document that a waiting caller hears before it is joined. */
const WHISPER: ReadonlySet<string> = new Set(["Play", "Say", "Pause", "Redirect"]);

/**
 * Joins the call to the one at the front of a queue, and waits while the queue is empty. If `<Queue>` has a `url`, the waiting
 * caller hears its document first.
 * https://www.twilio.com/docs/voice/twiml/queue
 */
export async function dialQueue(call: LiveCall, verb: Verb, noun: Verb, { url, script }: VerbContext): Promise<Step> {
  await call.answer();
  const queue = call.network.exchange.queue(call.account.accountSid, noun.text, true);
  if (!queue) return action(verb, { DialCallStatus: "failed", DialBridged: "false" });
  const front = await takeFront(call, queue, 1000 * whole(verb.attributes.timeout, 30));
  if (!front) return action(verb, { DialCallStatus: "no-answer", DialBridged: "false" });

  let done = (): void => {};
  await front.take(new Promise((resolve) => (done = resolve)));
  const began = call.network.clock.elapsed();
  try {
    const { url: whisper, method } = noun.attributes;
    if (whisper) {
      const params = {
        QueueSid: queue.sid,
        QueueTime: String(wholeSeconds((began - front.sinceMs) / 1000)),
        DequeingCallSid: call.sid,
      };
      const source = {
        purpose: "whisper",
        url: absolute(whisper, url),
        ...(method ? { method } : {}),
        params,
      } as const;
      await script.nested(front.call, source, WHISPER);
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
