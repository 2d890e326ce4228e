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

/** One entry of `aybiza:numbers`, in the order in which its parts are written. */
export interface NumberEntry {
  readonly connection: string;
  readonly buy: Readonly<Record<string, string>>;
  readonly agent: string;
}

const NUMBERS = "aybiza:numbers";

/**
 * Puts an entry at the end of `aybiza:numbers` of a stack file's text. Every other byte stays: comments, order, blank lines, line ends, quotes.
 * The text is parsed again before it is given back, so it says what it said before and the entry besides.
 * @throws UserError for a form of file into which nothing can be inserted safely
 */
export function insertNumber(text: string, key: string, entry: NumberEntry): string {
  const line = lineOf(key, entry);
  const refuse = (why: string) => new UserError("file-not-editable", why, `Write it there by hand:  ${line}`);
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
    throw refuse(`\`${NUMBERS}\` isn't a mapping`);
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
    throw refuse(`\`${NUMBERS}\` has a form that can't be changed safely`);
  return changed;
}

/** `desk: { connection: own, buy: { number: "+1..." }, agent: reception }`: values of `buy` are quoted. */
function lineOf(key: string, { connection, buy, agent }: NumberEntry): string {
  const bought = Object.entries(buy).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `${plain(key)}: { connection: ${plain(connection)}, buy: { ${bought.join(", ")} }, agent: ${plain(agent)} }`;
}

/** Without quotes where YAML reads the same text back: `null` and `true` it doesn't. */
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

/** Offset behind the last character that belongs to a node itself, without the comment and the blank lines that follow it. */
export function endOf(node: unknown): number {
  if (isPair(node)) return node.value === null ? endOf(node.key) : endOf(node.value);
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return (node as { range: [number, number, number] }).range[1];
}

/** Offset behind the line end that follows; a block scalar ends behind its own. */
export function endOfLine(text: string, at: number): number {
  if (text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
