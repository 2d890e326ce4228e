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
  /** The account that the path names; for /Accounts.json, the account of the credentials. */
  readonly account: Account;
  /** `/2010-04-01/Accounts/AC.../Applications.json` */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** The request body, for an operation with a JSON body. */
  readonly json?: JsonObject;
}

/** Returns the body of a successful answer; undefined for an answer without one (204). @throws TwilioError */
export type Handler = (request: ApiRequest) => Answered | Promise<Answered>;
type Answered = Content | JsonObject | undefined;

/** A resource as an answer shows it. A participant or queue member, which has no SID of its own, has its call's SID. */
export type Shown = Fields & { readonly sid: string };

/** Renders one resource as the operation's answer. Its links contain the resource's SID and the path's SIDs. */
export function showOne(request: ApiRequest, resource: Shown, more: Fields = {}): JsonObject {
  const { AccountSid: _, Sid: __, ...parents } = request.parameters;
  const identity: Record<string, string> = { AC: String(resource.account_sid ?? resource.sid) };
  for (const sid of [...Object.values(parents), resource.sid]) {
    // The path can name a participant by its label and a member by `Front`.
    if (/^[A-Z]{2}[0-9a-f]{32}$/.test(sid)) identity[sid.slice(0, 2)] = sid;
  }
  return render(request.operation, { api_version: "2010-04-01", ...resource, ...more }, identity);
}

/** Renders one page of a list, newest first. `resources` must be in order of creation. */
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

/** Finds the account's resource by the path's SID. @throws TwilioError 404 when there is none */
export function find<T extends Resource>(
  request: ApiRequest,
  resources: ReadonlyMap<string, T>,
  sid = request.parameters.Sid,
): T {
  const resource = resources.get(sid ?? "");
  if (resource?.account_sid !== request.account.sid) throw notFound(request.path);
  return resource;
}
