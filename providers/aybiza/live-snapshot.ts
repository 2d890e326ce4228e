import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDb } from "./dynamodb.ts";
import { type ItemKey, itemId, type StoredItem, storedItemOf } from "./item.ts";

/** Maximum items of one BatchGetItem request. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** Maximum requests for the keys of one batch: DynamoDB may return only some of the items, and the rest are requested again. */
const ROUNDS = 8;

/** The key of an item, or of a whole partition if it has no sort key. */
export interface SnapshotKey {
  readonly pk: string;
  readonly sk?: string | undefined;
}

/**
 * A snapshot of the stored items that the program is about to declare. An interrupted run or an edit in the console may have deleted or
 * changed an item that the state still has. The diff compares the state with this snapshot, so a plain `up` without a refresh repairs such drift.
 */
export class LiveSnapshot {
  readonly #dynamodb: DynamoDb;
  /** The items found, by item id or by partition; undefined if the read failed, and then nothing is compared. */
  readonly #looks = new Map<string, Promise<ReadonlyMap<string, StoredItem> | undefined>>();
  /** Ids of items that this process changed after the snapshot. */
  readonly #stale = new Set<string>();

  constructor(dynamodb: DynamoDb) {
    this.#dynamodb = dynamodb;
  }

  /** Reads items of a table into the snapshot, in parallel requests, and returns how many items exist. */
  async look(table: string, wanted: readonly SnapshotKey[], signal: AbortSignal): Promise<number> {
    const looks: Promise<ReadonlyMap<string, StoredItem>>[] = [];
    const note = (at: readonly string[], look: Promise<ReadonlyMap<string, StoredItem>>) => {
      looks.push(look);
      for (const text of at)
        this.#looks.set(
          text,
          look.catch(() => undefined),
        );
    };
    const keys = wanted.flatMap(({ pk, sk }) => (sk === undefined ? [] : [{ table, pk, sk }]));
    for (let i = 0; i < keys.length; i += BATCH) {
      const batch = keys.slice(i, i + BATCH);
      note(batch.map(itemId), this.#batch(table, batch, signal));
    }
    for (const { pk, sk } of wanted) if (sk === undefined) note([`${table}/${pk}`], this.#partition(table, pk, signal));
    for (const key of [...this.#stale]) if (key.startsWith(`${table}/`)) this.#stale.delete(key);
    const found = await Promise.all(looks);
    return found.reduce((sum, { size }) => sum + size, 0);
  }

  /** Returns an item of the snapshot: null if the item didn't exist, undefined if the snapshot doesn't cover it. */
  async of(key: ItemKey): Promise<StoredItem | null | undefined> {
    const text = itemId(key);
    if (this.#stale.has(text)) return undefined;
    const found = await (this.#looks.get(text) ?? this.#looks.get(`${key.table}/${key.pk}`));
    return found && (found.get(text) ?? null);
  }

  /** Removes an item from the snapshot, because this process is about to change it. */
  forget(key: ItemKey): void {
    this.#stale.add(itemId(key));
  }

  async #partition(table: string, pk: string, signal: AbortSignal): Promise<Map<string, StoredItem>> {
    const found = new Map<string, StoredItem>();
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.#dynamodb.ask(table, signal, (client, sdk, options) =>
        client.send(
          new sdk.QueryCommand({
            TableName: table,
            ConsistentRead: true,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": { S: pk } },
            ...(from && { ExclusiveStartKey: from }),
          }),
          options,
        ),
      );
      for (const item of page.Items ?? []) put(found, table, item);
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  }

  async #batch(table: string, keys: readonly ItemKey[], signal: AbortSignal): Promise<Map<string, StoredItem>> {
    const found = new Map<string, StoredItem>();
    let left = keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
    for (let round = 0; left.length > 0; round++) {
      if (round === ROUNDS)
        throw new Error(
          `${table} returned only part of ${keys.length} items in ${ROUNDS} requests: DynamoDB throttles it; run it again later`,
        );
      const asked = { [table]: { Keys: left, ConsistentRead: true } };
      const answer = await this.#dynamodb.ask(table, signal, (client, sdk, options) =>
        client.send(new sdk.BatchGetItemCommand({ RequestItems: asked }), options),
      );
      for (const item of answer.Responses?.[table] ?? []) put(found, table, item);
      left = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as typeof left;
    }
    return found;
  }
}

function put(found: Map<string, StoredItem>, table: string, item: Record<string, AttributeValue>): void {
  const key = { table, pk: item.pk?.S ?? "", sk: item.sk?.S ?? "" };
  found.set(itemId(key), storedItemOf(key, item));
}
