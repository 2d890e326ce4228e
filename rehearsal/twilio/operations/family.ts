import { notFound, refused } from "../api/errors.ts";
import { assign, fieldsOf, type RefusalCodes } from "../api/parameters.ts";
import type { Fields, Kind, Resource, Store } from "../store.ts";
import { type ApiRequest, type Handler, showOne, showPage } from "./request.ts";

type Verb = "Create" | "Delete" | "Fetch" | "List" | "Update";

/** Declares the names and rules of a resource type; {@link operationsOf} makes its create, list, fetch, update and delete. */
export interface Family<T extends Resource> {
  /** API that has the resource, for example `trunking_v1`. @default the API of 2010 */
  readonly api?: string;
  /** Name of the resource in the OpenAPI file's operations: `Trunk` for `CreateTrunk`, `ListTrunk`, ... */
  readonly noun: string;
  /** Operations that the resource has. @default all five */
  readonly verbs?: readonly Verb[];
  readonly kind: Kind<T>;
  /** Prefix of the resource's SIDs. */
  readonly prefix: string;
  /** Parent resources by path parameter: `{ TrunkSid: TRUNKS }` requires such a trunk and sets the field `trunk_sid`. */
  // biome-ignore lint/suspicious/noExplicitAny: any kind can be a parent
  readonly parents?: Readonly<Record<string, Kind<any>>>;
  /** Default values of the fields. An empty parameter resets its field to them. */
  readonly defaults?: Fields;
  /** Error codes for an invalid URL and an invalid HTTP method. */
  readonly codes?: RefusalCodes;
  /**
   * Checks the parameters and returns the fields to store. `current` is the resource that an update changes.
   *
   * @throws TwilioError for an invalid parameter
   */
  check?(request: ApiRequest, fields: Fields, current?: T): Fields;
  /** Returns a new resource's SID where it isn't generated: a mapping has its list's SID. It must be unique below each parent. */
  sidOf?(fields: Fields): string;
  /** Error code for creating a resource whose SID exists already. @default 20409 */
  readonly twice?: number;
  /** Maximum number of resources below one parent (or in the account), and the error code for one more. */
  readonly most?: { readonly count: number; readonly code: number };
  /** Returns the fields that are computed at the time of the request. */
  shown?(resource: T, store: Store): Fields;
  /** Runs after a create, update or delete. */
  changed?(request: ApiRequest, resource: T, verb: "Create" | "Delete" | "Update"): void;
  /** Checks that the resource can be deleted. @throws TwilioError when it can't */
  checkDelete?(request: ApiRequest, resource: T): void;
}

/** Returns the handlers of a resource type's operations, by the operations' names in the OpenAPI file. */
export function operationsOf<T extends Resource>(family: Family<T>): Readonly<Record<string, Handler>> {
  const { kind, prefix, noun, defaults = {} } = family;
  const show = (request: ApiRequest, resource: T) =>
    showOne(request, resource, family.shown?.(resource, request.store));
  const changes = (request: ApiRequest, current?: T): Fields => {
    const given = fieldsOf(request.operation, request.form, family.codes);
    const fields = family.check?.(request, given, current) ?? given;
    return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? defaults[field]]));
  };
  const find = (request: ApiRequest): T => {
    const found = siblings(family, request).find((resource) => resource.sid === request.parameters.Sid);
    if (!found) throw notFound(request.path);
    return found;
  };

  const handlers: Record<Verb, Handler> = {
    Create(request) {
      const { store, account } = request;
      const parents = parentsOf(family, request);
      const { most } = family;
      if (most && siblings(family, request).length >= most.count) {
        throw refused(most.code, `Limit reached: no more than ${most.count} ${family.noun} resources are allowed`);
      }
      const fields = changes(request);
      const made = family.sidOf ? { ...store.dates(), sid: family.sidOf(fields) } : store.stamp(prefix);
      if (siblings(family, request).some(({ sid }) => sid === made.sid)) {
        throw refused(family.twice ?? 20409, `${made.sid} exists already`);
      }
      const created = { ...made, account_sid: account.sid, ...defaults, ...parents } as Resource as T;
      assign(created, fields);
      store.all(kind).set(keyOf(family, created), created);
      family.changed?.(request, created, "Create");
      return show(request, created);
    },
    List(request) {
      const all = siblings(family, request);
      return showPage(
        request,
        all,
        () => true,
        (resource) => family.shown?.(resource, request.store) ?? {},
      );
    },
    Fetch: (request) => show(request, find(request)),
    Update(request) {
      const resource = find(request);
      assign(resource, { ...changes(request, resource), date_updated: request.store.clock() });
      family.changed?.(request, resource, "Update");
      return show(request, resource);
    },
    Delete(request) {
      const resource = find(request);
      family.checkDelete?.(request, resource);
      request.store.all(kind).delete(keyOf(family, resource));
      family.changed?.(request, resource, "Delete");
      return undefined;
    },
  };
  const verbs = family.verbs ?? (Object.keys(handlers) as Verb[]);
  return Object.fromEntries(verbs.map((verb) => [idOf(family.api, `${verb}${noun}`), handlers[verb]]));
}

/** Returns an operation's key in `HANDLERS`, for example `trunking_v1.FetchRecording`. */
const idOf = (api: string | undefined, operation: string): string => (api ? `${api}.${operation}` : operation);

/** Prefixes the handlers' names with their API, as the keys of `HANDLERS` are. */
export const inApi = (api: string, handlers: Readonly<Record<string, Handler>>): Readonly<Record<string, Handler>> =>
  Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [idOf(api, name), handler]));

/** Returns the account's resources of a type below the parents that the path names. @throws TwilioError 404 for an unknown parent */
function siblings<T extends Resource>(family: Family<T>, request: ApiRequest): T[] {
  const parents = Object.entries(parentsOf(family, request));
  return [...request.store.all(family.kind).values()].filter(
    (one) => one.account_sid === request.account.sid && parents.every(([field, sid]) => one[field] === sid),
  );
}

/** Returns the parents' SIDs as fields: `{ trunk_sid: "TK..." }`. @throws TwilioError 404 for a parent that the account doesn't have */
function parentsOf<T extends Resource>({ parents = {} }: Family<T>, request: ApiRequest): Fields {
  const { store, account, parameters, path } = request;
  return Object.fromEntries(
    Object.entries(parents).map(([parameter, kind]) => {
      const sid = parameters[parameter] ?? "";
      if (store.all(kind).get(sid)?.account_sid !== account.sid) throw notFound(path);
      return [fieldNameOf(parameter), sid];
    }),
  );
}

/** Returns a resource's key in the store: its SID, prefixed by the parents' SIDs where the SID is unique only below them. */
const keyOf = <T extends Resource>({ sidOf, parents = {} }: Family<T>, resource: T): string =>
  [...(sidOf ? Object.keys(parents).map((parameter) => resource[fieldNameOf(parameter)]) : []), resource.sid].join("/");

const fieldNameOf = (parameter: string): string => parameter.replace(/(?<=[a-z])[A-Z]/g, (c) => `_${c}`).toLowerCase();
