// The module alone: the package's barrel loads every API client of Twilio (74 KB and some 5 ms against 15 MB).
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { Decision } from "./decide.ts";

/** Where this region's webhooks live. */
export interface RenderContext {
  /** Origin of the webhook domain, as in `https://voice.us.aybiza.example`. */
  readonly origin: string;
}

/** Query of the action of a fallback's `<Dial>`: it tells a failed answer after it from one after the agent, so a fallback is tried once. */
export const FALLBACK_LEG = "leg=fallback";

/** A decision as TwiML. https://www.twilio.com/docs/voice/twiml */
export function render(decision: Decision, { origin }: RenderContext): string {
  const response = new VoiceResponse();
  switch (decision.action) {
    case "connect": {
      const { agent, tenant, number } = decision.route;
      const relay = response.connect({ action: `${origin}/twilio/after`, method: "POST" }).conversationRelay({
        url: text(agent.url),
        welcomeGreeting: text(agent.greeting),
        language: text(agent.language),
        ...(agent.ttsLanguage && { ttsLanguage: text(agent.ttsLanguage) }),
        // https://www.twilio.com/en-us/changelog/conversationrelay-now-supports-a-configuration-for-automatic-lan
        ...(agent.language === "multi" && { transcriptionProvider: "Deepgram" }),
        ...(agent.voice?.provider && { ttsProvider: text(agent.voice.provider) }),
        ...(agent.voice?.name && { voice: text(agent.voice.name) }),
      });
      relay.parameter({ name: "tenant", value: text(tenant) });
      relay.parameter({ name: "agent", value: text(agent.name) });
      relay.parameter({ name: "version", value: text(agent.version) });
      relay.parameter({ name: "number", value: text(number) });
      break;
    }
    case "dial":
      if (decision.say) response.say({ language: language(decision.language) }, text(decision.say));
      // Without a callerId Twilio passes the caller's own number on, which it allows for the leg of an inbound call:
      // the person sees who calls. https://www.twilio.com/docs/voice/twiml/dial#callerid
      response.dial({ action: `${origin}/twilio/after?${FALLBACK_LEG}`, method: "POST" }).number(decision.number);
      break;
    case "say":
      response.say({ language: language(decision.language) }, text(decision.say));
      response.hangup();
      break;
    case "hang-up":
      response.hangup();
  }
  return response.toString();
}

/** XML 1.0 can't hold these characters even escaped, and the writer throws on them (https://www.w3.org/TR/xml/#charsets). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function text(value: string): string {
  return value.toWellFormed().replace(ILLEGAL, "");
}

/** Twilio takes any tag that one of its voices speaks; the package lists those of its day. */
function language(tag: string): VoiceResponse.SayAttributes["language"] {
  return text(tag) as VoiceResponse.SayAttributes["language"];
}
