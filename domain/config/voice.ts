import { z } from "zod";
import type { VoiceProvider } from "../contract/voice.ts";
import { asYaml } from "./edits.ts";
import { ANY_LANGUAGE, conversationLanguage } from "./language.ts";
import { type Mistake, refuse } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { line } from "./text.ts";
import { elevenLabsSpeaks, isElevenLabsVoice, ownerOf, speakersOf, tagOf, VOICES, voiceFor } from "./voices.ts";

/** The schema of an agent's voice. */
export const voiceSchema = z
  .strictObject({
    provider: z
      .enum(["Google", "Amazon", "ElevenLabs"])
      .optional()
      .describe("Text-to-speech provider. Required with `name`. Default: the first one that speaks the language."),
    name: line(200).optional().describe("Voice of the provider (domain/config/voices.json)."),
    language: conversationLanguage().describe(
      "BCP 47 tag of the conversation, or `multi`: Deepgram and ElevenLabs detect the language.",
    ),
  })
  .superRefine((voice, context) => {
    const found = mistakeIn(voice);
    if (found !== undefined) refuse(context, found.mistake, [found.at]);
  });

interface Voice {
  readonly provider?: VoiceProvider;
  readonly name?: string;
  readonly language: string;
}
interface Found {
  readonly at: keyof Voice;
  readonly mistake: Mistake;
}

const UNKNOWN_VOICE = "https://www.twilio.com/docs/api/errors/64101";
const UNSPOKEN = "https://www.twilio.com/docs/api/errors/64106";
/** https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#other-defaults */
const DROPPED = "Twilio disconnects the call";

/** The first mistake that would make Twilio disconnect each of the agent's calls. */
function mistakeIn(voice: Voice): Found | undefined {
  return detected(voice) ?? (voice.name === undefined ? unspoken(voice) : misnamed({ ...voice, name: voice.name }));
}

function detected({ provider, language }: Voice): Found | undefined {
  if (language !== ANY_LANGUAGE || provider === undefined || provider === "ElevenLabs") return undefined;
  const says = `is \`multi\`, which ${provider} doesn't support: Twilio detects the language of a text only with ElevenLabs (https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#automatic-language-detection)`;
  return {
    at: "language",
    mistake: { code: "wrong-value", says, fix: "write `provider: ElevenLabs`, or one language" },
  };
}

/** The mistake of a language that no voice of the provider speaks. */
function unspoken({ provider, language }: Voice): Found | undefined {
  const speakers = speakersOf(language);
  if (provider === undefined ? speakers.length > 0 : speakers.includes(provider)) return undefined;
  const [only, ...more] = speakers;
  const who = provider === undefined ? "no provider has" : `${provider} doesn't have`;
  return {
    at: provider === undefined ? "language" : "provider",
    mistake: {
      code: "voice-language-mismatch",
      says: `is \`${provider ?? language}\`: ${who} a voice that speaks ${language}, and ${DROPPED} (${UNSPOKEN})`,
      fix:
        only === undefined
          ? `write another language, or a voice of ElevenLabs whose model speaks ${language}`
          : `write ${speakers.map((one) => `\`provider: ${one}\``).join(" or ")}`,
      ...(only !== undefined && more.length === 0 && { replacement: only }),
    },
  };
}

function misnamed(voice: Voice & { readonly name: string }): Found | undefined {
  const { provider, name, language } = voice;
  const owner = ownerOf(name);
  if (owner === undefined) return unknown(voice);
  if (provider === undefined) {
    const says = `is missing: \`${name}\` is a voice of ${owner}, but without a provider ConversationRelay uses ElevenLabs, and ${DROPPED} (${UNKNOWN_VOICE})`;
    return {
      at: "provider",
      mistake: { code: "voice-provider-mismatch", says, fix: `write \`provider: ${owner}\``, replacement: owner },
    };
  }
  if (provider !== owner) {
    const says = `is \`${provider}\`, but \`${name}\` is a voice of ${owner}: ${DROPPED} (${UNKNOWN_VOICE})`;
    const fix = `write \`provider: ${owner}\`, or the name of a voice of ${provider}`;
    return { at: "provider", mistake: { code: "voice-provider-mismatch", says, fix, replacement: owner } };
  }
  const speaks = owner === "ElevenLabs" ? elevenLabsSpeaks(language, name) : tagOf(owner, name, language) !== undefined;
  if (speaks) return undefined;
  const spoken = owner === "ElevenLabs" ? "its model's languages" : (VOICES[owner].get(name) ?? []).join(" and ");
  const other = owner === "ElevenLabs" ? undefined : voiceFor(owner, language);
  const says = `is \`${name}\`, which speaks ${spoken}, not ${language}: ${DROPPED} (${UNSPOKEN})`;
  const others = speakersOf(language).filter((one) => one !== owner);
  const fix =
    other !== undefined
      ? `write a voice that speaks ${language}, for example \`${other}\`, or the language of the voice`
      : others.length > 0
        ? `write a voice of ${others.join(" or ")}, or the language of the voice`
        : "write the language of the voice";
  return { at: "name", mistake: { code: "voice-language-mismatch", says, fix } };
}

/** The mistake of a voice name that no provider has. `<Say>`'s names start with the provider: `Google.en-US-Neural2-F`, `Polly.Joanna-Neural`. */
function unknown({ provider, name }: Voice & { readonly name: string }): Found {
  const bare = name.replace(/^(Google|Polly|ElevenLabs)\./i, "");
  const meant = ownerOf(bare) === undefined ? meantVoice(bare, provider) : bare;
  const what = provider === undefined ? "a voice of any provider" : `a voice of ${provider}`;
  const form = provider === "ElevenLabs" || (provider === undefined && /^[0-9A-Za-z]{16,}/.test(bare));
  const says = `is ${JSON.stringify(name.slice(0, 80))}, which isn't ${what} that ConversationRelay has: ${DROPPED} (${UNKNOWN_VOICE})`;
  const fix =
    meant !== undefined
      ? `write \`${asYaml(meant)}\``
      : form
        ? "write a voice ID of ElevenLabs (20 letters and digits, as in UgBBYS2sOqTuMpoF3BR0), then a model and `speed_stability_similarity` if wanted, as in UgBBYS2sOqTuMpoF3BR0-flash_v2_5-1.0_0.5_0.8"
        : "write one of the voices in domain/config/voices.json, or add a new one there";
  return {
    at: "name",
    mistake: { code: "unknown-voice", says, fix, ...(meant !== undefined && { replacement: meant }) },
  };
}

function meantVoice(name: string, provider: VoiceProvider | undefined): string | undefined {
  const known = [
    ...(provider === "Amazon" ? [] : VOICES.Google.keys()),
    ...(provider === "Google" ? [] : VOICES.Amazon.keys()),
  ];
  const same = known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (same !== undefined || provider === "ElevenLabs" || isElevenLabsVoice(name)) return same;
  // Propose only voices that speak the language.
  const [, start = "", end = ""] = /^(.*-)?(.+)$/.exec(name) ?? [];
  const language = /^[a-z]{2,3}-[A-Z]{2}-/.exec(name)?.[0] ?? "";
  const near = nearest(
    name,
    known.filter((one) => one.startsWith(language)),
  );
  return near !== undefined && (near.startsWith(start) || near.endsWith(end)) ? near : undefined;
}
