import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import type { Paint } from "../paint.ts";

const TOKEN = /<\/?([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g;
const ATTRIBUTE = /([\w:-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Formats TwiML as lines, one for each element with its text. A document that isn't XML is returned as is. Hidden characters are escaped. */
export function prettyTwiml(document: string, paint: Paint): string[] {
  const source = document.replace(/^\s*<\?xml[^>]*\?>\s*/, "");
  const lines: string[] = [];
  let depth = 0;
  let read = 0;
  /** Index of the line of an open element without content so far. */
  let open: number | undefined;
  for (const match of source.matchAll(TOKEN)) {
    if (match.index !== read) return asItIs(source);
    read += match[0].length;
    const [token, name, attributes = "", empty] = match;
    if (name === undefined) {
      const text = escapeHidden(token.trim());
      if (text === "") continue;
      if (open === undefined) lines.push("  ".repeat(depth) + text);
      else lines[open] += text;
      continue;
    }
    if (token.startsWith("</")) {
      depth -= 1;
      const end = paint("cyan", `</${name}>`);
      if (open === undefined) lines.push("  ".repeat(depth) + end);
      else lines[open] += end;
      open = undefined;
      continue;
    }
    const painted = attributes.replace(
      ATTRIBUTE,
      (_, key: string, value: string) => `${paint("blue", key)}=${paint("yellow", value)}`,
    );
    lines.push(`${"  ".repeat(depth)}${paint("cyan", `<${name}`)}${painted}${paint("cyan", `${empty}>`)}`);
    open = undefined;
    if (empty === "") {
      open = lines.length - 1;
      depth += 1;
    }
  }
  return read === source.length ? lines : asItIs(source);
}

const asItIs = (source: string): string[] => source.split("\n").map((line) => escapeHidden(line));
