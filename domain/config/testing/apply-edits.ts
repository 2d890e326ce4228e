import { type Document, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, Scalar } from "yaml";
import type { Edit } from "../problem.ts";

/** Applies the edits of a fix to a stack file's text. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text, { uniqueKeys: false, merge: true });
  if (document.errors.length > 0) throw new Error("edits are for files that can be read");
  for (const edit of edits) {
    const key = edit.path.at(-1)!;
    const parent = edit.path.slice(0, -1).reduce<unknown>((node, one) => {
      const value = isSeq(node) ? node.items[one as number] : pairOf(node, one)?.value;
      if (value !== null && value !== undefined && !(isScalar(value) && value.value === null)) return value;
      throw new Error(`there is nothing at ${String(one)}`);
    }, pairOf(document.contents, "config")?.value);
    if (isSeq(parent)) {
      if (edit.kind === "set") parent.set(key, written(document, edit.value));
      else parent.delete(key);
      continue;
    }
    if (!isMap(parent)) throw new Error(`${String(key)} has no map around it`);
    const pair = pairOf(parent, key);
    if (edit.kind === "set") {
      const value = written(document, edit.value);
      if (pair !== undefined) pair.value = value;
      else parent.add(document.createPair(String(key), value));
    } else if (pair === undefined) throw new Error(`there is no ${String(key)}`);
    else if (edit.kind === "remove") parent.items.splice(parent.items.indexOf(pair), 1);
    else {
      pair.key = new Scalar(edit.to);
      (pair.key as Scalar).type = "QUOTE_DOUBLE";
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** A text stands in quotes: some, such as a day, mean something else to Pulumi without. */
function written(document: Document, value: unknown): Node {
  const node = document.createNode(value);
  if (isScalar(node) && typeof value === "string") node.type = "QUOTE_DOUBLE";
  return node;
}

const pairOf = (node: unknown, key: PropertyKey): Pair | undefined =>
  isMap(node) ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined;
