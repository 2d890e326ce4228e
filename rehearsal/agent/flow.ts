import type { AgentManifest } from "../../domain/config/agent.ts";

type Intent = AgentManifest["flow"]["intents"][number];

/** What an agent does on a sentence: what it says, and whether it ends its session afterwards. */
export interface Reply {
  /** Name of the intent; undefined when nothing matched. */
  readonly intent: string | undefined;
  readonly text: string;
  readonly next: "listen" | "hand-over" | "end";
}

/** Words alone, in lower case, each with a space around it: a phrase found in it is made of whole words. */
const words = (text: string): string =>
  ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ")} `;

/** The first intent, in the order of the file, with a phrase that the sentence contains. */
function matching(sentence: string, intents: readonly Intent[]): Intent | undefined {
  const said = words(sentence);
  return intents.find((intent) =>
    intent.phrases.some((phrase) => words(phrase).trim() && said.includes(words(phrase))),
  );
}

/** Answers a sentence by the agent's own flow. The same sentence always gets the same answer. */
export function reply(sentence: string, flow: AgentManifest["flow"]): Reply {
  const intent = matching(sentence, flow.intents);
  if (!intent) return { intent: undefined, text: flow.otherwise, next: "listen" };
  const next = intent.handOver ? "hand-over" : intent.end ? "end" : "listen";
  return { intent: intent.name, text: intent.answer, next };
}
