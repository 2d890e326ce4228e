import { NOT_MODELLED } from "./attributes.ts";
import type { LiveCall } from "./live-call.ts";
import type { Verb } from "./twiml.ts";

/** How a verb leaves the call: on to the next verb, to another document, or to its end. */
export type Step =
  | { readonly kind: "next" }
  | { readonly kind: "end"; readonly status?: "completed" | "busy" | "no-answer" | "failed" }
  | {
      readonly kind: "request";
      readonly purpose: "action" | "redirect";
      readonly url: string;
      readonly method: string | undefined;
      readonly params: Record<string, string>;
    };

export type Perform = (call: LiveCall, verb: Verb, place: { readonly first: boolean }) => Promise<Step>;

export const NEXT: Step = { kind: "next" };

/** What Twilio has in each place and this network doesn't model: a call that needs it ends with an error that names it. */
const UNMODELLED: Readonly<Record<string, ReadonlySet<string>>> = {
  Response: new Set([
    ...["Gather", "Record", "Play", "Enqueue", "Leave", "Refer", "Pay", "Prompt", "Sms", "Message", "Start", "Stop"],
    ...["Echo", "Queue"],
  ]),
  Dial: new Set(["Client", "Conference", "Queue", "Sim", "Sip", "Application", "WhatsApp"]),
  Connect: new Set(["Stream", "Room", "Autopilot", "VirtualAgent", "Conversation", "AiSession", "Assistant"]),
};

/** Deals with an element that isn't modelled: the call ends. One that Twilio doesn't know either is skipped with its warning 12200. */
export async function refuse(call: LiveCall, name: string, within: "Response" | "Dial" | "Connect"): Promise<Step> {
  if (UNMODELLED[within]?.has(name)) {
    await call.log("error", NOT_MODELLED, `<${name}> in <${within}> isn't modelled by the rehearsal's phone network`);
    return { kind: "end", status: "failed" };
  }
  await call.log("warning", 12200, `Schema validation warning: <${name}> isn't allowed in <${within}>; it is skipped`);
  return NEXT;
}

/** A whole number written in an attribute, or the default where it isn't one. */
export const whole = (written: string | undefined, otherwise: number): number =>
  written !== undefined && /^\d+$/.test(written) ? Number(written) : otherwise;

const say: Perform = async (call, verb) => {
  await call.answer();
  const loop = whole(verb.attributes.loop, 1);
  for (let i = 0; verb.text && i < Math.max(1, Math.min(loop, 1000)); i += 1) await call.tell(verb.text);
  // loop="0" repeats for ever: the caller hangs up.
  return loop === 0 ? { kind: "end", status: "completed" } : NEXT;
};

/** As the first verb it waits without picking up. https://www.twilio.com/docs/voice/twiml/pause */
const pause: Perform = async (call, verb, { first }) => {
  if (!first) await call.answer();
  await call.wait(1000 * whole(verb.attributes.length, 1));
  return NEXT;
};

const redirect: Perform = async (_call, verb) => ({
  kind: "request",
  purpose: "redirect",
  url: verb.text,
  method: verb.attributes.method,
  params: {},
});

/** Only as the first verb does it leave the call unanswered. https://www.twilio.com/docs/voice/twiml/reject */
const reject: Perform = async (call, verb) => {
  if (call.answered) return { kind: "end", status: "completed" };
  const busy = verb.attributes.reason === "busy";
  await call.say("network", busy ? "(busy signal)" : "The number you have dialed is not in service.");
  return { kind: "end", status: busy ? "busy" : "no-answer" };
};

const hangup: Perform = async (call) => {
  await call.answer();
  return { kind: "end", status: "completed" };
};

/** Verbs that need nothing but the call. `<Dial>` and `<Connect>` reach out of it and have files of their own. */
export const PLAIN_VERBS: Readonly<Record<string, Perform>> = {
  Say: say,
  Pause: pause,
  Redirect: redirect,
  Reject: reject,
  Hangup: hangup,
};
