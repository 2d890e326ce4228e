// The module alone: the package's barrel loads every API client of Twilio (74 KB and some 5 ms against 15 MB).
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { RouteAgent } from "../../domain/contract/route.ts";
import { providerOf } from "../../domain/contract/voice.ts";
import type { Decision } from "../../domain/router/decide.ts";
import { speakable, xmlText as text } from "../../domain/router/spoken.ts";

/** Where this region's webhooks live. */
export interface RenderContext {
  /** Origin of the webhook domain, as in `https://voice.us.aybiza.example`. */
  readonly origin: string;
  /** Called for a text that was cut, since Twilio doesn't speak so much at once ({@link speakable}). */
  readonly onCut?: (what: "greeting" | "notice", bytes: number) => void;
}

/** Query of the action of a fallback's `<Dial>`: it tells a failed answer after it from one after the agent, so a fallback is tried once. */
export const FALLBACK_LEG = "leg=fallback";

/** A decision as TwiML. https://www.twilio.com/docs/voice/twiml */
export function render(decision: Decision, { origin, onCut }: RenderContext): string {
  const response = new VoiceResponse();
  const spoken = (what: "greeting" | "notice", given: string): string => {
    const cut = speakable(given);
    if (cut.length < text(given).trim().length) onCut?.(what, Buffer.byteLength(given));
    return cut;
  };
  /** A `<Say>` without words is one that Twilio warns of (13520). */
  const say = (given: string, tag: string): void => {
    const words = spoken("notice", given);
    if (words) response.say({ language: language(tag) }, words);
  };
  switch (decision.action) {
    case "connect": {
      const { agent, tenant, number } = decision.route;
      const relay = response.connect({ action: `${origin}/twilio/after`, method: "POST" }).conversationRelay({
        url: text(agent.url),
        welcomeGreeting: spoken("greeting", agent.greeting),
        language: text(agent.language),
        ...(agent.ttsLanguage && { ttsLanguage: text(agent.ttsLanguage) }),
        // Both providers are always named: Twilio's defaults ignore the voice, and differ by the age of an account.
        // https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#conversationrelay-attributes
        ...transcription(agent),
        ttsProvider: text(agent.voice?.provider ?? providerOf(agent.voice?.name)),
        ...(agent.voice?.name && { voice: text(agent.voice.name) }),
      });
      relay.parameter({ name: "tenant", value: text(tenant) });
      relay.parameter({ name: "agent", value: text(agent.name) });
      relay.parameter({ name: "version", value: text(agent.version) });
      relay.parameter({ name: "number", value: text(number) });
      break;
    }
    case "dial":
      if (decision.say) say(decision.say, decision.language);
      response
        .dial({ callerId: decision.callerId, action: `${origin}/twilio/after?${FALLBACK_LEG}`, method: "POST" })
        .number(text(decision.number));
      break;
    case "say":
      say(decision.say, decision.language);
      response.hangup();
      break;
    case "hang-up":
      response.hangup();
  }
  return response.toString();
}

/** A route that was written before the provider was always named keeps Twilio's default, but for a detected language: only Deepgram detects one. */
function transcription({ transcriptionProvider, language }: RouteAgent): { readonly transcriptionProvider?: string } {
  const provider = transcriptionProvider ?? (language === "multi" ? "Deepgram" : undefined);
  return provider === undefined ? {} : { transcriptionProvider: text(provider) };
}

/** Twilio takes any tag that one of its voices speaks; the package lists those of its day. */
function language(tag: string): VoiceResponse.SayAttributes["language"] {
  return text(tag) as VoiceResponse.SayAttributes["language"];
}
