import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from "yaml";
import type { Fix } from "./problem.ts";

/** A YAML feature in the text that stack files don't support, with its offset. */
export interface UnreadablePart extends Fix {
  readonly offset: number;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The values of a document, or why it has none. */
export interface YamlValues {
  readonly value: unknown;
  readonly unreadable: readonly UnreadablePart[];
  /** The node that each alias refers to. */
  readonly targets: ReadonlyMap<Node, Node>;
}

/** Maximum depth of values. No valid stack file is deeper, and recursion would overflow the stack at some thousands. */
const MAX_DEPTH = 64;

/** Maximum number of values that aliases and merge keys may add. The engine's reader has a similar limit: "document contains excessive aliasing". */
const MAX_ALIASED = 100_000;

/** A value with an anchor. `open`: the walk is inside it, so an alias to it would be circular. */
interface Anchored {
  readonly node: Node;
  value: unknown;
  size: number;
  open: boolean;
}

/**
 * Reads a document's values as the engine's reader (gopkg.in/yaml.v3) does: an alias gives the last value with its anchor; `<<` merges maps, and
 * the first map with a key wins. One walk over the text, so an alias bomb is refused without being expanded.
 */
export function yamlValues(contents: unknown): YamlValues {
  const anchors = new Map<string, Anchored>();
  const targets = new Map<Node, Node>();
  const unreadable: UnreadablePart[] = [];
  let aliased = 0;

  const refuse = (node: unknown, path: readonly PropertyKey[], message: string, fix: string): undefined => {
    unreadable.push({ offset: offsetOf(node) ?? 0, path, message, fix });
    return undefined;
  };

  /** Returns the value of a node, and how many values it contains. */
  function read(node: unknown, path: readonly PropertyKey[]): { value: unknown; size: number } {
    if (path.length > MAX_DEPTH) {
      refuse(node, path.slice(0, 8), `values are nested more than ${MAX_DEPTH} levels deep`, "remove the inner levels");
      return { value: undefined, size: 1 };
    }
    if (isAlias(node)) return readAlias(node, path);
    if (node === null || node === undefined) return { value: null, size: 1 };
    const { tag, anchor } = node as { tag?: string; anchor?: string };
    if (tag !== undefined && tag !== "!") {
      refuse(node, path, `\`${short(tag)}\` is a YAML tag; stack files don't support tags`, "remove the tag");
    }
    const anchored: Anchored = { node: node as Node, value: undefined, size: 1, open: true };
    if (anchor !== undefined) anchors.set(anchor, anchored);
    const result = isMap(node)
      ? readMap(node, path)
      : isSeq(node)
        ? readItems(node.items, path)
        : { value: isScalar(node) ? node.value : undefined, size: 1 };
    Object.assign(anchored, result, { open: false });
    return result;
  }

  function readItems(items: readonly unknown[], path: readonly PropertyKey[]): { value: unknown; size: number } {
    const parts = items.map((item, i) => read(item, [...path, i]));
    return { value: parts.map(({ value }) => value), size: parts.reduce((sum, { size }) => sum + size, 1) };
  }

  function readAlias(node: Node & { source: string }, path: readonly PropertyKey[]): { value: unknown; size: number } {
    const target = anchors.get(node.source);
    const name = `\`*${short(node.source)}\``;
    if (target === undefined || target.open) {
      const why = target ? `${name} is an alias inside the value that it refers to` : `${name} has no anchor before it`;
      const fix = target
        ? "write the value instead of the alias"
        : `write \`&${short(node.source)}\` before the value that is meant`;
      return { value: refuse(node, path, why, fix), size: 1 };
    }
    targets.set(node, target.node);
    const before = aliased;
    aliased += target.size;
    if (aliased > MAX_ALIASED) {
      if (before <= MAX_ALIASED) {
        const message = `with ${name}, aliases add more than ${MAX_ALIASED} values`;
        refuse(node, path, message, "use fewer aliases, or write the values instead");
      }
      return { value: undefined, size: 1 };
    }
    return { value: target.value, size: target.size };
  }

  function readMap(map: YAMLMap, path: readonly PropertyKey[]): { value: unknown; size: number } {
    const entries = new Map<string, unknown>();
    const merges: { value: unknown; pair: Pair }[] = [];
    let size = 1;
    for (const pair of map.items) {
      const key = keyOf(pair, path);
      if (key === undefined) continue;
      const part = read(pair.value, [...path, key]);
      size += part.size;
      if (isMerge(pair)) merges.push({ value: part.value, pair });
      else entries.set(key, part.value);
    }
    for (const { value, pair } of merges) {
      for (const source of Array.isArray(value) ? value : [value]) {
        if (source === null || typeof source !== "object" || Array.isArray(source)) {
          // An alias without a value was already refused.
          if (source !== undefined)
            refuse(
              pair.key,
              path,
              "`<<` merges a value that isn't a map; it accepts a map or a list of maps",
              "write an alias of a map after it, or remove it",
            );
          continue;
        }
        for (const [key, one] of Object.entries(source)) if (!entries.has(key)) entries.set(key, one);
      }
    }
    return { value: Object.fromEntries(entries), size };
  }

  /** Returns a key's text. Refuses other keys, except long whole numbers: these are phone numbers without quotes, which have their own message. */
  function keyOf({ key }: Pair, path: readonly PropertyKey[]): string | undefined {
    if (!isScalar(key)) {
      return refuse(key, path, "a list, a map or an alias is used as a key; keys are texts", "write a text as the key");
    }
    if (typeof key.value === "string") {
      if (key.tag !== undefined && key.tag !== "!")
        refuse(key, path, `\`${short(key.tag)}\` is a YAML tag; stack files don't support tags`, "remove the tag");
      if (key.anchor !== undefined) anchors.set(key.anchor, { node: key, value: key.value, size: 1, open: false });
      return key.value;
    }
    if (isMergeKey(key)) return "<<";
    const source = key.source ?? String(key.value);
    if (isLongNumber(key)) return String(key.value);
    const message =
      source === ""
        ? "a value has no key"
        : `YAML reads the key ${short(source)} as another type than text; keys are texts`;
    return refuse(key, path, message, source === "" ? "write the key before the colon" : `write "${short(source)}"`);
  }

  const { value } = read(contents, []);
  return { value, unreadable, targets };
}

/** Whether YAML read a key as a whole number that may be a phone number. */
export const isLongNumber = (key: Scalar): boolean =>
  typeof key.value === "number" && /^\+?\d{3,}$/.test(key.source ?? String(key.value));

const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && typeof key.value === "symbol" && (key.type === undefined || key.type === Scalar.PLAIN);

/** Whether a pair is a merge key (`<<`) with what it merges. */
export const isMerge = ({ key }: Pair): boolean => isMergeKey(key);

/** Offset of a node's first character. */
export const offsetOf = (node: unknown): number | undefined =>
  (node as { range?: [number, number, number] } | null | undefined)?.range?.[0];

/** A text of the file, cut to 60 characters for a message. */
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}...` : text);
