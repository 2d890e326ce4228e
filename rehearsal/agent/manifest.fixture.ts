import type { AgentManifest } from "../../domain/config/agent.ts";

/** An invented receptionist for tests. */
export const RECEPTION: AgentManifest = {
  persona: "The receptionist of an invented dental practice.",
  voice: { language: "en-US" },
  greeting: "Acme Dental, how can I help?",
  flow: {
    intents: [
      { name: "hours", phrases: ["open", "opening hours"], answer: "We are open from nine to five." },
      { name: "human", phrases: ["a person"], answer: "I'll put you through.", handOver: true },
      { name: "bye", phrases: ["goodbye"], answer: "Goodbye.", end: true },
    ],
    otherwise: "I can tell you our opening hours.",
  },
  tools: [],
};
