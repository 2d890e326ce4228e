import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from "yaml";
import { UserError } from "../user-error.ts";
import { endOf, endOfLine, plain, startOf } from "./insert-number.ts";

/** The value of a change: a scalar, or a map of scalars. */
export type Written = string | boolean | { readonly [key: string]: string | boolean };

/** One change below `config:` of a stack file. */
export interface Change {
  /** `["aybiza:numbers", "front-desk", "release"]`: all keys but the last must exist. */
  readonly path: readonly [string, ...string[]];
  /** Undefined removes the key. */
  readonly value: Written | undefined;
}

/**
 * Changes keys of a stack file's text. Every other byte stays: comments, order, blank lines, line ends, quotes. The result is parsed again, and must
 * equal the old values with the changes.
 * @throws UserError for a file that can't be edited safely
 */
export function changeFile(text: string, changes: readonly Change[]): string {
  return changes.reduce(changeOne, text);
}

function changeOne(text: string, { path, value }: Change): string {
  const named = path.join(".");
  const what = value === undefined ? `Remove \`${named}\`` : `Write \`${named}: ${written(value)}\``;
  const refuse = (why: string) =>
    new UserError("file-not-editable", why, `${what} by hand, then run this command again`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) throw refuse("the file isn't valid YAML");
  const full = ["config", ...path];
  const key = full.at(-1)!;
  const [parentKey, ...above] = full.slice(0, -1).reverse();
  const outer = above.length === 0 ? document.contents : document.getIn(above.reverse(), true);
  const parent = isMap(outer) ? pairOf(outer, parentKey!) : undefined;
  const map = parent?.value;
  if (parent === undefined || !isMap(map)) throw refuse(`\`${full.slice(1, -1).join(".")}\` isn't a map`);

  const found = pairOf(map, key);
  let changed: string;
  if (value === undefined) changed = found === undefined ? text : without(text, parent, map, found);
  else if (found !== undefined) changed = replaced(text, found, written(value));
  else changed = withMore(text, map, `${plain(key)}: ${written(value)}`, lines);

  // A copy without aliases: a change of one value must not change the others that share an anchor.
  const wanted = JSON.parse(JSON.stringify(document.toJS())) as Record<string, unknown>;
  const holder = full.slice(0, -1).reduce((at, one) => at[one] as Record<string, unknown>, wanted);
  if (value === undefined) delete holder[key];
  else holder[key] = value;
  const after = parseDocument(changed);
  if (after.errors.length > 0 || !isDeepStrictEqual(after.toJS(), wanted))
    throw refuse("the file can't be edited safely");
  return changed;
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);

/** A value in flow style: `{ to: "@other-carrier" }`. */
function written(value: Written): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return plain(value);
  const parts = Object.entries(value).map(([key, one]) => `${plain(key)}: ${written(one)}`);
  return `{ ${parts.join(", ")} }`;
}

function replaced(text: string, pair: Pair, value: string): string {
  const range = (pair.value as { range?: [number, number, number] } | null)?.range;
  if (range === undefined) return text;
  // A block scalar ends with its line end.
  const old = text.slice(range[0], range[1]);
  return text.slice(0, range[0]) + value + old.slice(old.trimEnd().length) + text.slice(range[1]);
}

function withMore(text: string, map: YAMLMap, line: string, lines: LineCounter): string {
  const last = map.items.at(-1);
  if (last === undefined) {
    const open = map.range![0] + 1;
    return `${text.slice(0, open)} ${line} ${text.slice(open).trimStart()}`;
  }
  if (map.flow) return `${text.slice(0, endOf(last))}, ${line}${text.slice(endOf(last))}`;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = " ".repeat(lines.linePos(startOf(last)).col - 1);
  const end = endOfLine(text, endOf(last));
  const gap = text.slice(0, end).endsWith("\n") ? "" : eol;
  return `${text.slice(0, end)}${gap}${indent}${line}${eol}${text.slice(end)}`;
}

function without(text: string, parent: Pair, map: YAMLMap, pair: Pair): string {
  const at = map.items.indexOf(pair);
  const [before, next] = [map.items[at - 1], map.items[at + 1]];
  if (map.flow) {
    if (before !== undefined) return text.slice(0, endOf(before)) + text.slice(endOf(pair));
    if (next !== undefined) return text.slice(0, startOf(pair)) + text.slice(startOf(next));
    return `${text.slice(0, map.range![0])}{}${text.slice(map.range![1])}`;
  }
  const start = text.lastIndexOf("\n", startOf(pair)) + 1;
  const rest = text.slice(0, start) + text.slice(endOfLine(text, endOf(pair)));
  if (map.items.length > 1) return rest;
  // An empty block would be read as null.
  const colon = text.indexOf(":", (parent.key as { range: [number, number, number] }).range[1]) + 1;
  return `${rest.slice(0, colon)} {}${rest.slice(colon)}`;
}
