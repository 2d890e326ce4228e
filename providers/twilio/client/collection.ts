import type { Form } from "./records.ts";

/** One request. `what` completes "Twilio refused to ...". */
export interface Operation {
  readonly what: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** Origin of a product, such as `https://trunking.twilio.com`. @default the 2010 API's origin */
  readonly origin?: string;
  /** Path relative to the account's path: `Queues.json`. With a leading slash, a full path: `/v1/Trunks`. */
  readonly path: string;
  readonly query?: Form;
  readonly form?: Form;
  /** JSON body, sent instead of a form. */
  readonly json?: unknown;
  /** True if the request is idempotent, so that it can be retried. */
  readonly repeatable: boolean;
  /** True if the request changes nothing although it isn't a GET, so that a read-only client may send it. */
  readonly looks?: true;
  readonly signal?: AbortSignal | undefined;
}

/** The request methods that a collection uses. */
export interface Requests {
  send<T>(operation: Operation): Promise<T>;
  /** Sends a request and returns the parsed body; undefined if Twilio answers 404. */
  fetch<T>(operation: Operation): Promise<T | undefined>;
  /** Returns the items of all pages. */
  list<T>(operation: Operation, key: string): Promise<T[]>;
}

/** Origin of a collection's URL, and the prefix and suffix of its path. */
export interface Endpoint {
  readonly origin?: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Returns the endpoint of an account in the 2010 API: path `Queues` becomes `/2010-04-01/Accounts/AC.../Queues.json`. */
export const IN_ACCOUNT: Endpoint = { prefix: "", suffix: ".json" };

/** Returns the endpoint of a product's API, where the credentials select the account: `Trunks` becomes `https://trunking.twilio.com/v1/Trunks`. */
export const inProduct = (product: string, version: string): Endpoint => ({
  origin: `https://${product}.twilio.com`,
  prefix: `/${version}/`,
  suffix: "",
});

export interface CollectionOptions {
  /** Path of the collection: `Queues`, or nested, `Trunks/TK.../OriginationUrls`. */
  readonly path: string;
  /** Key of the items in a page, such as `queues`. */
  readonly key: string;
  /** Name of an item in messages, such as `queue`. */
  readonly noun: string;
  readonly signal: AbortSignal;
}

/** The objects of one type in an account, each with a SID. */
export class Collection<Record> {
  readonly #requests: Requests;
  readonly #endpoint: Endpoint;
  readonly #path: string;
  readonly #key: string;
  readonly #noun: string;
  readonly #signal: AbortSignal;

  constructor(requests: Requests, q: CollectionOptions, endpoint: Endpoint = IN_ACCOUNT) {
    this.#requests = requests;
    this.#endpoint = endpoint;
    this.#path = q.path;
    this.#key = q.key;
    this.#noun = q.noun;
    this.#signal = q.signal;
  }

  /** Lists all objects, or those that match Twilio's filters. */
  list(filter: Form = {}): Promise<Record[]> {
    const operation = { ...this.#look(`list its ${pluralOf(this.#noun)}`, this.#all), query: filter };
    return this.#requests.list<Record>(operation, this.#key);
  }

  /** Reads an object; undefined if none with this SID exists. */
  fetch(sid: string): Promise<Record | undefined> {
    return this.#requests.fetch<Record>(this.#look(`read ${this.#noun} ${sid}`, this.#of(sid)));
  }

  /** Creates an object. Never retries automatically: before a retry, check whether the create took effect, as `createIdempotently` does. */
  create(form: Form): Promise<Record> {
    return this.#create({ form });
  }

  /** Creates an object as {@link create} does, but with a JSON body. */
  createJson(json: unknown): Promise<Record> {
    return this.#create({ json });
  }

  update(sid: string, form: Form): Promise<Record> {
    return this.#change({
      what: `change ${this.#noun} ${sid}`,
      method: "POST",
      path: this.#of(sid),
      form,
      repeatable: true,
    });
  }

  /** Deletes an object. Succeeds if the object doesn't exist. */
  async delete(sid: string): Promise<void> {
    const what = `delete ${this.#noun} ${sid}`;
    const signal = this.#signal;
    await this.#requests.fetch({
      what,
      method: "DELETE",
      path: this.#of(sid),
      repeatable: true,
      signal,
      ...this.#where,
    });
  }

  get #all(): string {
    return `${this.#endpoint.prefix}${this.#path}${this.#endpoint.suffix}`;
  }

  #of(sid: string): string {
    return `${this.#endpoint.prefix}${this.#path}/${encodeURIComponent(sid)}${this.#endpoint.suffix}`;
  }

  #look(what: string, path: string): Operation {
    return { what, method: "GET", path, repeatable: true, signal: this.#signal, ...this.#where };
  }

  #create(body: Pick<Operation, "form" | "json">): Promise<Record> {
    const what = `create ${/^([aeio]|[A-Z]{2} )/.test(this.#noun) ? "an" : "a"} ${this.#noun}`;
    return this.#change({ what, method: "POST", path: this.#all, repeatable: false, ...body });
  }

  get #where(): Pick<Operation, "origin"> {
    return this.#endpoint.origin === undefined ? {} : { origin: this.#endpoint.origin };
  }

  #change(operation: Operation): Promise<Record> {
    return this.#requests.send<Record>({ ...operation, signal: this.#signal, ...this.#where });
  }
}

const pluralOf = (noun: string): string => (noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`);
