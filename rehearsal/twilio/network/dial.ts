import { NOT_MODELLED } from "./attributes.ts";
import type { CallFields, CallStatus, Exchange } from "./exchange.ts";
import type { LiveCall } from "./live-call.ts";
import { durations, wholeSeconds } from "./parameters.ts";
import type { SimulatedPhone } from "./result.ts";
import type { Verb } from "./twiml.ts";
import { NEXT, type Perform, refuse, type Step, whole } from "./verbs.ts";

/** How long a telephone rings before somebody picks it up. */
const RING_MS = 3_000;
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * `<Dial>` to one telephone: a number as text or in one `<Number>`. The telephone rings, is busy, or is picked up and then
 * speaks in turns with the caller; it hangs up last.
 * https://www.twilio.com/docs/voice/twiml/dial
 */
export function dialVerb(options: {
  exchange: Exchange;
  phones: ReadonlyMap<string, SimulatedPhone>;
  unknownPhone: SimulatedPhone;
  now: () => Date;
}): Perform {
  return async (call, verb) => {
    const number = await dialled(call, verb);
    if (typeof number !== "string") return number;
    if (verb.attributes.answerOnBridge !== "true") await call.answer();
    const from = verb.attributes.callerId || call.request.from;
    const sid = options.exchange.mintSid("CA");
    const ends = (status: CallStatus, seconds: number): Step => {
      call.leg({ kind: "phone", sid, to: number, status, seconds });
      return after(verb, status, sid, seconds);
    };
    if (await unreachable(call, number, from)) return ends("failed", 0);
    const known = options.phones.get(number);
    if (!known && (await options.exchange.subscriber(number))) {
      await call.log("error", NOT_MODELLED, `<Dial> to ${number}, a number of this exchange, isn't modelled`);
      return { kind: "end", status: "failed" };
    }

    const phone = known ?? options.unknownPhone;
    const tell = progress(call, verb, { sid, from, to: number });
    const record: CallFields = {
      sid,
      accountSid: call.subscriber.accountSid,
      parentCallSid: call.sid,
      from,
      to: number,
      direction: "outbound-dial",
      status: "queued",
      dateCreated: options.now(),
    };
    await options.exchange.createCall(record);
    tell("initiated");
    const change = (fields: Partial<CallFields>) => options.exchange.updateCall(sid, fields);
    await change({ status: "ringing" });
    tell("ringing");
    call.event({ type: "dialling", to: number, ...(known ? { name: known.name } : {}) });

    let status: CallStatus = phone.answers === "busy" ? "busy" : "no-answer";
    let seconds = 0;
    if (phone.answers === true) {
      await call.wait(RING_MS);
      const began = performance.now();
      await change({ status: "in-progress", startTime: options.now() });
      tell("answered");
      await call.answer();
      await talk(call, phone);
      status = "completed";
      seconds = (performance.now() - began) / 1000;
    } else if (status === "no-answer") await call.wait(1000 * whole(verb.attributes.timeout, 30));
    const endTime = options.now();
    const never = status === "completed" ? {} : { startTime: endTime };
    await change({ status, endTime, ...never, duration: wholeSeconds(seconds), answeredBy: null, price: null });
    tell("completed", status, seconds);
    return ends(status, seconds);
  };
}

type Progress = "initiated" | "ringing" | "answered" | "completed";

/** Tells the events that `<Number>` subscribes to. https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-event */
function progress(call: LiveCall, dial: Verb, leg: { sid: string; from: string; to: string }) {
  const {
    statusCallback,
    statusCallbackMethod,
    statusCallbackEvent = "completed",
  } = dial.nouns.find((noun) => noun.name === "Number")?.attributes ?? {};
  const callbacks = statusCallback ? call.statusCallbacks(statusCallback, statusCallbackMethod) : undefined;
  const wanted = new Set(statusCallbackEvent.split(" "));
  const STATUS: Record<Progress, string> = {
    initiated: "initiated",
    ringing: "ringing",
    answered: "in-progress",
    completed: "completed",
  };
  return (event: Progress, status: string = STATUS[event], seconds?: number): void => {
    if (!callbacks || !wanted.has(event)) return;
    callbacks.send({
      CallSid: leg.sid,
      ParentCallSid: call.sid,
      AccountSid: call.subscriber.accountSid,
      From: leg.from,
      To: leg.to,
      Caller: leg.from,
      Called: leg.to,
      CallStatus: status,
      ApiVersion: "2010-04-01",
      Direction: "outbound-dial",
      ...(seconds === undefined ? {} : durations(seconds)),
    });
  };
}

/** The one number to dial, or how the verb ends when there isn't one. */
async function dialled(call: LiveCall, verb: Verb): Promise<string | Step> {
  const numbers = verb.nouns.filter((noun) => noun.name === "Number");
  for (const noun of verb.nouns) {
    if (noun.name === "Number") continue;
    const step = await refuse(call, noun.name, "Dial");
    if (step.kind === "end") return step;
  }
  const whisper = numbers.find((noun) => noun.attributes.url);
  const several = numbers.length > 1;
  if (several || whisper) {
    const what = several ? "<Dial> with several <Number>" : 'url="..." of <Number>';
    await call.log("error", NOT_MODELLED, `${what} isn't modelled by the rehearsal's phone network`);
    return { kind: "end", status: "failed" };
  }
  const number = numbers[0]?.text ?? verb.text;
  if (number === "") {
    await call.log("warning", 12200, "Schema validation warning: <Dial> has nothing to dial; it is skipped");
    return NEXT;
  }
  return number.replace(/[\s().-]/g, "");
}

/** Why Twilio wouldn't place the call. https://www.twilio.com/docs/api/errors */
async function unreachable(call: LiveCall, number: string, from: string): Promise<boolean> {
  if (!E164.test(number)) {
    await call.log("error", 13223, `Dial: Invalid phone number format: ${number}`);
    return true;
  }
  if (!E164.test(from)) {
    await call.log("error", 13214, `Dial: Invalid callerId value: ${from}`);
    return true;
  }
  return false;
}

/** The telephone and the caller speak in turns until both have said what they had. */
async function talk(call: LiveCall, phone: SimulatedPhone): Promise<void> {
  const lines = (phone.says ?? []).filter((cue) => typeof cue === "string");
  while (lines.length > 0 || call.says.length > 0) {
    const line = lines.shift();
    if (line !== undefined) await call.say("phone", line, phone.name);
    const reply = call.says.shift();
    if (reply !== undefined) await call.say("caller", reply);
  }
}

/** https://www.twilio.com/docs/voice/twiml/dial#attributes-action-parameters */
function after(verb: Verb, status: CallStatus, sid: string, seconds: number): Step {
  const { action, method } = verb.attributes;
  if (!action) return NEXT;
  const bridged = status === "completed";
  return {
    kind: "request",
    purpose: "action",
    url: action,
    method,
    params: {
      DialCallStatus: status,
      DialCallSid: sid,
      DialBridged: String(bridged),
      ...(bridged ? { DialCallDuration: String(wholeSeconds(seconds)) } : {}),
    },
  };
}
