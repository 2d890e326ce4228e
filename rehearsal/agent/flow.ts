import type { AgentManifest } from "../../domain/config/agent.ts";

type Intent = AgentManifest["flow"]["intents"][number];

/** An agent's reply to a sentence: its text, and whether the session ends afterwards. */
export interface Reply {
  /** Name of the intent; undefined when nothing matched. */
  readonly intent: string | undefined;
  readonly text: string;
  readonly next: "listen" | "hand-over" | "end";
}

/** Normalizes text to lower-case words with a space on each side, so that a phrase only matches whole words. */
const words = (text: string): string =>
  ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ")} `;

/** Returns the first intent, in manifest order, that has a phrase which the sentence contains. */
function matching(sentence: string, intents: readonly Intent[]): Intent | undefined {
  const said = words(sentence);
  return intents.find((intent) =>
    intent.phrases.some((phrase) => words(phrase).trim() && said.includes(words(phrase))),
  );
}

/** Answers a sentence as the agent's flow defines. The same sentence always gets the same answer. */
export function reply(sentence: string, flow: AgentManifest["flow"]): Reply {
  const intent = matching(sentence, flow.intents);
  if (!intent) return { intent: undefined, text: flow.otherwise, next: "listen" };
  const next = intent.handOver ? "hand-over" : intent.end ? "end" : "listen";
  return { intent: intent.name, text: intent.answer, next };
}
