import { z } from "zod";
import { MAX_ITEM_BYTES } from "../contract/item-size.ts";
import { noticeLanguage } from "./language.ts";
import { line, prose, spoken } from "./text.ts";
import { outsideUrl } from "./url.ts";
import { voiceSchema } from "./voice.ts";

const word = () => z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "lower-case words with dashes, 64 characters at most");

/** One thing that callers ask, and what the agent answers. Matched by words, in the order of the file. */
const intent = z.strictObject({
  name: word().describe("Name of the intent, for reports."),
  phrases: z.array(line(200)).min(1).describe("Words or phrases that point to it, in any case."),
  answer: spoken().describe("What the agent says."),
  handOver: z.boolean().optional().describe("After the answer, pass the call to the fallback."),
  end: z.boolean().optional().describe("After the answer, end the call."),
});

/** What a caller gets when the agent can't take the call. */
export const fallbackSchema = z
  .strictObject({
    say: spoken().optional().describe("Spoken before the call is passed on or ended."),
    language: noticeLanguage()
      .optional()
      .describe("Language of `say`, where it isn't the agent's; of a region's fallback, en-US unless given."),
    dial: z.string().optional().describe("E.164 number of a person."),
  })
  .refine((f) => f.say !== undefined || f.dial !== undefined, "give `say`, `dial` or both");

/** An AI voice agent, as a tenant's file declares it. */
export const agentSchema = z.strictObject({
  persona: prose(MAX_ITEM_BYTES, "an agent's manifest is an item of DynamoDB").describe("Who the agent is, in prose."),
  voice: voiceSchema.describe("How it sounds."),
  greeting: spoken().describe("First sentence of each call."),
  flow: z.strictObject({
    intents: z.array(intent).describe("What it can answer."),
    otherwise: spoken().describe("Said when nothing matches."),
  }),
  tools: z
    .array(
      z.strictObject({
        name: word(),
        description: prose(4_096),
        url: outsideUrl("https")
          .optional()
          .describe("HTTPS endpoint that is reached from anywhere; no credentials in it."),
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
