import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { formatPath, type Problem } from "./problem.ts";

/** A stack file as text, as values, and as places: YAML loses what matters, so both are kept. */
export class StackDocument {
  /** Path of the file as people are told it. */
  readonly file: string;
  /** The values below `config:`; undefined when the file isn't readable as YAML. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Mistakes of the text itself: syntax, keys given twice, phone numbers without quotes. */
  readonly problems: readonly Problem[];
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #lines = new LineCounter();

  constructor(file: string, text: string) {
    this.file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: false });
    const problems: Problem[] = this.#document.errors.map((e) => ({
      code: "yaml",
      file,
      line: this.#lines.linePos(e.pos[0]).line,
      path: "(file)",
      message: `this isn't YAML: ${e.message.split("\n")[0]}`,
      fix: "compare the indentation and quotes with the lines around it",
    }));
    if (problems.length === 0) problems.push(...this.#textProblems());
    this.problems = problems;
    const root: unknown = problems.some((p) => p.code === "yaml") ? {} : this.#document.toJS();
    const config = root !== null && typeof root === "object" ? (root as Record<string, unknown>).config : undefined;
    this.config = config !== null && typeof config === "object" ? (config as Record<string, unknown>) : {};
  }

  /** Line of the key at a path below `config`, or of its nearest ancestor that the file has. */
  line(path: readonly PropertyKey[]): number | undefined {
    let node: unknown = this.#document.get("config", true);
    let offset = keyOffset(this.#document.contents, "config");
    for (const key of path) {
      const found = child(node, key);
      if (found === undefined) break;
      offset = found.offset ?? offset;
      node = found.node;
    }
    return offset === undefined ? undefined : this.#lines.linePos(offset).line;
  }

  /** A path below `config` as people write it: with each key as the file has it, since YAML may have changed it. */
  path(path: readonly PropertyKey[]): string {
    let node: unknown = this.#document.get("config", true);
    const written = path.map((key) => {
      const found = child(node, key);
      node = found?.node;
      return typeof key === "number" ? key : (found?.key ?? key);
    });
    return formatPath(written);
  }

  /** The text of a scalar as written, for messages about values that YAML has already changed. */
  source(path: readonly PropertyKey[]): string | undefined {
    let node: unknown = this.#document.get("config", true);
    for (const key of path) node = child(node, key)?.node;
    return isScalar(node) ? node.source : undefined;
  }

  #textProblems(): Problem[] {
    const problems: Problem[] = [];
    visit(this.#document, {
      Map: (_key, map, ancestors) => {
        const seen = new Map<string, number>();
        for (const pair of map.items) {
          const key = isScalar(pair.key) ? pair.key : undefined;
          if (key === undefined) continue;
          const offset = key.range?.[0] ?? 0;
          const line = this.#lines.linePos(offset).line;
          const parent = pathOf(ancestors, map);
          const text = key.source ?? String(key.value);
          const path = formatPath([...parent, text]);
          if (typeof key.value === "number" && /^\+?\d{3,}$/.test(text)) {
            problems.push({
              code: "unquoted-number",
              file: this.file,
              line,
              path,
              message: `${text} stands without quotes, so YAML reads it as the number ${key.value} and the plus sign is lost`,
              fix: `write "${text.startsWith("+") ? text : `+${text}`}" in quotes`,
            });
          }
          const same = String(key.value);
          const first = seen.get(same);
          if (first !== undefined) {
            const number = /^\+?\d+$/.test(same);
            problems.push({
              code: number ? "duplicate-number" : "duplicate-key",
              file: this.file,
              line,
              path,
              message: `${JSON.stringify(text)} stands here a second time (first in line ${first}); ${number ? "one number has one assignment" : "a key stands once"}`,
              fix: "take one of the two out",
            });
          }
          seen.set(same, first ?? line);
        }
      },
    });
    return problems;
  }
}

function child(
  node: unknown,
  key: PropertyKey,
): { node: unknown; offset: number | undefined; key?: string } | undefined {
  if (isMap(node)) {
    const pair = pairsOf(node).get(String(key));
    return pair === undefined
      ? undefined
      : { node: pair.value, offset: (pair.key as Node).range?.[0], key: (pair.key as Scalar).source };
  }
  if (isSeq(node) && typeof key === "number") {
    const item = node.items[key];
    return item === undefined ? undefined : { node: item, offset: (item as Node).range?.[0] };
  }
  return undefined;
}

/** The pairs of a map by the text of their keys, the first where one stands twice: looked up for every mistake, and there may be thousands. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = pairIndex.get(map);
  if (known !== undefined) return known;
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key !== undefined && !pairs.has(key)) pairs.set(key, pair);
  }
  pairIndex.set(map, pairs);
  return pairs;
}
const pairIndex = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function keyOffset(node: unknown, key: string): number | undefined {
  return child(node, key)?.offset;
}

function pathOf(ancestors: readonly unknown[], self: unknown): PropertyKey[] {
  const path: PropertyKey[] = [];
  const chain = [...ancestors, self];
  for (let i = 0; i < chain.length; i++) {
    const at = chain[i];
    if (isSeq(at)) path.push(at.items.indexOf(chain[i + 1]));
    else if (at !== null && typeof at === "object" && "key" in at && isScalar((at as Pair).key)) {
      const key = (at as Pair<{ value: unknown; source?: string }>).key;
      path.push(key.source ?? String(key.value));
    }
  }
  return path[0] === "config" ? path.slice(1) : path;
}
