import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { fromAttributes } from "./attributes.ts";
import type { DynamoDb } from "./dynamodb.ts";
import { type Place, placeText, type Stored } from "./routes-table.ts";

/** DynamoDB gives this many items for one request. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** How often what a batch left out is asked for again. */
const ROUNDS = 8;

/** An item, or all items of a partition where no sort key is given. */
export interface Looked {
  readonly pk: string;
  readonly sk?: string | undefined;
}

/**
 * What a run saw of the items that its program is about to declare. A killed run may leave an item that the stack remembers deleted or changed,
 * and so may a hand in the console: an update that compares with what it saw mends it, without a `refresh`.
 */
export class Sightings {
  readonly #dynamodb: DynamoDb;
  /** What is there, by item or by partition; undefined where the look failed, so that nothing is compared. */
  readonly #looks = new Map<string, Promise<ReadonlyMap<string, Stored> | undefined>>();
  /** Items that this process has changed since. */
  readonly #past = new Set<string>();

  constructor(dynamodb: DynamoDb) {
    this.#dynamodb = dynamodb;
  }

  /** Looks at items of a table, all at once; gives how many are there. */
  async look(table: string, wanted: readonly Looked[], signal: AbortSignal): Promise<number> {
    const looks: Promise<ReadonlyMap<string, Stored>>[] = [];
    const note = (at: readonly string[], look: Promise<ReadonlyMap<string, Stored>>) => {
      looks.push(look);
      for (const text of at)
        this.#looks.set(
          text,
          look.catch(() => undefined),
        );
    };
    const places = wanted.flatMap(({ pk, sk }) => (sk === undefined ? [] : [{ table, pk, sk }]));
    for (let i = 0; i < places.length; i += BATCH) {
      const batch = places.slice(i, i + BATCH);
      note(batch.map(placeText), this.#batch(table, batch, signal));
    }
    for (const { pk, sk } of wanted) if (sk === undefined) note([`${table}/${pk}`], this.#partition(table, pk, signal));
    for (const place of [...this.#past]) if (place.startsWith(`${table}/`)) this.#past.delete(place);
    const found = await Promise.all(looks);
    return found.reduce((sum, { size }) => sum + size, 0);
  }

  /** What was seen of an item: null where it wasn't there, undefined where nobody looked. */
  async of(place: Place): Promise<Stored | null | undefined> {
    const text = placeText(place);
    if (this.#past.has(text)) return undefined;
    const found = await (this.#looks.get(text) ?? this.#looks.get(`${place.table}/${place.pk}`));
    return found && (found.get(text) ?? null);
  }

  /** This process changes the item: what was seen is past. */
  forget(place: Place): void {
    this.#past.add(placeText(place));
  }

  async #partition(table: string, pk: string, signal: AbortSignal): Promise<Map<string, Stored>> {
    const found = new Map<string, Stored>();
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

  async #batch(table: string, places: readonly Place[], signal: AbortSignal): Promise<Map<string, Stored>> {
    const found = new Map<string, Stored>();
    let left = places.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
    for (let round = 0; left.length > 0; round++) {
      if (round === ROUNDS) throw new Error(`${table} gives only a part of what it is asked for`);
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

function put(found: Map<string, Stored>, table: string, item: Record<string, AttributeValue>): void {
  const { pk, sk, tenant, owner, ...fields } = fromAttributes(item) as Record<string, unknown>;
  const stored = { tenant: tenant as string | undefined, owner: owner as string | undefined, fields };
  found.set(placeText({ table, pk: String(pk), sk: String(sk) }), stored);
}
