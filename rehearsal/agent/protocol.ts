import { z } from "zod";

/**
 * The messages that ConversationRelay sends to an agent. Unknown fields are accepted, since Twilio may add some.
 * https://www.twilio.com/docs/voice/conversationrelay/websocket-messages
 */
export const incoming = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("setup"),
    sessionId: z.string().regex(/^VX[0-9a-f]{32}$/),
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
    callSid: z.string().regex(/^CA[0-9a-f]{32}$/),
    from: z.string(),
    to: z.string(),
    customParameters: z.looseObject({
      tenant: z.string().min(1),
      agent: z.string().min(1),
      version: z.string().min(1),
    }),
  }),
  z.looseObject({ type: z.literal("prompt"), voicePrompt: z.string(), lang: z.string(), last: z.boolean() }),
  z.looseObject({ type: z.literal("dtmf"), digit: z.string() }),
  z.looseObject({ type: z.literal("interrupt"), utteranceUntilInterrupt: z.string() }),
  z.looseObject({ type: z.literal("error"), description: z.string() }),
]);

export type Incoming = z.output<typeof incoming>;
export type Setup = Extract<Incoming, { type: "setup" }>;

/** The messages that the demo agent sends to ConversationRelay. */
export type Outgoing =
  | { readonly type: "text"; readonly token: string; readonly last: boolean }
  | { readonly type: "end"; readonly handoffData?: string };

const WORDS_PER_TOKEN = 3;

/** Splits a sentence into the token messages that a language model would stream. The final one has `last: true`. */
export function tokens(text: string): Outgoing[] {
  const words = text.match(/\S+\s*/g) ?? [text];
  const out: Outgoing[] = [];
  for (let i = 0; i < words.length; i += WORDS_PER_TOKEN) {
    const token = words.slice(i, i + WORDS_PER_TOKEN).join("");
    out.push({ type: "text", token, last: i + WORDS_PER_TOKEN >= words.length });
  }
  return out;
}
