import type { Item } from "../../domain/contract/item.ts";
import { itemBytes, MAX_ITEM_BYTES } from "../../domain/contract/item-size.ts";

/** Placeholder for the owner's id, which has 12 digits and is generated when the item is written. */
const OWNER = "0".repeat(12);

/**
 * Returns why an item exceeds DynamoDB's size limit, as the predicate of a sentence about `fields`; undefined if it doesn't. Values that a
 * preview doesn't know yet count as almost 0 bytes.
 */
export function tooLarge(item: Item, fields: unknown, named: string | undefined): string | undefined {
  if (typeof fields !== "object" || fields === null) return undefined;
  const bytes = itemBytes({ ...item, owner: OWNER, ...fields });
  if (bytes <= MAX_ITEM_BYTES) return undefined;
  const { path, bytes: most } = largestText(fields, "");
  const shorten = path === "" ? "have fewer fields" : `shorten \`${path}\`, which has ${counted(most)} bytes`;
  return `make ${named ?? "this"} an item of ${counted(bytes)} bytes; DynamoDB's limit is ${counted(MAX_ITEM_BYTES)} (400 KB): ${shorten} (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`;
}

const counted = (bytes: number): string => bytes.toLocaleString("en-US");

/** Returns the longest string inside a value, with its path. */
function largestText(value: unknown, path: string): { path: string; bytes: number } {
  if (typeof value === "string") return { path, bytes: Buffer.byteLength(value) };
  let largest = { path: "", bytes: 0 };
  if (typeof value !== "object" || value === null) return largest;
  for (const [name, inner] of Object.entries(value)) {
    const within = Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    const found = largestText(inner, within);
    if (found.bytes > largest.bytes) largest = found;
  }
  return largest;
}
