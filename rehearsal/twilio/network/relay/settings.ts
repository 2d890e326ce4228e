import type { Input } from "../call/listen.ts";
import type { Verb } from "../twiml/parse.ts";

type Inputs = ReadonlySet<"dtmf" | "speech">;

/** Attributes of `<ConversationRelay>` that decide what happens. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#attributes */
export interface RelaySettings {
  readonly address: string;
  readonly greeting: string | undefined;
  /** What interrupts the greeting, and what interrupts the agent. */
  readonly greetingInterruptible: Inputs;
  readonly interruptible: Inputs;
  /** Input that is reported to the agent while it speaks, without interrupting it. */
  readonly reported: Inputs;
  readonly dtmf: boolean;
  readonly partialPrompts: boolean;
  readonly preemptible: boolean;
  readonly language: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** `true` and `false` are the older values. */
const INPUTS: Readonly<Record<string, Inputs>> = {
  any: new Set(["dtmf", "speech"]),
  true: new Set(["dtmf", "speech"]),
  speech: new Set(["speech"]),
  dtmf: new Set(["dtmf"]),
  none: new Set(),
  false: new Set(),
};
const inputs = (written: string | undefined, otherwise: "any" | "none"): Inputs =>
  INPUTS[written ?? otherwise] ?? (INPUTS[otherwise] as Inputs);

export function settingsOf({ attributes, nouns }: Verb): RelaySettings {
  const parameters = nouns.filter((one) => one.name === "Parameter");
  return {
    address: attributes.url ?? "",
    greeting: attributes.welcomeGreeting || undefined,
    greetingInterruptible: inputs(attributes.welcomeGreetingInterruptible, "any"),
    interruptible: inputs(attributes.interruptible, "any"),
    reported: inputs(attributes.reportInputDuringAgentSpeech, "none"),
    dtmf: attributes.dtmfDetection === "true",
    partialPrompts: attributes.partialPrompts === "true",
    preemptible: attributes.preemptible === "true",
    language: attributes.transcriptionLanguage ?? attributes.language ?? "en-US",
    parameters: Object.fromEntries(parameters.map(({ attributes: { name = "", value = "" } }) => [name, value])),
  };
}

/** The kind of an input. */
export const kindOf = (act: Input): "dtmf" | "speech" => ("digits" in act ? "dtmf" : "speech");
