import { z } from "zod";
import data from "./languages.json" with { type: "json" };
import { refuse } from "./mistake.ts";

/** Languages that Twilio's `<Say>` speaks: those of its Amazon and Google voices. */
const SPOKEN: ReadonlySet<string> = new Set(data.spoken);
/** Languages that ConversationRelay documents for speech or for transcription. */
const KNOWN: ReadonlySet<string> = new Set([...data.spoken, ...data.understood, ...data.understoodByDeepgram]);

/** Detects the language. Only Deepgram and ElevenLabs support it. */
export const ANY_LANGUAGE = "multi";

/** Codes that people write for other languages and countries. */
const LANGUAGES: Readonly<Record<string, string>> = {
  jp: "ja",
  kr: "ko",
  cz: "cs",
  dk: "da",
  gr: "el",
  ua: "uk",
  vn: "vi",
  no: "nb",
};
const PLACES: Readonly<Record<string, string>> = { UK: "GB", EN: "GB" };

/** The known tag that a text most likely means. */
export function meantLanguage(text: string, known: ReadonlySet<string> = KNOWN): string | undefined {
  const [language = "", ...rest] = text.trim().replaceAll("_", "-").split("-");
  const first = LANGUAGES[language.toLowerCase()] ?? language.toLowerCase();
  const wanted = [first, ...rest.map((part) => PLACES[part.toUpperCase()] ?? part)].join("-").toLowerCase();
  const same = [...known].find((tag) => tag.toLowerCase() === wanted);
  if (same !== undefined || rest.length > 0) return same;
  const tags = [...known].filter((tag) => tag.startsWith(`${first}-`));
  return tags.length === 1 ? tags[0] : undefined;
}

const tag = (known: ReadonlySet<string>, who: string) =>
  z.string().superRefine((value, context) => {
    if (known.has(value)) return;
    const meant = meantLanguage(value, known);
    refuse(context, {
      code: "wrong-value",
      says: `is ${JSON.stringify(value.slice(0, 40))}, which isn't one of ${who}`,
      fix:
        meant === undefined
          ? "write a BCP 47 tag, for example en-US (domain/config/languages.json lists them)"
          : `write \`${meant}\``,
      ...(meant !== undefined && { replacement: meant }),
    });
  });

/** The schema of an agent's language. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay */
export const conversationLanguage = () => CONVERSATION;
const CONVERSATION = tag(KNOWN, "the languages of Twilio's ConversationRelay").meta({
  id: "conversation-language",
  enum: [...KNOWN],
});

/** The schema of a notice's language. https://www.twilio.com/docs/voice/twiml/say/text-speech */
export const noticeLanguage = () => NOTICE;
const NOTICE = tag(SPOKEN, "the languages that Twilio's <Say> speaks").meta({
  id: "notice-language",
  enum: [...SPOKEN],
});

/** The tag of a language in Twilio's `<Say>`: the language's own, or the nearest country's; undefined if no voice speaks the language. */
export function spokenAs(language: string): string | undefined {
  if (SPOKEN.has(language)) return language;
  return (data.spokenAs as Readonly<Record<string, string>>)[language];
}

const DEEPGRAM: ReadonlySet<string> = new Set(data.understoodByDeepgram);

/**
 * The transcriber of a language: Deepgram (Twilio's default) if it supports the tag, else Google. Each route names it, since accounts that used
 * ConversationRelay before September 12, 2025 default to Google. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#conversationrelay-attributes
 */
export const transcribedBy = (language: string): "Deepgram" | "Google" =>
  DEEPGRAM.has(language) ? "Deepgram" : "Google";
