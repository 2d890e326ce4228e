import type { LiveCall } from "../call/live-call.ts";
import { NOT_MODELLED } from "./attributes.ts";
import type { Verb } from "./parse.ts";

/** How a verb leaves the call: on to the next verb, to another document, out of a queue, or to its end. */
export type Step =
  | { readonly kind: "next" }
  | { readonly kind: "leave" }
  | { readonly kind: "end"; readonly status?: "completed" | "busy" | "no-answer" | "failed" }
  | {
      readonly kind: "request";
      readonly purpose: "action" | "redirect";
      readonly url: string;
      readonly method: string | undefined;
      readonly params: Record<string, string>;
    };

/** `first`: the verb opens the call's first document. `url`: where its document came from. */
export type Perform = (
  call: LiveCall,
  verb: Verb,
  place: { readonly first: boolean; readonly url: string },
) => Promise<Step>;

export const NEXT: Step = { kind: "next" };

/** What Twilio has in each place and this network doesn't model: a call that needs it ends with an error that names it. */
const UNMODELLED: Readonly<Record<string, ReadonlySet<string>>> = {
  Response: new Set(["Pay", "Prompt", "Sms", "Message", "Echo", "Queue"]),
  nested: new Set(["Pay", "Prompt", "Sms", "Message", "Echo", "Queue"]),
  Dial: new Set(["Sim", "Application", "WhatsApp"]),
  Connect: new Set([
    ...["Room", "Autopilot", "VirtualAgent", "Conversation", "ConversationRelaySession", "AiSession", "Assistant"],
    "WhatsApp",
  ]),
  Start: new Set(["Siprec", "Transcription", "Recording"]),
  Stop: new Set(["Siprec", "Transcription", "Recording"]),
  Gather: new Set(),
  Enqueue: new Set(["Task"]),
  Refer: new Set(["ReferSip"]),
};

export type Within = "Response" | "nested" | "Dial" | "Connect" | "Start" | "Stop" | "Gather" | "Enqueue" | "Refer";

/** Ends the call with the error that names what Twilio has and the rehearsal doesn't. */
export async function notModelled(call: LiveCall, what: string): Promise<Step> {
  await call.log("error", NOT_MODELLED, `${what} isn't modelled by the rehearsal's phone network`);
  return { kind: "end", status: "failed" };
}

/** Deals with an element that isn't modelled: the call ends. One that Twilio doesn't know either is skipped with its warning 12200. */
export async function refuse(call: LiveCall, name: string, within: Within): Promise<Step> {
  const where = within === "nested" ? "a document of this kind" : `<${within}>`;
  if (UNMODELLED[within]?.has(name)) return notModelled(call, `<${name}> in ${where}`);
  await call.log("warning", 12200, `Schema validation warning: <${name}> isn't allowed in ${where}; it is skipped`);
  return NEXT;
}

/** A whole number written in an attribute, or the default where it isn't one. */
export const whole = (written: string | undefined, otherwise: number): number =>
  written !== undefined && /^\d+$/.test(written) ? Number(written) : otherwise;

/** An address in a document, from where the document came. */
export const absolute = (url: string, base: string): string =>
  !URL.canParse(url) && URL.canParse(url, base) ? new URL(url, base).href : url;

/** The request to a verb's `action`; without one the document goes on. */
export function action(verb: Verb, params: Record<string, string>, otherwise?: string): Step {
  const url = verb.attributes.action || otherwise;
  if (!url) return NEXT;
  return { kind: "request", purpose: "action", url, method: verb.attributes.method, params };
}
