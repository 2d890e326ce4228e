/** Text-to-speech providers of ConversationRelay. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#conversationrelay-attributes */
export type VoiceProvider = "Google" | "Amazon" | "ElevenLabs";

/** Twilio's default provider, whatever the voice: Twilio drops a voice of another provider with error 64101. Same page. */
export const DEFAULT_PROVIDER: VoiceProvider = "ElevenLabs";

/** The provider of a voice, by the form of its name; Twilio's default without a voice. For routes that name no provider. */
export function providerOf(name: string | undefined): VoiceProvider {
  if (name === undefined || /^[0-9A-Za-z]{20}(-|$)/.test(name)) return DEFAULT_PROVIDER;
  return /^[a-z]{2,3}-[A-Z]{2}-/.test(name) ? "Google" : "Amazon";
}
