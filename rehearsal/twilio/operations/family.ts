import { notFound, refused } from "../api/errors.ts";
import { assign, fieldsOf, type RefusalCodes } from "../api/parameters.ts";
import type { Fields, Kind, Resource, Store } from "../store.ts";
import { type ApiRequest, type Handler, showOne, showPage } from "./request.ts";

type Verb = "Create" | "Delete" | "Fetch" | "List" | "Update";

/** A kind of resource whose operations differ from others' in names and rules alone. */
export interface Family<T extends Resource> {
  /** The API that it belongs to, where that isn't the 2010 one: `trunking_v1`. */
  readonly api?: string;
  /** What the OpenAPI file calls it: `Trunk`, of `CreateTrunk`, `ListTrunk`, ... */
  readonly noun: string;
  /** The operations that there are. @default all five */
  readonly verbs?: readonly Verb[];
  readonly kind: Kind<T>;
  /** The two letters that its SIDs begin with. */
  readonly prefix: string;
  /** The kinds that its path names, by path parameter: `{ TrunkSid: TRUNKS }` is its field `trunk_sid`. */
  // biome-ignore lint/suspicious/noExplicitAny: any kind may be a parent
  readonly parents?: Readonly<Record<string, Kind<any>>>;
  /** What it has that nobody set. An emptied parameter goes back to it. */
  readonly defaults?: Fields;
  /** Codes of a wrong URL and a wrong method. */
  readonly codes?: RefusalCodes;
  /** The parameters as fields, checked; what it gives is written. `current` is what an update finds. Throws TwilioError. */
  check?(request: ApiRequest, fields: Fields, current?: T): Fields;
  /** The SID of a new one, where it isn't minted: a mapping has its list's. Such a kind is there once under each parent. */
  sidOf?(fields: Fields): string;
  /** The code of the refusal of a SID that is there already. */
  readonly twice?: number;
  /** How many there may be below one parent (or in the account), and the code of the refusal of one more. */
  readonly most?: { readonly count: number; readonly code: number };
  /** Fields that are made at the time of the request. */
  shown?(resource: T, store: Store): Fields;
  /** After it was made, changed or deleted. */
  changed?(request: ApiRequest, resource: T, verb: "Create" | "Delete" | "Update"): void;
  /** Throws TwilioError where it can't go. */
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

/** Operations of an API by the names that they have among the handlers. */
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

/** A kind that has SIDs of its own is kept by them, any other by its parents' too. */
const keyOf = <T extends Resource>({ sidOf, parents = {} }: Family<T>, resource: T): string =>
  [...(sidOf ? Object.keys(parents).map((parameter) => resource[fieldNameOf(parameter)]) : []), resource.sid].join("/");

const fieldNameOf = (parameter: string): string => parameter.replace(/(?<=[a-z])[A-Z]/g, (c) => `_${c}`).toLowerCase();
