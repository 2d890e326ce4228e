import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** What our items hold. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [name: string]: Value | undefined };
export type Item = { readonly [name: string]: Value | undefined };

/**
 * A value as DynamoDB's types have it; undefined members are left out. Our items hold JSON only,
 * so these twenty lines stand in for the document client, which would double the client's weight.
 */
export function toAttribute(value: Value): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  return { M: toAttributes(value as Item) };
}

/** An item as DynamoDB's types have it. */
export function toAttributes(item: Item): Record<string, AttributeValue> {
  const entries = Object.entries(item).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, toAttribute(value)]));
}

/** The reverse. Sets and binary data, which our items don't have, throw. */
export function fromAttribute(attribute: AttributeValue): Value {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.M !== undefined) return fromAttributes(attribute.M);
  throw new TypeError(`an item holds an attribute of type ${Object.keys(attribute)[0]}, which no item of ours has`);
}

/** An item of ours. */
export function fromAttributes(attributes: Record<string, AttributeValue>): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, fromAttribute(value)]));
}
