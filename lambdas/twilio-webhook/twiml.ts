// Import only this module (74 KB, 5 ms to load): the package's index loads every API client of Twilio (15 MB).
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { RouteAgent } from "../../domain/contract/route.ts";
import { providerOf } from "../../domain/contract/voice.ts";
import type { Decision } from "../../domain/router/decision.ts";
import { speakable, xmlText as text } from "../../domain/router/spoken.ts";

/** Input of rendering, beside the decision. */
export interface RenderContext {
  /** Origin of the webhook domain, as in `https://voice.us.aybiza.example`. */
  readonly origin: string;
  /** Called when a text is longer than Twilio speaks at once ({@link speakable}), and was cut. */
  readonly onCut?: (what: "greeting" | "notice", bytes: number) => void;
}

/** Query of the action URL of a fallback's `<Dial>`. It tells the end of the fallback's leg from the end of the agent's session, so that a fallback is tried once. */
export const FALLBACK_LEG = "leg=fallback";

/** Renders a decision as TwiML. https://www.twilio.com/docs/voice/twiml */
export function render(decision: Decision, { origin, onCut }: RenderContext): string {
  const response = new VoiceResponse();
  const spoken = (what: "greeting" | "notice", given: string): string => {
    const cut = speakable(given);
    if (cut.length < text(given).trim().length) onCut?.(what, Buffer.byteLength(given));
    return cut;
  };
  /** Leaves out an empty `<Say>`, for which Twilio logs warning 13520. */
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
        // Both providers are always set, because Twilio's defaults ignore the voice and depend on the account's age.
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

/** The transcription provider. An older route without one keeps Twilio's default, except for language detection, which needs Deepgram. */
function transcription({ transcriptionProvider, language }: RouteAgent): { readonly transcriptionProvider?: string } {
  const provider = transcriptionProvider ?? (language === "multi" ? "Deepgram" : undefined);
  return provider === undefined ? {} : { transcriptionProvider: text(provider) };
}

/** Twilio accepts more tags than the package's type lists. */
function language(tag: string): VoiceResponse.SayAttributes["language"] {
  return text(tag) as VoiceResponse.SayAttributes["language"];
}
