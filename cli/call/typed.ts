import type { Utterance } from "../../launch/world/protocol.ts";

/** What one can type besides sentences. */
export const COMMANDS = ["/hangup", "/dtmf ", "/help"] as const;
export const HELP =
  "Type what you say. /dtmf 123# presses keys, /hangup (or Ctrl-C) ends the call. A line that begins with // says /.";

/** What a typed line means: something for the call, nothing, or a word to who typed it. */
export function typed(line: string): Utterance | { readonly tell: string } | undefined {
  const text = line.trim();
  if (text === "") return undefined;
  if (text.startsWith("//")) return { say: text.slice(1) };
  if (!text.startsWith("/")) return { say: text };
  const [command = "", ...rest] = text.split(/\s+/);
  const argument = rest.join("");
  switch (command) {
    case "/hangup":
    case "/quit":
    case "/bye":
      return { hangUp: true };
    case "/dtmf":
      return /^[0-9*#w]+$/.test(argument)
        ? { dtmf: argument }
        : { tell: "/dtmf takes keys: 0-9, * and #, and w for half a second's pause. For example /dtmf 123#" };
    case "/help":
      return { tell: HELP };
    default:
      return { tell: `${command} isn't known. ${HELP}` };
  }
}
