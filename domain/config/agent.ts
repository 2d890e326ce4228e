import { z } from "zod";
import { MAX_ITEM_BYTES } from "../contract/item-size.ts";
import { noticeLanguage } from "./language.ts";
import { must } from "./mistake.ts";
import { line, prose, spoken } from "./text.ts";
import { outsideUrl } from "./url.ts";
import { voiceSchema } from "./voice.ts";

const word = () => z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "lower-case words with dashes, at most 64 characters");

/** A topic that callers ask about, and its answer. The first topic in the file's order with a matching phrase answers. */
const intent = z.strictObject({
  name: word().describe("Name of the intent, for reports."),
  phrases: z.array(line(200)).min(1).describe("Words or phrases that callers use for it. Case is ignored."),
  answer: spoken().describe("What the agent says."),
  handOver: z.boolean().optional().describe("Transfer the call to the fallback after the answer."),
  end: z.boolean().optional().describe("End the call after the answer."),
});

/** What a caller hears, and which phone is dialled, when the agent can't take the call. */
export const fallbackSchema = z
  .strictObject({
    say: spoken().optional().describe("Spoken before the call is transferred or ended."),
    language: noticeLanguage()
      .optional()
      .describe("Language of `say`. Default: the agent's; in a region's fallback, en-US."),
    dial: z.string().optional().describe("E.164 number of a person's phone."),
  })
  .superRefine(
    must(
      (fallback) => fallback.say !== undefined || fallback.dial !== undefined,
      "has neither `say` nor `dial`; a fallback needs one of them",
      "add `say`, `dial` or both",
    ),
  );

/** The schema of an AI voice agent in a tenant's file. */
export const agentSchema = z.strictObject({
  persona: prose(MAX_ITEM_BYTES, "an agent's manifest is stored as one DynamoDB item").describe(
    "Who the agent is, in prose.",
  ),
  voice: voiceSchema.describe("Voice and language."),
  greeting: spoken().describe("First sentence of each call."),
  flow: z
    .strictObject({
      intents: z.array(intent).describe("Topics that it can answer."),
      otherwise: spoken().describe("Spoken when no intent matches."),
    })
    .describe("What it answers."),
  tools: z
    .array(
      z.strictObject({
        name: word().describe("Name of the tool."),
        description: prose(4_096).describe("What the tool does, for the agent."),
        url: outsideUrl("https").optional().describe("Public HTTPS endpoint, without credentials in the URL."),
      }),
    )
    .default([])
    .describe("Functions that it may call during a conversation."),
  fallback: fallbackSchema
    .optional()
    .describe("Where calls go when the agent is down. A number's own fallback takes precedence."),
});

/** An agent as declared: persona, voice, conversation flow, tools and fallback. */
export type AgentManifest = z.output<typeof agentSchema>;
