import { Interrupted } from "../call/interruption.ts";
import { LiveCall } from "../call/live-call.ts";
import { durations } from "../call/parameters.ts";
import type { CallStatus } from "../exchange.ts";
import type { Verb } from "../twiml/parse.ts";
import { runDocuments, runScript, sourceOf } from "../twiml/script.ts";
import { absolute } from "../twiml/step.ts";
import { trunk } from "./link.ts";
import { type Invite, personAt, ring } from "./telephone.ts";

/** A telephone, SIP device or client that `<Dial>` names. */
export interface Target {
  readonly noun: Verb;
  /** E.164, `sip:user@host` or `client:name`. */
  readonly to: string;
  readonly invite?: Omit<Invite, "from">;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Verbs of a document that a called party hears before it is joined. https://www.twilio.com/docs/voice/twiml/number#attributes-url */
const WHISPER: ReadonlySet<string> = new Set(["Say", "Play", "Gather", "Pause", "Redirect", "Hangup", "Record"]);

/** A leg that `<Dial>` placed. */
export interface Leg {
  readonly call: LiveCall;
  /** `in-progress` when it was picked up and has heard its whisper. */
  readonly reached: Promise<CallStatus>;
}

/** Dials one target for a call and rings it. Its record, its events and its whisper are its own. */
export async function dialLeg(
  parent: LiveCall,
  target: Target,
  { from, timeoutMs, url }: { from: string; timeoutMs: number; url: string },
): Promise<Leg> {
  const { network, account, pace } = parent;
  const { noun, to } = target;
  const known = network.phones.get(to);
  const own = known || !to.startsWith("+") ? undefined : await network.exchange.subscriber(to);
  const phone =
    known ?? (to.startsWith("sip:") ? { name: "unknown", answers: "failed" as const } : network.unknownPhone);
  const line = own ? trunk() : undefined;
  const call = new LiveCall({
    network,
    sid: network.exchange.mintSid("CA"),
    account,
    from,
    to,
    direction: "outbound-dial",
    parentCallSid: parent.sid,
    caller: line?.near ?? personAt(phone),
    ...(known ? { name: known.name } : {}),
    voice: {},
    pace,
    parent,
  });
  tellProgress(call, noun, url);
  await call.record();
  for (const told of call.onPlaced) told();
  parent.event({ type: "dialling", from, to, ...(known ? { name: known.name } : {}) });

  const reach = async (): Promise<CallStatus> => {
    const invite = target.invite && { ...target.invite, from };
    const status = line ? await ringExchange(call, line.far, timeoutMs) : await ring(call, phone, timeoutMs, invite);
    if (status !== "in-progress" || !noun.attributes.url) return status;
    return whisper(call, noun, url);
  };
  return { call, reached: reach() };
}

/** Rings another number of the exchange: its own webhooks answer, in a second call. */
export async function ringExchange(
  leg: LiveCall,
  far: ReturnType<typeof trunk>["far"],
  timeoutMs: number,
): Promise<CallStatus> {
  const { pace, from, to, network } = leg;
  const late = new AbortController();
  try {
    const second = await network.inbound({ from, to, caller: far, pace });
    if (!second) return "failed";
    await leg.progress("ringing");
    for (const told of leg.onRinging) told();
    const answered = new Promise<"answered">((resolve) => {
      if (second.call.answered) resolve("answered");
      second.call.onAnswer.push(() => resolve("answered"));
    });
    const outcome = await leg.until(
      Promise.race([answered, second.done, network.clock.sleep(timeoutMs, late.signal).then(() => "late" as const)]),
    );
    if (outcome === "answered") {
      await leg.answer();
      return "in-progress";
    }
    if (outcome === "late") {
      await second.call.end("no-answer");
      return "no-answer";
    }
    if (!second.call.answered) return outcome.status === "completed" ? "no-answer" : outcome.status;
    await leg.answer();
    return "in-progress";
  } catch (error) {
    if (error instanceof Interrupted) return leg.over ? leg.status : "canceled";
    throw error;
  } finally {
    late.abort();
  }
}

/** Lets the called party hear a document; it isn't joined when that hangs up. */
async function whisper(call: LiveCall, noun: Verb, base: string): Promise<CallStatus> {
  const { url = "", method } = noun.attributes;
  try {
    const step = await runDocuments(
      call,
      { purpose: "whisper", url: absolute(url, base), ...(method === undefined ? {} : { method }) },
      { verbs: WHISPER },
    );
    if (step.kind !== "end") return "in-progress";
    await call.end("completed");
    return "completed";
  } catch (error) {
    if (error instanceof Interrupted) return call.over ? call.status : "completed";
    throw error;
  }
}

/** Goes on with a leg that the API gave instructions of its own: it isn't part of the `<Dial>` any longer. */
export function letGo(leg: LiveCall): void {
  const source = sourceOf(leg.takeRedirection());
  if (source) void runScript(leg, source).then(() => leg.callbacksDone());
}

/** Tells the events that a noun subscribes to. https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-event */
function tellProgress(call: LiveCall, noun: Verb, base: string): void {
  const { statusCallback, statusCallbackMethod, statusCallbackEvent = "completed" } = noun.attributes;
  if (!statusCallback) return;
  const ended = subscribe(call, {
    url: absolute(statusCallback, base),
    method: statusCallbackMethod,
    events: statusCallbackEvent.split(/\s+/),
  });
  call.onEnd.push(ended);
}

/** Sends a call's progress to an address, in order. The returned function tells of the end. https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
export function subscribe(
  call: LiveCall,
  {
    url,
    method,
    events,
    last = () => ({}),
  }: {
    url: string;
    method: string | null | undefined;
    events: readonly string[];
    /** More parameters of the last event. */
    last?: () => Record<string, string>;
  },
): () => void {
  const callbacks = call.statusCallbacks(url, method);
  const wanted = new Set(events);
  const tell = (event: string, more: () => Record<string, string> = () => ({})): void => {
    if (!wanted.has(event)) return;
    const status = event === "initiated" || event === "ringing" ? event : call.status;
    callbacks.send({ ...call.parameters(), CallStatus: status, ...more() });
  };
  call.onPlaced.push(() => tell("initiated"));
  call.onRinging.push(() => tell("ringing"));
  call.onAnswer.push(() => tell("answered"));
  return () => tell("completed", () => ({ ...durations(call.seconds), ...last() }));
}
