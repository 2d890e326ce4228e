import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { meantNumber } from "./e164.ts";
import { type Edit, formatPath, type Problem, type Violation } from "./problem.ts";
import { isLongNumber, isMerge, offsetOf, yamlValues } from "./yaml-values.ts";

/** A stack file as values and as text: YAML drops quotes, plus signs and line numbers, which messages need. */
export class StackDocument {
  /** Path of the file in messages: `stacks/Pulumi.acme-us.yaml`. */
  readonly file: string;
  /** The values below `config:`; empty for a file that isn't readable. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Mistakes of the text itself: syntax, duplicate keys, phone numbers without quotes. */
  readonly problems: readonly Problem[];
  /** False for a text without values to check; `problems` says why. */
  readonly readable: boolean;
  readonly #root: unknown;
  readonly #targets: ReadonlyMap<Node, Node>;
  readonly #lines = new LineCounter();

  /** @param text the file's text, or why it can't be read */
  constructor(file: string, text: string | Problem) {
    this.file = file;
    const parsed = typeof text === "string" ? this.#parse(text) : { contents: undefined, problems: [text] };
    const problems: Problem[] = [...parsed.problems];
    const { value, unreadable, targets } = yamlValues(problems.length === 0 ? parsed.contents : undefined);
    this.#root = problems.length === 0 ? parsed.contents : undefined;
    this.#targets = targets;
    for (const { offset, path, ...problem } of unreadable) {
      const below = path[0] === "config" ? path.slice(1) : path;
      problems.push({
        code: "invalid-yaml",
        file,
        line: this.#lineAt(offset),
        path: formatPath(below) || "(file)",
        ...problem,
      });
    }
    this.readable = problems.length === 0;
    const config = isPlainMap(value) ? value.config : undefined;
    this.config = this.readable && isPlainMap(config) ? config : {};
    if (this.readable) problems.push(...this.#rootProblems(value, config), ...this.#textProblems());
    this.problems = problems;
  }

  /** Adds file and line to a broken rule. No other code does that. */
  locate({ path, ...rule }: Violation): Problem {
    return { ...rule, file: this.file, line: this.line(path), path: this.#written(path) };
  }

  /** Line of the key at a path below `config`, or of its nearest ancestor that the file has. */
  line(path: readonly PropertyKey[]): number | undefined {
    let node = this.#root;
    let offset: number | undefined;
    for (const key of ["config", ...path]) {
      const found = this.#child(node, key);
      if (found === undefined) break;
      offset = found.offset ?? offset;
      node = found.node;
    }
    return offset === undefined ? undefined : this.#lineAt(offset);
  }

  /** A path with each key as the file spells it, since YAML may have changed it. */
  #written(path: readonly PropertyKey[]): string {
    let node = this.#config();
    const written = path.map((key) => {
      const found = this.#child(node, key);
      node = found?.node;
      return typeof key === "number" ? key : (found?.key ?? key);
    });
    return formatPath(written);
  }

  /** A scalar as the file spells it: YAML reads `0415` as 269. */
  source(path: readonly PropertyKey[]): string | undefined {
    let node = this.#config();
    for (const key of path) node = this.#child(node, key)?.node;
    return isScalar(node) ? node.source : undefined;
  }

  /** Whether an edit would change one place only. A value with an anchor, alias or merge key appears in several; a duplicate key is ambiguous. */
  changesOnlyItsPlace({ path }: Edit): boolean {
    let node = this.#root;
    for (const key of ["config", ...path]) {
      if (isAlias(node) || anchorOf(node) !== undefined) return false;
      const found = this.#child(node, key);
      if (found === undefined) return true;
      if (found.merged || found.twice) return false;
      node = found.own;
    }
    return anchorOf(node) === undefined;
  }

  #lineAt(offset: number): number {
    return this.#lines.linePos(offset).line;
  }

  #config(): unknown {
    return this.#child(this.#root, "config")?.node;
  }

  #parse(text: string): { contents: unknown; problems: Problem[] } {
    const problem = (offset: number, message: string, fix: string): Problem[] => [
      { code: "invalid-yaml", file: this.file, line: this.#lineAt(offset), path: "(file)", message, fix },
    ];
    let document: ReturnType<typeof parseDocument>;
    try {
      // `merge`: the engine's YAML reader merges `<<` keys, so this one must.
      document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: false, merge: true });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { contents: undefined, problems: problem(0, TOO_DEEP, "remove the inner levels") };
    }
    const conflict = /^(<{7}|>{7})(?= |$)/m.exec(text);
    const [error] = document.errors;
    if (error !== undefined && conflict !== null) {
      const message = `the file has an unresolved merge conflict (\`${conflict[0]}\`)`;
      const fix = "keep one side and remove the marker lines";
      return { contents: undefined, problems: problem(conflict.index, message, fix) };
    }
    // The parser reports its own stack overflow as a syntax error of the text.
    if (error?.message.startsWith("Maximum call stack"))
      return { contents: undefined, problems: problem(error.pos[0], TOO_DEEP, "remove the inner levels") };
    // Later syntax errors are mostly consequences of the first, so only that one is reported.
    if (error !== undefined) {
      const message = `the file isn't valid YAML: ${error.message.split("\n")[0]?.replace(/:$/, "")}`;
      const fix = "compare the indentation and quotes with the lines around this one";
      return { contents: undefined, problems: problem(error.pos[0], message, fix) };
    }
    if (document.directives?.yaml.explicit || /^%/.test(text))
      return {
        contents: undefined,
        problems: problem(0, "`%` starts a YAML directive, which stack files don't support", "remove the line"),
      };
    return { contents: document.contents, problems: [] };
  }

  #rootProblems(root: unknown, config: unknown): Problem[] {
    const wrong = (message: string, fix: string): Problem[] => [
      { code: "no-config", file: this.file, line: this.line([]), path: "config", message, fix },
    ];
    if (!isPlainMap(root))
      return wrong("the file isn't a map", "write `config:`, and indent the stack's settings below it");
    if (!("config" in root)) {
      return wrong("the file has no `config`", "write `config:` above the settings (docs/stack-files.md shows a file)");
    }
    return isPlainMap(config) ? [] : wrong("`config` isn't a map", "indent the stack's settings below it");
  }

  #textProblems(): Problem[] {
    const problems: Problem[] = [];
    visit(this.#root as Node, {
      Map: (_key, map, ancestors) => {
        const seen = new Map<string, number>();
        for (const pair of map.items) {
          const key = isScalar(pair.key) ? pair.key : undefined;
          if (key === undefined) continue;
          const line = this.#lineAt(offsetOf(key) ?? 0);
          const text = textOfKey(pair);
          if (isLongNumber(key)) {
            const parent = pathOf(ancestors, map);
            const meant = meantNumber(text);
            problems.push({
              code: "unquoted-number",
              file: this.file,
              line,
              path: formatPath([...parent, text]),
              message: `${text} has no quotes, so YAML reads it as the number ${key.value}${text.startsWith("+") ? " and drops the plus sign" : ""}`,
              ...(meant === undefined
                ? { fix: "put the number in quotes, with its plus sign and country code" }
                : {
                    fix: `write "${meant}" in quotes`,
                    edits: [{ kind: "rename", path: [...parent, String(key.value)], to: meant }],
                  }),
            });
          }
          const value = isScalar(pair.value) && pair.value.type === Scalar.PLAIN ? (pair.value.source ?? "") : "";
          if (DATE.test(value)) {
            const parent = pathOf(ancestors, map);
            problems.push({
              code: "unquoted-date",
              file: this.file,
              line: this.#lineAt(offsetOf(pair.value) ?? 0),
              path: formatPath([...parent, text]),
              message: `${value} has no quotes, so Pulumi reads it as a time, and \`pulumi config set\` writes it back as one`,
              fix: `write "${value}" in quotes`,
              edits: [{ kind: "set", path: [...parent, text], value }],
            });
          }
          const same = keyText(pair);
          const first = seen.get(same);
          if (first !== undefined) {
            const number = /^\+?\d+$/.test(same);
            problems.push({
              code: number ? "duplicate-number" : "duplicate-key",
              file: this.file,
              line,
              path: formatPath([...pathOf(ancestors, map), text]),
              message: `duplicate key ${JSON.stringify(text)} (first in line ${first}); ${number ? "a number has one assignment" : "a map has each key once"}`,
              fix: "remove one of the two",
            });
          }
          seen.set(same, first ?? line);
        }
      },
    });
    return problems;
  }

  /** A child by its key. For an alias, `node` is the value that it refers to and `own` the alias itself. */
  #child(parent: unknown, key: PropertyKey): Child | undefined {
    const node = this.#resolved(parent);
    if (isSeq(node) && typeof key === "number") {
      const item = node.items[key];
      return item === undefined ? undefined : { node: this.#resolved(item), own: item, offset: offsetOf(item) };
    }
    if (!isMap(node)) return undefined;
    const [pair, again] = pairsOf(node, String(key));
    if (pair !== undefined) {
      const own = pair.value;
      const twice = again !== undefined;
      return { node: this.#resolved(own), own, offset: offsetOf(pair.key), key: textOfKey(pair), twice };
    }
    for (const merge of node.items.filter(isMerge)) {
      const value = this.#resolved(merge.value);
      for (const source of isSeq(value) ? value.items : [value]) {
        const found = this.#child(source, key);
        if (found !== undefined) return { ...found, merged: true };
      }
    }
    return undefined;
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? this.#targets.get(node) : node;
  }
}

const anchorOf = (node: unknown): string | undefined => (node as { anchor?: string } | null | undefined)?.anchor;

interface Child {
  readonly node: unknown;
  readonly own: unknown;
  readonly offset: number | undefined;
  readonly key?: string;
  readonly merged?: boolean;
  readonly twice?: boolean;
}

/** Texts that the YAML reader of Pulumi reads as a time if they have no quotes. https://yaml.org/type/timestamp.html */
const DATE = /^\d{4}-\d\d?-\d\d?(?:[Tt ]|$)/;
const TOO_DEEP = "values are nested too deeply to read";

/** Whether a value of YAML is a map. */
export const isPlainMap = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Returns a key as the file spells it. */
const textOfKey = ({ key }: Pair): string => (isScalar(key) ? (key.source ?? String(key.value)) : "");

/** Returns a key as YAML parses it. */
const keyText = (pair: Pair): string => (isMerge(pair) ? "<<" : String((pair.key as { value: unknown }).value));

/** Index of a map's pairs by key. A file may have thousands of mistakes, and each looks keys up. */
function pairsOf(map: YAMLMap, key: string): readonly Pair[] {
  let index = pairIndex.get(map);
  if (index === undefined) {
    index = Map.groupBy(
      map.items.filter((pair) => isScalar(pair.key)),
      keyText,
    );
    pairIndex.set(map, index);
  }
  return index.get(key) ?? [];
}
const pairIndex = new WeakMap<YAMLMap, ReadonlyMap<string, readonly Pair[]>>();

function pathOf(ancestors: readonly unknown[], self: unknown): PropertyKey[] {
  const path: PropertyKey[] = [];
  const chain = [...ancestors, self];
  for (let i = 0; i < chain.length; i++) {
    const at = chain[i];
    if (isSeq(at)) path.push(at.items.indexOf(chain[i + 1]));
    else if (at !== null && typeof at === "object" && "key" in at && isScalar((at as Pair).key))
      path.push(textOfKey(at as Pair));
  }
  return path[0] === "config" ? path.slice(1) : path;
}
