import type { CallStatus, Exchange } from "./exchange.ts";
import { type LiveCall, wholeSeconds } from "./live-call.ts";
import type { SimulatedPhone } from "./result.ts";
import type { Verb } from "./twiml.ts";
import { NEXT, NOT_MODELLED, type Perform, refuse, type Step } from "./verbs.ts";

/** Attributes that are taken without effect on a simulated telephone line; each is told once per call as a warning. */
const WITHOUT_EFFECT = ["record", "recordingStatusCallback", "trim", "timeLimit", "hangupOnStar", "ringTone"];
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
    for (const name of WITHOUT_EFFECT) {
      const value = verb.attributes[name];
      if (value === undefined || value === "false" || value === "do-not-record") continue;
      await call.log("warning", NOT_MODELLED, `${name}="${value}" of <Dial> has no effect in the rehearsal`);
    }
    if (verb.attributes.answerOnBridge !== "true") await call.answer();
    const from = verb.attributes.callerId || call.request.from;
    const sid = options.exchange.mintSid("CA");
    const known = options.phones.get(number);
    const ends = async (status: CallStatus, seconds: number): Promise<Step> => {
      call.leg({ kind: "phone", sid, to: number, status, seconds });
      return after(verb, status, sid, seconds);
    };

    const problem = await unreachable(call, number, from);
    if (problem) return ends("failed", 0);
    if (!known && (await options.exchange.subscriber(number))) {
      await call.log("error", NOT_MODELLED, `<Dial> to ${number}, a number of this exchange, isn't modelled`);
      return { kind: "end", status: "failed" };
    }
    const phone = known ?? options.unknownPhone;
    const { accountSid } = call.subscriber;
    await options.exchange.createCall({
      sid,
      accountSid,
      parentCallSid: call.sid,
      from,
      to: number,
      direction: "outbound-dial",
      status: "ringing",
      dateCreated: options.now(),
    });
    call.event({ type: "dialling", to: number, ...(known ? { name: known.name } : {}) });
    const close = async (status: CallStatus, seconds: number): Promise<Step> => {
      const endTime = options.now();
      const duration = wholeSeconds(seconds * 1000);
      await options.exchange.updateCall(sid, {
        status,
        endTime,
        duration,
        answeredBy: null,
        price: null,
        ...(status === "completed" ? {} : { startTime: endTime }),
      });
      return ends(status, seconds);
    };
    if (phone.answers === "busy") return close("busy", 0);
    if (!phone.answers) {
      await call.wait(1000 * Number(verb.attributes.timeout ?? 30));
      return close("no-answer", 0);
    }
    const began = performance.now();
    await options.exchange.updateCall(sid, { status: "in-progress", startTime: options.now() });
    await call.answer();
    await talk(call, phone);
    return close("completed", (performance.now() - began) / 1000);
  };
}

/** The one number to dial, or how the verb ends when there isn't one. */
async function dialled(call: LiveCall, verb: Verb): Promise<string | Step> {
  const numbers = verb.nouns.filter((noun) => noun.name === "Number");
  for (const noun of verb.nouns) {
    if (noun.name === "Number") continue;
    const step = await refuse(call, noun.name, "<Dial>");
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
  const lines = [...(phone.says ?? [])];
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
      ...(bridged ? { DialCallDuration: String(wholeSeconds(seconds * 1000)) } : {}),
    },
  };
}
