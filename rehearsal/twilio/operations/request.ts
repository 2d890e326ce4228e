import type { Principal } from "../auth.ts";
import { notFound } from "../errors.ts";
import type { JsonObject, Operation } from "../openapi.ts";
import { paginate } from "../paging.ts";
import { render } from "../render.ts";
import type { Account, Fields, Resource, Store } from "../store.ts";

/** A request whose credentials are right and whose path names an operation. */
export interface ApiRequest {
  readonly operation: Operation;
  readonly store: Store;
  readonly principal: Principal;
  /** The account that the path names; the caller's own for /Accounts.json. */
  readonly account: Account;
  /** `/2010-04-01/Accounts/AC.../Applications.json` */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

/** The JSON body of a successful answer; undefined for none (204). Throws TwilioError. */
export type Handler = (request: ApiRequest) => JsonObject | undefined;

/** Shows one resource as this operation answers it. */
export function showOne(request: ApiRequest, resource: Resource, more: Fields = {}): JsonObject {
  const owner = String(resource.account_sid ?? resource.sid);
  const identity = { AC: owner, [resource.sid.slice(0, 2)]: resource.sid };
  return render(request.operation, { api_version: "2010-04-01", ...resource, ...more }, identity);
}

/** Answers one page of a list, newest first. */
export function showPage<T extends Resource>(
  request: ApiRequest,
  resources: Iterable<T>,
  keep: (resource: T) => boolean,
  more?: (resource: T) => Fields,
): JsonObject {
  const { operation, store, path, query } = request;
  const newestFirst = [...resources].filter(keep).reverse();
  const { items, links } = paginate(store, newestFirst, path, query);
  return { ...links, [operation.listKey ?? ""]: items.map((item) => showOne(request, item, more?.(item))) };
}

/** The resource of the path's SID, if it is the account's; otherwise 404. */
export function find<T extends Resource>(request: ApiRequest, resources: ReadonlyMap<string, T>): T {
  const resource = resources.get(request.parameters.Sid ?? "");
  if (resource?.account_sid !== request.account.sid) throw notFound(request.path);
  return resource;
}
