import type { Principal } from "../account/auth.ts";
import { notFound } from "../api/errors.ts";
import type { JsonObject, Operation } from "../api/openapi.ts";
import { metaOf, paginate } from "../api/paging.ts";
import { render } from "../api/render.ts";
import type { Content } from "../api/reply.ts";
import type { Streams } from "../event-streams.ts";
import type { Network } from "../network/index.ts";
import type { Account, Fields, Resource, Store } from "../store.ts";

/** A request with valid credentials for a known operation. */
export interface ApiRequest {
  readonly operation: Operation;
  readonly store: Store;
  readonly network: Network;
  readonly streams: Streams;
  readonly principal: Principal;
  /** The account that the path names; the caller's own for /Accounts.json. */
  readonly account: Account;
  /** `/2010-04-01/Accounts/AC.../Applications.json` */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** The body of an operation that takes JSON. */
  readonly json?: JsonObject;
}

/** The body of a successful answer; undefined for none (204). Throws TwilioError. */
export type Handler = (request: ApiRequest) => Answered | Promise<Answered>;
type Answered = Content | JsonObject | undefined;

/** A resource of a list. One without a SID of its own (a participant, a member) has its call's. */
export type Shown = Fields & { readonly sid: string };

/** Renders one resource as the operation's answer. Its links contain its own SID and those of the path. */
export function showOne(request: ApiRequest, resource: Shown, more: Fields = {}): JsonObject {
  const { AccountSid: _, Sid: __, ...parents } = request.parameters;
  const identity: Record<string, string> = { AC: String(resource.account_sid ?? resource.sid) };
  for (const sid of [...Object.values(parents), resource.sid]) {
    // The path can name a participant by its label and a member by `Front`.
    if (/^[A-Z]{2}[0-9a-f]{32}$/.test(sid)) identity[sid.slice(0, 2)] = sid;
  }
  return render(request.operation, { api_version: "2010-04-01", ...resource, ...more }, identity);
}

/** One page of a list, newest first. `resources` are in order of creation. */
export function showPage<T extends Shown>(
  request: ApiRequest,
  resources: Iterable<T>,
  keep: (resource: T) => boolean,
  more?: (resource: T) => Fields,
): JsonObject {
  const { operation, store, path, query } = request;
  const newestFirst = [...resources].filter(keep).reverse();
  const { items, links } = paginate(store, newestFirst, path, query);
  const { product, listKey = "" } = operation;
  const shown = { [listKey]: items.map((item) => showOne(request, item, more?.(item))) };
  return product ? { ...shown, meta: { ...metaOf(links, product, listKey) } } : { ...links, ...shown };
}

/** The account's resource of the path's SID. Throws 404. */
export function find<T extends Resource>(
  request: ApiRequest,
  resources: ReadonlyMap<string, T>,
  sid = request.parameters.Sid,
): T {
  const resource = resources.get(sid ?? "");
  if (resource?.account_sid !== request.account.sid) throw notFound(request.path);
  return resource;
}
