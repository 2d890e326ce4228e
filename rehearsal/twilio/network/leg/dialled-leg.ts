import { Interrupted } from "../call/interruption.ts";
import { LiveCall } from "../call/live-call.ts";
import type { Invite } from "../call/phone.ts";
import { subscribe } from "../call/progress.ts";
import type { CallStatus } from "../exchange.ts";
import type { Verb } from "../twiml/parse.ts";
import { type Script, sourceOf } from "../twiml/script.ts";
import { absolute } from "../twiml/step.ts";
import { transportTo } from "./routing.ts";

/** A telephone, SIP device or client that `<Dial>` names. */
export interface Target {
  readonly noun: Verb;
  /** Dialled address: E.164, `sip:user@host` or `client:name`. */
  readonly to: string;
  readonly invite?: Omit<Invite, "from">;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Options by which a `<Dial>` dials its targets. */
export interface Dialling {
  /** Caller ID that the targets see. */
  readonly from: string;
  readonly timeoutMs: number;
  /** URL of the document with the `<Dial>`; relative URLs resolve against it. */
  readonly url: string;
  readonly script: Script;
}

/** A leg that `<Dial>` placed. */
export interface DialledLeg {
  readonly call: LiveCall;
  /** Resolves to `in-progress` when the leg was answered and has heard its whisper, else to its final status. */
  readonly reached: Promise<CallStatus>;
}

/**
 * Verbs allowed in a whisper, the document that a called party hears before it is joined.
 * https://www.twilio.com/docs/voice/twiml/number#attributes-url
 */
const WHISPER: ReadonlySet<string> = new Set(["Say", "Play", "Gather", "Pause", "Redirect", "Hangup", "Record"]);

/** Dials and rings one target for a call. The leg has its own record, events and whisper. */
export async function dialLeg(parent: LiveCall, target: Target, dialling: Dialling): Promise<DialledLeg> {
  const { network, account, pace } = parent;
  const { noun, to } = target;
  const { from, timeoutMs, url, script } = dialling;
  const transport = await transportTo(network, to, script);
  const named = transport.name === undefined ? {} : { name: transport.name };
  const call = new LiveCall({
    ...{ network, account, from, to, parent, pace, ...named },
    sid: network.exchange.mintSid("CA"),
    direction: "outbound-dial",
    parentCallSid: parent.sid,
    caller: transport.end,
    voice: {},
  });
  sendProgress(call, noun, url);
  await call.record();
  for (const run of call.onPlaced) run();
  parent.event({ type: "dialling", from, to, ...named });

  const reach = async (): Promise<CallStatus> => {
    const status = await transport.ring(call, timeoutMs, target.invite && { ...target.invite, from });
    if (status !== "in-progress" || !noun.attributes.url) return status;
    return whisper(call, noun, dialling);
  };
  return { call, reached: reach() };
}

/** Runs a document that only the called party hears. If the document hangs up, the party isn't joined. */
async function whisper(call: LiveCall, noun: Verb, { url: base, script }: Dialling): Promise<CallStatus> {
  const { url = "", method } = noun.attributes;
  const source = { purpose: "whisper", url: absolute(url, base), ...(method === undefined ? {} : { method }) } as const;
  try {
    const step = await script.nested(call, source, WHISPER);
    if (step.kind !== "end") return "in-progress";
    await call.end("completed");
    return "completed";
  } catch (error) {
    if (error instanceof Interrupted) return call.over ? call.status : "completed";
    throw error;
  }
}

/** Detaches a leg from its `<Dial>`: the leg runs new instructions from the API on its own. */
export function detach(leg: LiveCall, script: Script): void {
  const source = sourceOf(leg.takeRedirection());
  if (source) void script.run(leg, source).then(() => leg.callbacksDone());
}

/** Sends a leg's events to the status callback of its noun. https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-event */
function sendProgress(call: LiveCall, noun: Verb, base: string): void {
  const { statusCallback, statusCallbackMethod, statusCallbackEvent = "completed" } = noun.attributes;
  if (!statusCallback) return;
  const ended = subscribe(call, {
    url: absolute(statusCallback, base),
    method: statusCallbackMethod,
    events: statusCallbackEvent.split(/\s+/),
  });
  call.onEnd.push(ended);
}
