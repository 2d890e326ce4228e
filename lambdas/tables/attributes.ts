import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item, Value } from "../../domain/contract/item.ts";

/**
 * Converts a value to a DynamoDB attribute, without undefined members. The handlers use these few lines because
 * `@aws-sdk/util-dynamodb` and the document client are larger than the JSON in our items requires.
 */
export function toAttribute(value: Value): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  return { M: toAttributes(value as Item) };
}

/** Converts an item to DynamoDB attributes. */
export function toAttributes(item: Item): Record<string, AttributeValue> {
  const entries = Object.entries(item).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, toAttribute(value)]));
}

/** Converts an attribute to its value. @throws TypeError for sets and binary data, which our items don't have */
export function fromAttribute(attribute: AttributeValue): Value {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.M !== undefined) return fromAttributes(attribute.M);
  throw new TypeError(`an item holds an attribute of type ${Object.keys(attribute)[0]}, and ours hold only JSON`);
}

/** Converts DynamoDB attributes to an item. */
export function fromAttributes(attributes: Record<string, AttributeValue>): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, fromAttribute(value)]));
}
