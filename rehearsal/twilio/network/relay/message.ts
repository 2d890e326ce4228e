/** Messages of an agent. https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#sending-messages-to-twilio */
export type RelayMessage =
  | {
      readonly type: "text";
      readonly token: string;
      readonly last?: boolean;
      readonly lang?: string;
      readonly interruptible?: boolean;
      readonly preemptible?: boolean;
    }
  | {
      readonly type: "play";
      readonly source: string;
      readonly loop?: number;
      readonly interruptible?: boolean;
      readonly preemptible?: boolean;
    }
  | { readonly type: "sendDigits"; readonly digits: string }
  | { readonly type: "language"; readonly ttsLanguage?: string; readonly transcriptionLanguage?: string }
  | { readonly type: "end"; readonly handoffData?: string };

type Fields = Record<string, unknown>;
const optional = (value: unknown, type: "string" | "boolean" | "number"): boolean =>
  value === undefined || typeof value === type;

const RULES: Record<RelayMessage["type"], (fields: Fields) => string | undefined> = {
  text: ({ token, last, lang, interruptible, preemptible }) =>
    typeof token !== "string"
      ? "text requires token, a string"
      : !optional(last, "boolean") || !optional(interruptible, "boolean") || !optional(preemptible, "boolean")
        ? "last, interruptible and preemptible of text must be true or false"
        : optional(lang, "string")
          ? undefined
          : "lang of text must be a language tag",
  play: ({ source, loop, interruptible, preemptible }) =>
    typeof source !== "string" || !URL.canParse(source)
      ? "play requires source, a URL"
      : !optional(interruptible, "boolean") || !optional(preemptible, "boolean")
        ? "interruptible and preemptible of play must be true or false"
        : optional(loop, "number")
          ? undefined
          : "loop of play must be a number",
  sendDigits: ({ digits }) =>
    typeof digits === "string" && /^[0-9w#*]+$/.test(digits)
      ? undefined
      : "sendDigits requires digits: 0-9, w, # and * only",
  language: ({ ttsLanguage, transcriptionLanguage }) =>
    (ttsLanguage === undefined && transcriptionLanguage === undefined) ||
    !optional(ttsLanguage, "string") ||
    !optional(transcriptionLanguage, "string")
      ? "language requires ttsLanguage or transcriptionLanguage"
      : undefined,
  end: ({ handoffData }) => (optional(handoffData, "string") ? undefined : "handoffData of end must be a string"),
};

/** Returns why ConversationRelay ignores a message; undefined when the message is valid. */
export function invalid(message: unknown): string | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return "not a JSON object";
  const { type } = message as Fields;
  if (typeof type !== "string" || !Object.hasOwn(RULES, type)) return `unknown type ${JSON.stringify(type)}`;
  return RULES[type as RelayMessage["type"]](message as Fields);
}
