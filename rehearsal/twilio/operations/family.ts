import { notFound, refused } from "../api/errors.ts";
import { assign, fieldsOf, type RefusalCodes } from "../api/parameters.ts";
import type { Fields, Kind, Resource, Store } from "../store.ts";
import { type ApiRequest, type Handler, showOne, showPage } from "./request.ts";

type Verb = "Create" | "Delete" | "Fetch" | "List" | "Update";

/** A kind of resource with the usual operations: only names and rules are its own. */
export interface Family<T extends Resource> {
  /** Its API, unless that is the 2010 one: `trunking_v1`. */
  readonly api?: string;
  /** Its name in the OpenAPI file: `Trunk`, of `CreateTrunk`, `ListTrunk`, ... */
  readonly noun: string;
  /** Its operations. @default all five */
  readonly verbs?: readonly Verb[];
  readonly kind: Kind<T>;
  /** Prefix of its SIDs. */
  readonly prefix: string;
  /** Kinds of the path's parents, by path parameter: `{ TrunkSid: TRUNKS }` sets the field `trunk_sid`. */
  // biome-ignore lint/suspicious/noExplicitAny: any kind can be a parent
  readonly parents?: Readonly<Record<string, Kind<any>>>;
  /** Defaults, to which an emptied parameter resets its field. */
  readonly defaults?: Fields;
  /** Codes of an invalid URL and an invalid method. */
  readonly codes?: RefusalCodes;
  /**
   * Checks the parameters and returns the fields to store. `current` is the resource that an update changes. Throws
   * TwilioError.
   */
  check?(request: ApiRequest, fields: Fields, current?: T): Fields;
  /** The SID of a new resource, where it isn't minted: a mapping has its list's. Such a SID is unique below each parent. */
  sidOf?(fields: Fields): string;
  /** Code for a SID that exists already. */
  readonly twice?: number;
  /** Limit below one parent (or in the account), and the code for one more. */
  readonly most?: { readonly count: number; readonly code: number };
  /** Fields that are computed at the time of the request. */
  shown?(resource: T, store: Store): Fields;
  /** Called after a create, update or delete. */
  changed?(request: ApiRequest, resource: T, verb: "Create" | "Delete" | "Update"): void;
  /** Throws TwilioError when the resource can't be deleted. */
  checkDelete?(request: ApiRequest, resource: T): void;
}

/** The operations of a kind of resource, by the names of the OpenAPI file. */
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
        throw refused(most.code, `No more than ${most.count} are allowed here`);
      }
      const fields = changes(request);
      const made = family.sidOf ? { ...store.dates(), sid: family.sidOf(fields) } : store.stamp(prefix);
      if (siblings(family, request).some(({ sid }) => sid === made.sid)) {
        throw refused(family.twice ?? 20409, `${made.sid} is there already`);
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

/** The name of an operation among the handlers: `trunking_v1.FetchRecording`. */
const idOf = (api: string | undefined, operation: string): string => (api ? `${api}.${operation}` : operation);

/** Operations of an API by their names among the handlers. */
export const inApi = (api: string, handlers: Readonly<Record<string, Handler>>): Readonly<Record<string, Handler>> =>
  Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [idOf(api, name), handler]));

/** The account's resources of a kind below the parents that the path names; 404 where there is no such parent. */
function siblings<T extends Resource>(family: Family<T>, request: ApiRequest): T[] {
  const parents = Object.entries(parentsOf(family, request));
  return [...request.store.all(family.kind).values()].filter(
    (one) => one.account_sid === request.account.sid && parents.every(([field, sid]) => one[field] === sid),
  );
}

/** `{ trunk_sid: "TK..." }`; 404 where the account has no such parent. */
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

/** The store's key: the SID, after the parents' SIDs where the SID is unique below them only. */
const keyOf = <T extends Resource>({ sidOf, parents = {} }: Family<T>, resource: T): string =>
  [...(sidOf ? Object.keys(parents).map((parameter) => resource[fieldNameOf(parameter)]) : []), resource.sid].join("/");

const fieldNameOf = (parameter: string): string => parameter.replace(/(?<=[a-z])[A-Z]/g, (c) => `_${c}`).toLowerCase();
