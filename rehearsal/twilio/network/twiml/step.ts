import type { LiveCall } from "../call/live-call.ts";
import type { Verb } from "./parse.ts";

/** Where a verb leads: to the next verb, to another document, out of a queue, or to the call's end. */
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

export const NEXT: Step = { kind: "next" };

/** Error code for features of Twilio that the rehearsal doesn't model. Not a code of Twilio's. */
export const NOT_MODELLED = 501;

/** Elements that Twilio allows within each element and this network doesn't model. A call that reaches one ends with an error that names it. */
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

/** Ends the call with an error that names a feature of Twilio that isn't modelled. */
export async function notModelled(call: LiveCall, what: string): Promise<Step> {
  await call.log("error", NOT_MODELLED, `${what} isn't modelled by the rehearsal's phone network`);
  return { kind: "end", status: "failed" };
}

/** Ends the call at an element that isn't modelled. Skips an element that Twilio doesn't allow there, with Twilio's warning 12200. */
export async function refuse(call: LiveCall, name: string, within: Within): Promise<Step> {
  const where = within === "nested" ? "a nested document (hold music or whisper)" : `<${within}>`;
  if (UNMODELLED[within]?.has(name)) return notModelled(call, `<${name}> in ${where}`);
  await call.log("warning", 12200, `Schema validation warning: <${name}> isn't allowed in ${where}; it is skipped`);
  return NEXT;
}

/** Reads a whole number from an attribute; `otherwise` if it isn't one. */
export const whole = (written: string | undefined, otherwise: number): number =>
  written !== undefined && /^\d+$/.test(written) ? Number(written) : otherwise;

/** Resolves a URL in a document against the document's URL. */
export const absolute = (url: string, base: string): string =>
  !URL.canParse(url) && URL.canParse(url, base) ? new URL(url, base).href : url;

/** Returns the step to a verb's `action` URL, else to `otherwise`. Without both, the document continues. */
export function action(verb: Verb, params: Record<string, string>, otherwise?: string): Step {
  const url = verb.attributes.action || otherwise;
  if (!url) return NEXT;
  return { kind: "request", purpose: "action", url, method: verb.attributes.method, params };
}

/** Refuses a verb's nouns, except allowed ones. Returns a step when a noun ends the call. */
export async function refuseOthers(
  call: LiveCall,
  { name, nouns }: Verb,
  ...allowed: readonly string[]
): Promise<Step | undefined> {
  for (const noun of nouns) {
    if (allowed.includes(noun.name)) continue;
    const step = await refuse(call, noun.name, name as Within);
    if (step.kind === "end") return step;
  }
  return undefined;
}
