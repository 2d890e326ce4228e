import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Bag, ProviderError } from "../kit/handler.ts";

/** Where an item is. */
export interface Place {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
}

/** An item as it is stored: its tenant and its fields, without the keys. */
export interface Stored {
  readonly tenant: string;
  readonly fields: Bag;
}

/** The few things that are done to a region's routes table. Each change is conditional on the tenant: no stack touches another tenant's item. */
export class RoutesTable {
  readonly #options: { readonly region: string; readonly profile?: string };
  #client: DynamoDBClient | undefined;

  constructor(options: { readonly region: string; readonly profile?: string }) {
    this.#options = options;
  }

  /** The item, or undefined. */
  async get({ table, pk, sk }: Place, signal: AbortSignal): Promise<Stored | undefined> {
    const { client, sdk, unmarshall } = await this.#load();
    const { Item } = await client.send(
      new sdk.GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
      { abortSignal: signal },
    );
    if (Item === undefined) return undefined;
    const { pk: _pk, sk: _sk, tenant, ...fields } = unmarshall(Item);
    return { tenant: String(tenant), fields };
  }

  /** Stores an item. With `once`, one that is there already stays as it is. Gives what is stored then. Safe to repeat. */
  async put(place: Place, item: Stored, once: boolean, signal: AbortSignal): Promise<Stored> {
    const { client, sdk, marshall } = await this.#load();
    const Item = marshall(
      { ...item.fields, pk: place.pk, sk: place.sk, tenant: item.tenant },
      { removeUndefinedValues: true },
    );
    try {
      await client.send(
        new sdk.PutItemCommand({
          TableName: place.table,
          Item,
          ConditionExpression: once ? "attribute_not_exists(pk)" : ownOrAbsent,
          ...(!once && { ExpressionAttributeValues: { ":tenant": { S: item.tenant } } }),
        }),
        { abortSignal: signal },
      );
      return item;
    } catch (error) {
      if (!(error instanceof sdk.ConditionalCheckFailedException)) throw error;
      const there = await this.get(place, signal);
      if (there?.tenant === item.tenant && once) return there;
      throw taken(place, there?.tenant, item.tenant);
    }
  }

  /** Deletes an item; one that isn't there is no mistake. */
  async delete(place: Place, tenant: string, signal: AbortSignal): Promise<void> {
    const { client, sdk } = await this.#load();
    try {
      await client.send(
        new sdk.DeleteItemCommand({
          TableName: place.table,
          Key: { pk: { S: place.pk }, sk: { S: place.sk } },
          ConditionExpression: ownOrAbsent,
          ExpressionAttributeValues: { ":tenant": { S: tenant } },
        }),
        { abortSignal: signal },
      );
    } catch (error) {
      if (!(error instanceof sdk.ConditionalCheckFailedException)) throw error;
      throw taken(place, (await this.get(place, signal))?.tenant, tenant);
    }
  }

  /** The SDK is loaded with the first use, so that a preview without changes never waits for it. */
  async #load() {
    const [sdk, { marshall, unmarshall }] = await Promise.all([
      import("@aws-sdk/client-dynamodb"),
      import("@aws-sdk/util-dynamodb"),
    ]);
    this.#client ??= new sdk.DynamoDBClient(this.#options);
    return { client: this.#client, sdk, marshall, unmarshall };
  }
}

const ownOrAbsent = "attribute_not_exists(pk) OR tenant = :tenant";

function taken({ table, pk, sk }: Place, owner: string | undefined, tenant: string): ProviderError {
  return new ProviderError(
    "taken",
    `${pk} ${sk} in ${table} belongs to tenant \`${owner}\`, so tenant \`${tenant}\` can't have it: one number and one account belong to one tenant; take it out of one of the two tenants' files`,
  );
}
