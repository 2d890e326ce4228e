import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "../../domain/contract/item.ts";

/** Converts an item to DynamoDB's attribute values, without undefined members. */
export const toAttributes = (item: Item): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true, allowImpreciseNumbers: true });

/** Converts a stored item to JSON. @throws TypeError for sets and binary data, which JSON can't represent */
export function fromAttributes(attributes: Record<string, AttributeValue>): Record<string, unknown> {
  for (const attribute of Object.values(attributes)) refuseNonJson(attribute);
  return unmarshall(attributes, { wrapNumbers: Number });
}

function refuseNonJson(attribute: AttributeValue): void {
  const [[type, value]] = Object.entries(attribute) as [[string, AttributeValue[]]];
  if (type === "L" || type === "M") for (const member of Object.values(value)) refuseNonJson(member);
  else if (!["S", "N", "BOOL", "NULL"].includes(type))
    throw new TypeError(`an attribute has type ${type}, which JSON can't represent. Delete or correct the item`);
}
