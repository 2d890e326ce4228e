import { isE164 } from "../../../../domain/contract/e164.ts";
import { after } from "../../clock.ts";
import { bridge } from "../call/bridge.ts";
import { sendDigits } from "../call/digits.ts";
import { wholeSeconds } from "../call/duration.ts";
import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { CallStatus } from "../exchange.ts";
import { callerIdOf, callerIdRefusal } from "../leg/caller-id.ts";
import { dialled } from "../leg/dial-targets.ts";
import { type DialledLeg, type Dialling, detach, dialLeg, type Target } from "../leg/dialled-leg.ts";
import { type Recorded, Recording, recordedParameters, recordingCallback } from "../recording/recording.ts";
import type { Verb } from "../twiml/parse.ts";
import type { Perform, VerbContext } from "../twiml/script.ts";
import { action, type Step, whole } from "../twiml/step.ts";
import { dialConference } from "./dial-conference.ts";
import { dialQueue } from "./dial-queue.ts";

/**
 * Connects the call to telephones, SIP devices or clients, to a conference or to a queue.
 * https://www.twilio.com/docs/voice/twiml/dial
 */
export const dial: Perform = async (call, verb, context) => {
  const wanted = await dialled(call, verb);
  if ("kind" in wanted) return wanted;
  if ("conference" in wanted) return dialConference(call, verb, wanted.conference, context);
  if ("queue" in wanted) return dialQueue(call, verb, wanted.queue, context);
  return dialTargets(call, verb, wanted.targets, context);
};

async function dialTargets(
  call: LiveCall,
  verb: Verb,
  targets: readonly Target[],
  context: VerbContext,
): Promise<Step> {
  const { url, script } = context;
  const { attributes } = verb;
  if (attributes.answerOnBridge !== "true") await call.answer();
  const from = callerIdOf(call, attributes.callerId);
  const dialable: Target[] = [];
  for (const target of targets) {
    if (await unreachable(call, target, attributes.callerId)) {
      const sid = call.network.exchange.mintSid("CA");
      call.leg({ kind: "phone", sid, to: target.to, status: "failed", seconds: 0 });
      if (targets.length === 1) return done(verb, "failed", sid, 0);
    } else dialable.push(target);
  }
  const record = recordOf(attributes.record);
  const recording = (): Recording =>
    new Recording(call, {
      source: "DialVerb",
      channels: record.channels,
      ...(attributes.recordingTrack ? { track: attributes.recordingTrack as "both" } : {}),
      ...recordingCallback(attributes, url),
    });
  let recorder = record.from === "ringing" ? recording() : undefined;

  const options = { from, timeoutMs: 1000 * Math.min(600, whole(attributes.timeout, 30)), url, script };
  const legs: DialledLeg[] = [];
  let reached: { leg: DialledLeg; status: CallStatus } | undefined;
  let next: Step | undefined;
  try {
    reached =
      attributes.sequential === "true"
        ? await oneAfterTheOther(call, dialable, options, legs)
        : await allAtOnce(call, dialable, options, legs);
    if (reached?.status === "in-progress") {
      const leg = reached.leg.call;
      for (const other of legs)
        if (other.call !== leg) await other.call.end(other.call.answered ? "completed" : "canceled");
      const target = targets.find((one) => one.to === leg.to);
      await call.answer();
      if (target?.noun.attributes.sendDigits) await sendDigits(leg, target.noun.attributes.sendDigits);
      if (record.from === "answer") recorder = recording();
      next = await talk(call, leg, verb);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  for (const { call: leg } of legs) {
    if (leg.redirected) detach(leg, script);
    else await leg.end(leg.answered ? "completed" : (statusOf(reached, leg) ?? "canceled"));
    const status = leg.over ? leg.status : "completed";
    call.leg({ kind: "phone", sid: leg.sid, to: leg.to, status, seconds: leg.seconds });
  }
  const recorded = recorder?.stop();
  if (call.redirected) throw new Interrupted();
  if (next) return next;
  const leg = reached?.leg.call ?? legs.at(-1)?.call;
  const status = leg?.answered ? "completed" : worst(legs);
  return done(verb, status, leg?.sid ?? "", leg?.seconds ?? 0, {
    bridged: reached?.status === "in-progress",
    recorded,
  });
}

/** Whether Twilio wouldn't place the leg; logs the reason. https://www.twilio.com/docs/api/errors */
async function unreachable(call: LiveCall, { to }: Target, callerId: string | undefined): Promise<boolean> {
  if (/^(sip|client):./.test(to)) return false;
  if (!isE164(to)) {
    await call.log("error", 13223, `Dial: Invalid phone number format: ${to}`);
    return true;
  }
  const refusal = callerIdRefusal(call, callerId);
  if (refusal !== undefined) await call.log("warning", 13214, `Dial: ${refusal}`);
  return refusal !== undefined;
}

/** Rings all targets at once. Returns the first leg that is answered; if none is, the last to end. Undefined without targets. */
async function allAtOnce(call: LiveCall, targets: readonly Target[], options: Dialling, legs: DialledLeg[]) {
  for (const target of targets) legs.push(await dialLeg(call, target, options));
  let left = legs.length;
  return call.until(
    new Promise<{ leg: DialledLeg; status: CallStatus } | undefined>((resolve, reject) => {
      if (left === 0) resolve(undefined);
      for (const leg of legs) {
        leg.reached.then(async (status) => {
          left -= 1;
          if (status === "in-progress") return resolve({ leg, status });
          await leg.call.end(status as "busy");
          if (left === 0) resolve({ leg, status });
        }, reject);
      }
    }),
  );
}

/** Rings the targets one after the other until one is reached. https://www.twilio.com/docs/voice/twiml/dial#sequential */
async function oneAfterTheOther(call: LiveCall, targets: readonly Target[], options: Dialling, legs: DialledLeg[]) {
  let last: { leg: DialledLeg; status: CallStatus } | undefined;
  for (const target of targets) {
    const leg = await dialLeg(call, target, options);
    legs.push(leg);
    last = { leg, status: await call.until(leg.reached) };
    if (last.status === "in-progress") return last;
    await leg.call.end(last.status as "busy");
  }
  return last;
}

/** Joins the caller and the called party until the bridge ends. Returns a step when an accepted REFER leads to another document. */
async function talk(call: LiveCall, leg: LiveCall, verb: Verb): Promise<Step | undefined> {
  const { timeLimit, hangupOnStar, referUrl, referMethod } = verb.attributes;
  const limit = new AbortController();
  const stop = timeLimit ? after(call.network.clock, 1000 * whole(timeLimit, 14_400), () => limit.abort()) : undefined;
  const end = await bridge(call, leg, {
    hangupOnStar: hangupOnStar === "true",
    limit: limit.signal,
    refers: referUrl !== undefined,
  });
  stop?.();
  if (end.why !== "refer" || !referUrl) return undefined;
  return {
    kind: "request",
    purpose: "action",
    url: referUrl,
    method: referMethod,
    params: { ReferTransferTarget: end.target, DialCallSid: leg.sid },
  };
}

/** Reads the `record` attribute. https://www.twilio.com/docs/voice/twiml/dial#record */
function recordOf(written = "do-not-record"): { from: "answer" | "ringing" | undefined; channels: 1 | 2 } {
  const channels = written.endsWith("-dual") ? 2 : 1;
  if (written === "true" || written.startsWith("record-from-answer")) return { from: "answer", channels };
  return { from: written.startsWith("record-from-ringing") ? "ringing" : undefined, channels };
}

type Unanswered = "busy" | "no-answer" | "failed" | "canceled";
const statusOf = (
  reached: { leg: DialledLeg; status: CallStatus } | undefined,
  leg: LiveCall,
): Unanswered | undefined =>
  reached?.leg.call === leg && reached.status !== "in-progress" ? (reached.status as Unanswered) : undefined;

/** Returns the status of a `<Dial>` that no target answered: the first that occurs of no-answer, busy, failed, canceled. */
function worst(legs: readonly DialledLeg[]): CallStatus {
  const statuses = new Set(legs.map(({ call }) => call.status));
  return (["no-answer", "busy", "failed", "canceled"] as const).find((one) => statuses.has(one)) ?? "failed";
}

/** https://www.twilio.com/docs/voice/twiml/dial#attributes-action-parameters */
function done(
  verb: Verb,
  status: CallStatus,
  sid: string,
  seconds: number,
  { bridged = false, recorded }: { bridged?: boolean; recorded?: Recorded | undefined } = {},
): Step {
  return action(verb, {
    DialCallStatus: status,
    DialCallSid: sid,
    DialBridged: String(bridged),
    ...(status === "completed" ? { DialCallDuration: String(wholeSeconds(seconds)) } : {}),
    ...recordedParameters(recorded),
  });
}
