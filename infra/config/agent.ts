import { z } from "zod";

/** One thing that callers ask, and what the agent answers. Matched by words, in the order of the file. */
const intent = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "lower-case words with dashes")
    .describe("Name of the intent, for reports."),
  phrases: z.array(z.string().min(1)).min(1).describe("Words or phrases that point to it, in any case."),
  answer: z.string().min(1).describe("What the agent says."),
  handOver: z.boolean().optional().describe("After the answer, pass the call to the fallback."),
  end: z.boolean().optional().describe("After the answer, end the call."),
});

/** What a caller gets when the agent can't take the call. */
export const fallbackSchema = z
  .strictObject({
    say: z.string().min(1).optional().describe("Spoken before the call is passed on or ended."),
    dial: z.string().optional().describe("E.164 number of a person."),
  })
  .refine((f) => f.say !== undefined || f.dial !== undefined, "give `say`, `dial` or both");

/** An AI voice agent, as a tenant's file declares it. */
export const agentSchema = z.strictObject({
  persona: z.string().min(1).describe("Who the agent is, in prose."),
  voice: z
    .strictObject({
      provider: z.enum(["Google", "Amazon", "ElevenLabs"]).optional().describe("Text-to-speech provider."),
      name: z.string().min(1).optional().describe("Voice of that provider."),
      language: z
        .string()
        .regex(/^[a-z]{2,3}-[A-Z]{2}$/, "a BCP 47 tag such as en-US")
        .describe("BCP 47 tag."),
    })
    .describe("How it sounds."),
  greeting: z.string().min(1).describe("First sentence of each call."),
  flow: z.strictObject({
    intents: z.array(intent).describe("What it can answer."),
    otherwise: z.string().min(1).describe("Said when nothing matches."),
  }),
  tools: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9-]*$/, "lower-case words with dashes"),
        description: z.string().min(1),
        url: z
          .url({ protocol: /^https$/ })
          .optional()
          .describe("HTTPS endpoint."),
      }),
    )
    .default([])
    .describe("What it may call during a conversation."),
  fallback: fallbackSchema
    .optional()
    .describe("Where calls go when it is down; the number's own fallback comes first."),
});

/** An agent as declared: persona, voice, conversation flow, tools and fallback. */
export type AgentManifest = z.output<typeof agentSchema>;
