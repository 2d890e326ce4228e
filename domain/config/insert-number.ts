import { isDeepStrictEqual } from "node:util";
import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Pair,
  parse,
  parseDocument,
  type YAMLMap,
} from "yaml";

import { UserError } from "../user-error.ts";

/** A new entry of `aybiza:numbers`, with its settings in the order of the file. */
export interface NumberEntry {
  readonly connection: string;
  readonly buy: Readonly<Record<string, string>>;
  readonly agent: string;
}

const NUMBERS = "aybiza:numbers";

/**
 * Appends an entry to `aybiza:numbers` of a stack file's text. Every other byte stays: comments, order, blank lines, line ends, quotes. The result
 * is parsed again, and must equal the old values plus the entry.
 * @throws UserError for a file that can't be edited safely
 */
export function insertNumber(text: string, key: string, entry: NumberEntry): string {
  const line = lineOf(key, entry);
  const refuse = (why: string) => new UserError("file-not-editable", why, `Add the line by hand:  ${line}`);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const config = document.get("config", true);
  if (document.errors.length > 0 || !isMap(config) || config.flow) throw refuse("the file has no `config:` block");
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const columnOf = (map: YAMLMap) => lineCounter.linePos(startOf(map.items[0]!)).col - 1;
  const below = (at: number, ...lines: string[]) => {
    const end = endOfLine(text, at);
    const gap = text.slice(0, end).endsWith("\n") ? "" : eol;
    return text.slice(0, end) + gap + lines.map((one) => one + eol).join("") + text.slice(end);
  };
  const outer = " ".repeat(columnOf(config));
  const numbers = config.items.find((pair) => isScalar(pair.key) && pair.key.value === NUMBERS);

  let changed: string;
  if (numbers === undefined) {
    changed = below(endOf(config), `${outer}${NUMBERS}:`, `${outer}  ${line}`);
  } else if (numbers.value === null || (isScalar(numbers.value) && numbers.value.value === null)) {
    changed = below(startOf(numbers), `${outer}  ${line}`);
  } else if (!isMap(numbers.value)) {
    throw refuse(`\`${NUMBERS}\` isn't a map`);
  } else if (numbers.value.flow) {
    changed = intoFlow(text, numbers.value, line);
  } else {
    changed = below(endOf(numbers.value), `${" ".repeat(columnOf(numbers.value))}${line}`);
  }

  const before = document.toJS() as { config: Record<string, unknown> };
  const numbersBefore = (before.config[NUMBERS] ?? {}) as Record<string, unknown>;
  const wanted = { ...before, config: { ...before.config, [NUMBERS]: { ...numbersBefore, [key]: entry } } };
  const after = parseDocument(changed);
  if (after.errors.length > 0 || !isDeepStrictEqual(after.toJS(), wanted))
    throw refuse(`\`${NUMBERS}\` can't be edited safely`);
  return changed;
}

/** `desk: { connection: own, buy: { number: "+1..." }, agent: reception }`: values of `buy` are quoted. */
function lineOf(key: string, { connection, buy, agent }: NumberEntry): string {
  const bought = Object.entries(buy).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `${plain(key)}: { connection: ${plain(connection)}, buy: { ${bought.join(", ")} }, agent: ${plain(agent)} }`;
}

/** A text without quotes, if YAML reads it back as the same text: `null` and `true` need quotes. */
export const plain = (text: string): string =>
  /^[A-Za-z][\w-]*$/.test(text) && parse(text) === text ? text : JSON.stringify(text);

function intoFlow(text: string, map: YAMLMap, line: string): string {
  const last = map.items.at(-1);
  if (last === undefined) {
    const open = map.range![0] + 1;
    return `${text.slice(0, open)} ${line} ${text.slice(open)}`;
  }
  const end = endOf(last);
  return `${text.slice(0, end)}, ${line}${text.slice(end)}`;
}

/** Offset of the first character of a pair's key. */
export const startOf = ({ key }: Pair): number => (key as { range: [number, number, number] }).range[0];

/** Offset after the last character of a node, without the comment and blank lines after it. */
export function endOf(node: unknown): number {
  if (isPair(node)) return node.value === null ? endOf(node.key) : endOf(node.value);
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return (node as { range: [number, number, number] }).range[1];
}

/** Offset after the next line end. A block scalar includes its own. */
export function endOfLine(text: string, at: number): number {
  if (text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
