import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Bag, ProviderError } from "../kit/handler.ts";
import { fromAttributes } from "./attributes.ts";

/** Identifies an item: its table, partition key and sort key. */
export interface ItemKey {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
}

/** A stored item. One that another program wrote may lack a tenant and an owner. */
export interface StoredItem {
  readonly tenant: string | undefined;
  readonly owner: string | undefined;
  readonly fields: Bag;
}

/** The resource id of an item: `table/pk/sk`. */
export const itemId = ({ table, pk, sk }: ItemKey): string => `${table}/${pk}/${sk}`;

/** An item as messages name it. */
export const itemLabel = ({ table, pk, sk }: ItemKey): string => `${pk} ${sk} in ${table}`;

/** @throws ProviderError for sets and binary data, which only another program can have written */
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
