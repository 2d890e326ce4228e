import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { fromAttributes, toAttributes } from "../../domain/contract/attributes.ts";
import { keys, type Route } from "../../domain/contract/route.ts";
import type { Lookup } from "../../domain/router/decide.ts";
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

/** Reads routes, cached for `cacheMs`. If the table can't be read, the last known route is used however old. An unknown number isn't cached. */
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

/** A stored route that this version of the handlers can't use. */
export class RouteError extends Error {
  override readonly name = "RouteError";
}

/** Names and addresses of a route in all, in characters: with the texts, which are cut, they stay below the 64 KB of TwiML that Twilio reads. */
const MAX_NAMES = 4_096;

function parseRoute(item: Record<string, unknown>, number: string): Route {
  const route = item as unknown as Route;
  const wrong = (what: string) => new RouteError(`the route of ${number} ${what}: deploy the tenant's stack again`);
  if (route.schema !== 1) throw wrong("has a schema that isn't 1");
  if (route.number !== number) throw wrong("names another number");
  if (typeof route.accountSid !== "string" || typeof route.tenant !== "string")
    throw wrong("names no account or no tenant");
  const { agent } = route;
  if (typeof agent?.name !== "string" || typeof agent.version !== "string") throw wrong("names no version of an agent");
  if (typeof agent.greeting !== "string" || typeof agent.language !== "string")
    throw wrong("has no greeting or no language");
  if (typeof agent.url !== "string" || !agent.url.startsWith("wss://"))
    throw wrong("has an agent without a wss: address");
  const names = [
    agent.url,
    agent.language,
    agent.name,
    agent.version,
    route.tenant,
    agent.voice?.provider,
    agent.voice?.name,
    agent.transcriptionProvider,
  ];
  if (names.join("").length > MAX_NAMES) throw wrong(`has names and an address of more than ${MAX_NAMES} characters`);
  return { ...route, fallback: route.fallback ?? {} };
}
