import { fromAttributes } from "../../lambdas/tables/attributes.ts";
import type { DynamoDb } from "./dynamodb.ts";
import { type Place, placeText, type Stored } from "./routes-table.ts";

/** DynamoDB gives this many items for one request. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** How often what a batch left out is asked for again. */
const ROUNDS = 8;

/**
 * What a run saw of the items that its program is about to declare. A killed run may leave an item that the stack remembers deleted or changed,
 * and so may a hand in the console: an update that compares with what it saw mends it, without a `refresh`.
 */
export class Sightings {
  readonly #dynamodb: DynamoDb;
  readonly #seen = new Map<string, Promise<Stored | null | undefined>>();

  constructor(dynamodb: DynamoDb) {
    this.#dynamodb = dynamodb;
  }

  /** Looks at items of a table, all at once; gives how many are there. */
  async look(table: string, keys: readonly Omit<Place, "table">[], signal: AbortSignal): Promise<number> {
    const places = keys.map((key) => ({ table, ...key }));
    const batches = Array.from({ length: Math.ceil(places.length / BATCH) }, (_, i) =>
      this.#batch(table, places.slice(i * BATCH, (i + 1) * BATCH), signal),
    );
    for (const [i, place] of places.entries()) {
      const batch = batches[Math.floor(i / BATCH)]!;
      // What couldn't be looked at isn't compared.
      this.#seen.set(
        placeText(place),
        batch.then((found) => found.get(placeText(place)) ?? null).catch(() => undefined),
      );
    }
    const found = await Promise.all(batches);
    return found.reduce((sum, { size }) => sum + size, 0);
  }

  /** What was seen of an item: null where it wasn't there, undefined where nobody looked. */
  async of(place: Place): Promise<Stored | null | undefined> {
    return this.#seen.get(placeText(place));
  }

  /** This process changes the item: what was seen is past. */
  forget(place: Place): void {
    this.#seen.delete(placeText(place));
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
      for (const item of answer.Responses?.[table] ?? []) {
        const { pk, sk, tenant, owner, ...fields } = fromAttributes(item) as Record<string, unknown>;
        const stored = { tenant: tenant as string | undefined, owner: owner as string | undefined, fields };
        found.set(placeText({ table, pk: String(pk), sk: String(sk) }), stored);
      }
      left = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as typeof left;
    }
    return found;
  }
}
