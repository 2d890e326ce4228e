import type { Form } from "./records.ts";

/** One request below the account: `what` completes "Twilio refused to ...". */
export interface Operation {
  readonly what: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** `https://trunking.twilio.com`, of a product. By default the 2010 API's. */
  readonly origin?: string;
  /** `Queues.json`, below the account's own path; one that begins with a slash is a whole one: `/v1/Trunks`. */
  readonly path: string;
  readonly query?: Form;
  readonly form?: Form;
  /** Sent as JSON, in place of a form. */
  readonly json?: unknown;
  /** Doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
  /** It changes nothing, though it isn't a GET: those who may only look may send it. */
  readonly looks?: true;
  readonly signal?: AbortSignal | undefined;
}

/** How requests are made: {@link TwilioClient} does. */
export interface Requests {
  send<T>(operation: Operation): Promise<T>;
  /** Undefined where Twilio says 404. */
  fetch<T>(operation: Operation): Promise<T | undefined>;
  /** All pages. */
  list<T>(operation: Operation, key: string): Promise<T[]>;
}

/** Where a collection is asked for, and what stands around its path. */
export interface Place {
  readonly origin?: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The account's own part of the 2010 API: `Queues` is `/2010-04-01/Accounts/AC.../Queues.json`. */
export const IN_ACCOUNT: Place = { prefix: "", suffix: ".json" };

/** A product's API, where whoever signs in is the account: `Trunks` is `https://trunking.twilio.com/v1/Trunks`. */
export const inProduct = (product: string, version: string): Place => ({
  origin: `https://${product}.twilio.com`,
  prefix: `/${version}/`,
  suffix: "",
});

export interface CollectionOptions {
  /** `Queues`, or nested: `Trunks/TK.../OriginationUrls`. */
  readonly path: string;
  /** Names the items of a page: `queues`. */
  readonly key: string;
  /** Stands in messages: `queue`. */
  readonly noun: string;
  readonly signal: AbortSignal;
}

/** A kind of thing that an account has any number of, each under a SID: what its resource needs of the API. */
export class Collection<Record> {
  readonly #requests: Requests;
  readonly #place: Place;
  readonly #path: string;
  readonly #key: string;
  readonly #noun: string;
  readonly #signal: AbortSignal;

  constructor(requests: Requests, q: CollectionOptions, place: Place = IN_ACCOUNT) {
    this.#requests = requests;
    this.#place = place;
    this.#path = q.path;
    this.#key = q.key;
    this.#noun = q.noun;
    this.#signal = q.signal;
  }

  /** All of them, or those that match Twilio's own filters. */
  list(filter: Form = {}): Promise<Record[]> {
    const operation = { ...this.#look(`list its ${pluralOf(this.#noun)}`, this.#all), query: filter };
    return this.#requests.list<Record>(operation, this.#key);
  }

  /** Undefined when there is none of that SID (any more). */
  fetch(sid: string): Promise<Record | undefined> {
    return this.#requests.fetch<Record>(this.#look(`read ${this.#noun} ${sid}`, this.#of(sid)));
  }

  /** Never repeated by itself: look first whether it took effect, as `createIdempotently` does. */
  create(form: Form): Promise<Record> {
    return this.#create({ form });
  }

  /** As `create`, of what takes JSON. */
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

  /** Gone already is done. */
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
    return `${this.#place.prefix}${this.#path}${this.#place.suffix}`;
  }

  #of(sid: string): string {
    return `${this.#place.prefix}${this.#path}/${encodeURIComponent(sid)}${this.#place.suffix}`;
  }

  #look(what: string, path: string): Operation {
    return { what, method: "GET", path, repeatable: true, signal: this.#signal, ...this.#where };
  }

  #create(body: Pick<Operation, "form" | "json">): Promise<Record> {
    const what = `create ${/^([aeio]|[A-Z]{2} )/.test(this.#noun) ? "an" : "a"} ${this.#noun}`;
    return this.#change({ what, method: "POST", path: this.#all, repeatable: false, ...body });
  }

  get #where(): Pick<Operation, "origin"> {
    return this.#place.origin === undefined ? {} : { origin: this.#place.origin };
  }

  #change(operation: Operation): Promise<Record> {
    return this.#requests.send<Record>({ ...operation, signal: this.#signal, ...this.#where });
  }
}

const pluralOf = (noun: string): string => (noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`);
