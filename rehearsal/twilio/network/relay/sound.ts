import voices from "../../../../domain/config/voices.json" with { type: "json" };
import type { Verb } from "../twiml/parse.ts";

/** A speech setting that makes Twilio refuse the session. */
export interface SoundFault {
  /** 64101: unknown provider or voice. 64106: the provider doesn't support the language. https://www.twilio.com/docs/api/errors/64106 */
  readonly code: 64101 | 64106;
  readonly message: string;
}

// Language tags by voice, for the voices of Google and Amazon.
const GOOGLE = new Map<string, readonly string[]>();
for (const [family, groups] of Object.entries(voices.google))
  for (const { languages, voices } of groups)
    for (const tag of languages) for (const voice of voices) GOOGLE.set(`${tag}-${family}-${voice}`, [tag]);
const AMAZON = new Map<string, readonly string[]>();
for (const { languages, voices: names } of voices.amazon) for (const name of names) AMAZON.set(name, languages);

/**
 * An ElevenLabs voice: its ID, then optionally a model, then optionally speed, stability and similarity.
 * https://www.twilio.com/docs/voice/conversationrelay/voice-configuration
 */
const ELEVENLABS = /^[0-9A-Za-z]{20}(-[a-z]\w*)?(-(?<speed>[\d.]+)_(?<stability>[\d.]+)_(?<similarity>[\d.]+))?$/;
/** Languages (without countries) of Twilio's default ElevenLabs models, used where a voice names no model. */
const SPOKEN: ReadonlySet<string> = new Set(voices.elevenLabs.languages);
const SAME: Readonly<Record<string, string>> = { cmn: "zh", arb: "ar", nb: "no" };

/**
 * Twilio's default provider, where TwiML names none, even if the voice is another provider's.
 * https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#conversationrelay-attributes
 */
const DEFAULT_PROVIDER = "ElevenLabs";

/**
 * Returns the first fault in the settings of a session or of one of its `<Language>`s, which inherit what they don't set. Twilio
 * reports a fault to the agent and disconnects the call. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#other-defaults
 */
export function soundFault({ attributes, nouns }: Verb): SoundFault | undefined {
  const languages = nouns.filter(({ name }) => name === "Language");
  const whole = {
    ...attributes,
    tts: attributes.ttsLanguage || attributes.language,
    stt: attributes.transcriptionLanguage || attributes.language,
  };
  const all = [
    whole,
    ...languages.map(({ attributes: own }) => ({ ...attributes, ...own, tts: own.code, stt: own.code })),
  ];
  for (const one of all) {
    const fault = spoken(one) ?? understood(one);
    if (fault) return fault;
  }
  return undefined;
}

type Attributes = Readonly<Record<string, string | undefined>>;

function spoken({ ttsProvider = DEFAULT_PROVIDER, voice, tts = "en-US" }: Attributes): SoundFault | undefined {
  const values = `(${ttsProvider.toLowerCase()}/${tts}/${voice ?? ""})`;
  const unknown: SoundFault = { code: 64101, message: `Invalid values ${values} for tts settings` };
  const unable: SoundFault = { code: 64106, message: `Invalid argument: ${values} isn't supported by the provider` };
  switch (ttsProvider.toLowerCase()) {
    case "elevenlabs":
      if (voice && !isElevenLabs(voice)) return unknown;
      return tts === "multi" || elevenLabsSpeaks(voice, tts) ? undefined : unable;
    case "google":
      return ofList(GOOGLE, voice, tts);
    case "amazon":
      return ofList(AMAZON, voice, tts);
    default:
      return unknown;
  }

  function ofList(list: ReadonlyMap<string, readonly string[]>, name: string | undefined, tag: string) {
    if (!name) return [...list.values()].some((tags) => tags.includes(tag)) ? undefined : unable;
    const tags = list.get(name);
    if (!tags) return unknown;
    return tags.includes(tag) ? undefined : unable;
  }
}

function isElevenLabs(voice: string): boolean {
  const { speed, stability, similarity } = ELEVENLABS.exec(voice)?.groups ?? {};
  if (!ELEVENLABS.test(voice)) return false;
  if (speed === undefined) return true;
  return within(speed, 0.7, 1.2) && within(stability, 0, 1) && within(similarity, 0, 1);
}
const within = (value = "", least: number, most: number): boolean => Number(value) >= least && Number(value) <= most;

function elevenLabsSpeaks(voice: string | undefined, tag: string): boolean {
  const model = /^[0-9A-Za-z]{20}-([a-z]\w*)/.exec(voice ?? "")?.[1];
  const [written = ""] = tag.split("-");
  const language = SAME[written] ?? written;
  if (model && voices.elevenLabs.englishOnly.includes(model)) return language === "en";
  return (model !== undefined && !voices.elevenLabs.multilingual.includes(model)) || SPOKEN.has(language);
}

/**
 * Checks the transcription language: only Deepgram detects languages automatically (`multi`).
 * https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#automatic-language-detection
 */
function understood({ transcriptionProvider = "Deepgram", stt = "en-US" }: Attributes): SoundFault | undefined {
  const provider = transcriptionProvider.toLowerCase();
  if (provider === "deepgram" || (provider === "google" && stt !== "multi")) return undefined;
  return {
    code: 64106,
    message: `Invalid argument: (${transcriptionProvider}/${stt}) isn't supported for transcription`,
  };
}
