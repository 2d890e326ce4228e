import type { Item, Value } from "./item.ts";

/** DynamoDB's limit for an item, names and values together: 400 KB of 1,024 bytes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
export const MAX_ITEM_BYTES = 400 * 1024;

/**
 * Bytes of an item as DynamoDB counts them: the name and value of each attribute, in UTF-8.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemBytes(item: Item): number {
  return members(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

/** Bytes of a value. A list or a map has 3 bytes of overhead, and 1 for each element. */
export function valueBytes(value: Value): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return numberBytes(value);
  if (value === null || typeof value === "boolean") return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + 1 + valueBytes(element), 3);
  return 3 + members(value as Item).length + itemBytes(value as Item);
}

/** Bytes of a number: one for each two significant digits, and one more. DynamoDB calls this approximate. */
function numberBytes(value: number): number {
  const digits = String(Math.abs(value))
    .replace(/e.*$/, "")
    .replace(".", "")
    .replace(/^0+|0+$/g, "");
  return Math.ceil(digits.length / 2) + 1;
}

/** Returns the members with a value; only those are stored. */
const members = (item: Item) =>
  Object.entries(item).filter((entry): entry is [string, Value] => entry[1] !== undefined);
