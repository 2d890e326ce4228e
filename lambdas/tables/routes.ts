import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { keys, parseRoute, type Route } from "../../domain/contract/route.ts";
import type { Lookup } from "../../domain/router/decision.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { Deadline } from "./deadline.ts";
import { LastKnownCache } from "./last-known-cache.ts";

/** The result of a lookup. If the table couldn't be read, `found` is the last known route or `unreadable`. */
export interface RouteFound {
  readonly found: Lookup;
  /** Why the table couldn't be read. */
  readonly failure?: unknown;
  /** The route comes from the cache, within its TTL. */
  readonly cached?: true;
}

/** Reads routes, cached for `cacheMs`. If the table can't be read, the last known route is used, however old. An unknown number isn't cached. */
export class RouteStore {
  readonly #client: Pick<DynamoDBClient, "send">;
  readonly #table: string;
  readonly #cacheMs: number;
  readonly #known = new LastKnownCache<Route>(10_000);

  constructor(client: Pick<DynamoDBClient, "send">, table: string, cacheMs: number) {
    this.#client = client;
    this.#table = table;
    this.#cacheMs = cacheMs;
  }

  async lookup(number: string, deadline: Deadline, maxAgeMs = this.#cacheMs): Promise<RouteFound> {
    const known = this.#known.get(number);
    if (known && known.ageMs < maxAgeMs) return { found: known.value, cached: true };
    try {
      const command = new GetItemCommand({ TableName: this.#table, Key: toAttributes(keys.route(number)) });
      const { Item } = await deadline.run("the route", (abortSignal) => this.#client.send(command, { abortSignal }));
      if (!Item) {
        this.#known.delete(number);
        return { found: "unknown" };
      }
      const route = parseRoute(fromAttributes(Item), number);
      this.#known.set(number, route);
      return { found: route };
    } catch (failure) {
      return { found: known?.value ?? "unreadable", failure };
    }
  }
}
