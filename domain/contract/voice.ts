/** Text-to-speech providers of ConversationRelay. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#conversationrelay-attributes */
export type VoiceProvider = "Google" | "Amazon" | "ElevenLabs";

/** Twilio's default where TwiML names none, whatever the voice: a voice of another provider is then dropped with 64101. Same page. */
export const DEFAULT_PROVIDER: VoiceProvider = "ElevenLabs";

/** The provider of a route that names none: that of the voice by the form of its name, or Twilio's default. */
export function providerOf(name: string | undefined): VoiceProvider {
  if (name === undefined || /^[0-9A-Za-z]{20}(-|$)/.test(name)) return DEFAULT_PROVIDER;
  return /^[a-z]{2,3}-[A-Z]{2}-/.test(name) ? "Google" : "Amazon";
}
