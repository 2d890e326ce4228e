import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Bag, ProviderError } from "../kit/handler.ts";
import { fromAttributes } from "./attributes.ts";

/** Address of an item: table, partition key and sort key. */
export interface ItemKey {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
}

/** A stored item. An item that another program wrote may lack a tenant and an owner. */
export interface StoredItem {
  readonly tenant: string | undefined;
  readonly owner: string | undefined;
  readonly fields: Bag;
}

/** Returns the resource id of an item: `table/pk/sk`. */
export const itemId = ({ table, pk, sk }: ItemKey): string => `${table}/${pk}/${sk}`;

/** Returns an item's name for messages. */
export const itemLabel = ({ table, pk, sk }: ItemKey): string => `${pk} ${sk} in ${table}`;

/** Converts a stored item to JSON. @throws ProviderError for sets and binary data, which only another program can have written */
export function storedItemOf(key: ItemKey, attributes: Record<string, AttributeValue>): StoredItem {
  try {
    const { pk: _pk, sk: _sk, tenant, owner, ...fields } = fromAttributes(attributes) as Bag;
    return { tenant, owner, fields };
  } catch (error) {
    throw new ProviderError("unreadable-item", `${itemLabel(key)} can't be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
