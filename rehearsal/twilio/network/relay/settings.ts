import type { Input } from "../call/listen.ts";
import type { Verb } from "../twiml/parse.ts";

type Inputs = ReadonlySet<"dtmf" | "speech">;

/** Attributes of `<ConversationRelay>` that the rehearsal models. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#attributes */
export interface RelaySettings {
  readonly address: string;
  readonly greeting: string | undefined;
  // Inputs that interrupt the greeting, and inputs that interrupt the agent's later speech.
  readonly greetingInterruptible: Inputs;
  readonly interruptible: Inputs;
  /** Inputs that are reported to the agent while it speaks, even if they don't interrupt it. */
  readonly reported: Inputs;
  readonly dtmf: boolean;
  readonly partialPrompts: boolean;
  readonly preemptible: boolean;
  readonly language: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Values of the interruption attributes. `true` and `false` are the older ones. */
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

/** Returns the kind of an input. */
export const kindOf = (act: Input): "dtmf" | "speech" => ("digits" in act ? "dtmf" : "speech");
