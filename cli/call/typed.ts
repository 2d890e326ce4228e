import type { Utterance } from "../../launch/world/protocol.ts";

/** Help on the commands that a caller can type besides sentences. */
export const COMMANDS = ["/hangup", "/dtmf ", "/help"] as const;
export const HELP =
  "Type what you say. /dtmf 123# presses keys, /hangup (or Ctrl-C) ends the call. A line that begins with // is spoken with one /.";

/** Parses a typed line: an utterance or command, undefined for an empty line, or a hint for the user. */
export function typed(line: string): Utterance | { readonly hint: string } | undefined {
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
        : { hint: "/dtmf accepts keys: 0-9, * and #, and w for half a second's pause. For example /dtmf 123#" };
    case "/help":
      return { hint: HELP };
    default:
      return { hint: `${command} isn't a command. ${HELP}` };
  }
}
