import type { Form } from "./records.ts";

/** One request below the account: `what` completes "Twilio refused to ...". */
export interface Operation {
  readonly what: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** `Queues.json`, below the account's own path. */
  readonly path: string;
  readonly query?: Form;
  readonly form?: Form;
  /** Doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
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

/** A kind of thing that an account has any number of, each under a SID: what its resource needs of the API. */
export class Collection<Record> {
  readonly #requests: Requests;
  readonly #path: string;
  readonly #key: string;
  readonly #noun: string;
  readonly #signal: AbortSignal;

  /** `path` is `Queues`, `key` names the items of a page, `queues`; `noun` stands in messages, `queue`. */
  constructor(requests: Requests, q: { path: string; key: string; noun: string; signal: AbortSignal }) {
    this.#requests = requests;
    this.#path = q.path;
    this.#key = q.key;
    this.#noun = q.noun;
    this.#signal = q.signal;
  }

  list(): Promise<Record[]> {
    return this.#requests.list<Record>(this.#look(`list its ${this.#noun}s`, `${this.#path}.json`), this.#key);
  }

  /** Undefined when there is none of that SID (any more). */
  fetch(sid: string): Promise<Record | undefined> {
    return this.#requests.fetch<Record>(this.#look(`read ${this.#noun} ${sid}`, this.#of(sid)));
  }

  /** Never repeated by itself: look first whether it took effect, as `createOnce` does. */
  create(form: Form): Promise<Record> {
    const path = `${this.#path}.json`;
    return this.#change({ what: `create a ${this.#noun}`, method: "POST", path, form, repeatable: false });
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
    await this.#requests.fetch({ what, method: "DELETE", path: this.#of(sid), repeatable: true, signal });
  }

  #of(sid: string): string {
    return `${this.#path}/${sid}.json`;
  }

  #look(what: string, path: string): Operation {
    return { what, method: "GET", path, repeatable: true, signal: this.#signal };
  }

  #change(operation: Operation): Promise<Record> {
    return this.#requests.send<Record>({ ...operation, signal: this.#signal });
  }
}
