import { z } from "zod";
import type { VoiceProvider } from "../contract/voice.ts";
import { ANY_LANGUAGE, spokenAs } from "./language.ts";
import data from "./voices.json" with { type: "json" };

const group = z.strictObject({ languages: z.array(z.string()).min(1), voices: z.array(z.string()).min(1) });

/** The schema of voices.json. */
export const voicesSchema = z.strictObject({
  $comment: z.string(),
  sources: z.strictObject({ google: z.string(), amazon: z.string(), elevenLabs: z.string() }),
  /** Google's voices by family, best first. A voice's name is `<language>-<family>-<voice>`. */
  google: z.record(z.string(), z.array(group)),
  amazon: z.array(group),
  /** ElevenLabs' languages, without a country, by model. */
  elevenLabs: z.strictObject({
    languages: z.array(z.string()),
    englishOnly: z.array(z.string()),
    multilingual: z.array(z.string()),
  }),
});

/** The voices of Google and Amazon, best first, each with its language tags. */
export const VOICES: Readonly<Record<"Google" | "Amazon", ReadonlyMap<string, readonly string[]>>> = {
  Google: new Map(
    Object.entries(data.google).flatMap(([family, groups]) =>
      groups.flatMap(({ languages, voices }) =>
        languages.flatMap((tag) => voices.map((voice) => [`${tag}-${family}-${voice}`, [tag]] as const)),
      ),
    ),
  ),
  Amazon: new Map(data.amazon.flatMap(({ languages, voices }) => voices.map((voice) => [voice, languages] as const))),
};

/** Languages of ElevenLabs' default model in ConversationRelay, without a country. */
const ELEVENLABS: ReadonlySet<string> = new Set(data.elevenLabs.languages);

/**
 * A voice of ElevenLabs: an ID of 20 characters, then optionally a model and `speed_stability_similarity` (0.7 to 1.2, 0 to 1, 0 to 1).
 * https://www.twilio.com/docs/voice/conversationrelay/voice-configuration
 */
const ELEVENLABS_VOICE =
  /^[0-9A-Za-z]{20}(?:-([a-z][0-9a-z_]*))?(?:-(?:0?\.[7-9]\d*|1(?:\.[01]\d*|\.20*)?)(?:_(?:0?\.\d+|[01]|0\.0*|1\.0*)){2})?$/;

/** Whether a name has the form of a voice of ElevenLabs. */
export const isElevenLabsVoice = (name: string): boolean => ELEVENLABS_VOICE.test(name);

/** The provider of a voice with exactly this name. */
export function ownerOf(name: string): VoiceProvider | undefined {
  if (VOICES.Google.has(name)) return "Google";
  if (VOICES.Amazon.has(name)) return "Amazon";
  return isElevenLabsVoice(name) ? "ElevenLabs" : undefined;
}

/** A language without its country, as an ISO 639-1 code. Providers use other codes for some languages. */
export function primaryOf(tag: string): string {
  const [language = ""] = tag.split("-");
  return SAME[language] ?? language;
}
const SAME: Readonly<Record<string, string>> = { cmn: "zh", arb: "ar", nb: "no" };

/** Whether a voice of ElevenLabs speaks a language, with the default model or the one in its name. An unlisted model counts as speaking any. */
export function elevenLabsSpeaks(language: string, name?: string): boolean {
  if (language === ANY_LANGUAGE) return true;
  const model = name && ELEVENLABS_VOICE.exec(name)?.[1];
  if (model && data.elevenLabs.englishOnly.includes(model)) return primaryOf(language) === "en";
  if (model && !data.elevenLabs.multilingual.includes(model)) return true;
  return ELEVENLABS.has(primaryOf(language));
}

/**
 * The tag with which a Google or Amazon voice speaks a language: the language's own, else that of another country. Undefined if the voice
 * speaks another language; Twilio then ends the call (64106).
 */
export function tagOf(provider: "Google" | "Amazon", name: string, language: string): string | undefined {
  const tags = VOICES[provider].get(name) ?? [];
  return (
    tags.find((tag) => tag === language) ??
    tags.find((tag) => tag === spokenAs(language)) ??
    tags.find((tag) => primaryOf(tag) === primaryOf(language))
  );
}

/** The first voice of a provider for a language: by its own tag, else by the nearest country's. */
export function voiceFor(provider: "Google" | "Amazon", language: string): string | undefined {
  for (const tag of [language, spokenAs(language)])
    for (const [name, tags] of VOICES[provider]) if (tag !== undefined && tags[0] === tag) return name;
  return undefined;
}

/** Lists the providers with a voice that speaks a language, Twilio's default first. */
export function speakersOf(language: string): VoiceProvider[] {
  const others = language === ANY_LANGUAGE ? [] : (["Google", "Amazon"] as const);
  return [
    ...(elevenLabsSpeaks(language) ? (["ElevenLabs"] as const) : []),
    ...others.filter((provider) => voiceFor(provider, language) !== undefined),
  ];
}

/** The voice in a route. It sets every value, since Twilio's defaults differ by language and by the age of an account. */
export interface Sound {
  readonly provider: VoiceProvider;
  /** Absent: the provider's default voice. */
  readonly name?: string;
  /** The voice's language tag, if it differs from the conversation's. */
  readonly ttsLanguage?: string;
}

/** The language of the providers' default voices: https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#conversationrelay-attributes */
const LANGUAGE_OF_DEFAULTS = "en-US";

/** Returns the route's voice for a checked voice of the file. ElevenLabs has no language tags, so its voices keep the conversation's language. */
export function soundOf(voice: {
  readonly provider?: VoiceProvider;
  readonly name?: string;
  readonly language: string;
}): Sound {
  const { language } = voice;
  const provider = voice.provider ?? speakersOf(language)[0] ?? "ElevenLabs";
  if (provider === "ElevenLabs") return { provider, ...(voice.name !== undefined && { name: voice.name }) };
  const name = voice.name ?? (language === LANGUAGE_OF_DEFAULTS ? undefined : voiceFor(provider, language));
  const tag = name === undefined ? undefined : tagOf(provider, name, language);
  return {
    provider,
    ...(name !== undefined && { name }),
    ...(tag !== undefined && tag !== language && { ttsLanguage: tag }),
  };
}
