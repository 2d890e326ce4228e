import { ProviderError } from "../../kit/handler.ts";
import { Collection, type CollectionOptions, inProduct, type Operation, type Requests } from "./collection.ts";
import { errorFrom, isAmbiguous, isGone, nameOf, type Requester } from "./errors.ts";
import type { ApplicationRecord, AvailableRecord, Form, NumberRecord } from "./records.ts";
import { judge } from "./retry.ts";
import { type Shared, sharedOf } from "./shared.ts";
import type { Credentials, SignIn } from "./sign-in.ts";
import { Transport } from "./transport.ts";

const API = "https://api.twilio.com";
/** The API's largest page. */
const PAGE_SIZE = 1000;

/** Calls of Twilio's 2010 API that the resources need. Each throws TwilioError or ConnectionError. */
export class TwilioClient {
  readonly #credentials: Credentials;
  readonly #transport: Transport;
  readonly #readOnly: boolean;
  readonly #shared: Shared;

  constructor(credentials: Credentials, transport: Transport, shared?: Shared, readOnly = false) {
    this.#credentials = credentials;
    this.#transport = transport;
    this.#readOnly = readOnly;
    this.#shared = shared ?? sharedOf(credentials, transport.origin);
  }

  static fromEnvironment(credentials: Credentials, env: NodeJS.ProcessEnv = process.env): TwilioClient {
    return new TwilioClient(credentials, new Transport(env.AYBIZA_TWILIO_URL));
  }

  /** The same account, for looking only. */
  readOnly(): TwilioClient {
    return new TwilioClient(this.#credentials, this.#transport, this.#shared, true);
  }

  /** Another account of the same family, asked with the same credentials: with those of the account above, any subaccount. */
  at(accountSid: string): TwilioClient {
    if (accountSid === this.accountSid) return this;
    const { label: _, ...credentials } = this.#credentials;
    const other = { ...credentials, accountSid };
    return new TwilioClient(other, this.#transport, undefined, this.#readOnly);
  }

  /** The same account, asked with one of its own auth tokens whatever this client signs in with: an API key isn't shown the account. */
  signedInWith(authToken: string): TwilioClient {
    this.learnSecret(authToken);
    const { accountSid, label } = this.#credentials;
    const own = { accountSid, label, user: accountSid, password: authToken };
    return new TwilioClient(own, this.#transport, undefined, this.#readOnly);
  }

  /** The account above, whose credentials this client has; undefined for an account of its own. */
  get parentAccountSid(): string | undefined {
    return this.#credentials.parentAccountSid;
  }

  /** When the last answer came, by Twilio's clock: that of this machine decides nothing about what can't be undone. */
  get time(): Date {
    const { time } = this.#shared;
    if (time === undefined) throw new ProviderError("no-date", "Twilio's answer has no date: run it again");
    return time;
  }

  get accountSid(): string {
    return this.#credentials.accountSid;
  }

  /** What must never be shown: the credentials, and what Twilio gave since. */
  get secretTexts(): readonly string[] {
    return this.#shared.signIns.secretTexts;
  }

  /** Remembers a text that Twilio gave and that must never be shown: a subaccount's token, a key's secret. */
  learnSecret(text: string): void {
    this.#shared.signIns.learn(text);
  }

  /** Who asks, for messages. */
  get requester(): Requester {
    const { accountSid, parentAccountSid, label } = this.#credentials;
    const { user } = this.#shared.signIns.main;
    const keySid = user.startsWith("AC") ? undefined : user;
    return { accountSid, label, keySid, signedInAs: parentAccountSid ?? accountSid };
  }

  /** A product is asked with the account's own credentials, whoever is above it. */
  #requesterOf(url: URL): Requester {
    const { accountSid, label } = this.requester;
    if (url.origin === API || this.parentAccountSid === undefined) return this.requester;
    return { accountSid, label, keySid: undefined };
  }

  /** `account AC... (label)`, for messages. */
  get name(): string {
    return nameOf(this.requester);
  }

  /** All numbers of the account, or those that match Twilio's own filters. */
  async numbers(filter: { PhoneNumber?: string | undefined; FriendlyName?: string | undefined }, signal?: AbortSignal) {
    const what = "list its phone numbers";
    const path = "IncomingPhoneNumbers.json";
    const numbers = await this.#list<NumberRecord>(what, path, "incoming_phone_numbers", filter, signal);
    if (Object.values(filter).every((value) => value === undefined)) {
      this.saw("PN", numbers);
      this.#shared.listing ??= Promise.resolve(numbers);
    }
    return numbers;
  }

  /** Notes a whole listing of what has SIDs of this prefix, for resources to compare themselves with. */
  saw(prefix: string, records: readonly { readonly sid: string }[]): void {
    const { seen } = this.#shared;
    for (const sid of [...seen.keys()]) if (sid.startsWith(prefix)) seen.delete(sid);
    for (const record of records) seen.set(record.sid, record);
  }

  /** What the last whole listing showed of a thing; undefined where none did, or this process has changed it since. */
  snapshotOf<T>(sid: string): T | undefined {
    return this.#shared.seen.get(sid) as T | undefined;
  }

  /** This process changes the thing: what was seen is past. */
  forget(sid: string): void {
    const { seen, acquired } = this.#shared;
    seen.delete(sid);
    for (const [number, record] of acquired) if (record.sid === sid) acquired.delete(number);
  }

  /** Notes which incarnation of a resource the program of this run stands for. */
  claim(urn: string, incarnation: string | undefined): void {
    this.#shared.claims.set(urn, incarnation);
  }

  /** Whether the program stands for another incarnation than this one, made after it. */
  isSucceeded(urn: string, incarnation: string | undefined): boolean {
    const claimed = this.#shared.claims.get(urn);
    return claimed !== undefined && claimed !== incarnation;
  }

  /**
   * All numbers, as the run's first whole listing showed them. One listing serves many callers: it shows what earlier runs left behind. It is made
   * anew after a purchase whose outcome stayed open.
   */
  async listedNumbers(signal: AbortSignal): Promise<NumberRecord[]> {
    const listing = this.#shared.listing ?? this.numbers({});
    this.#shared.listing = listing;
    listing.catch(() => this.#forgetListing(listing));
    const numbers = await listing;
    signal.throwIfAborted();
    return numbers;
  }

  #forgetListing(listing = this.#shared.listing): void {
    if (this.#shared.listing === listing) this.#shared.listing = undefined;
  }

  /** What the resources of one run share under a key; made for the first that asks. */
  ofRun<T>(key: string, make: () => T): T {
    const { ofRun } = this.#shared;
    if (!ofRun.has(key)) ofRun.set(key, make());
    return ofRun.get(key) as T;
  }

  /** Notes what Twilio has just answered of a number that this run bought, or moved here. */
  noteAcquired(record: NumberRecord): void {
    this.#shared.acquired.set(record.phone_number, record);
  }

  /** What was noted last of a number that this run acquired, once: whoever takes it need not ask Twilio. */
  takeAcquired(phoneNumber: string): NumberRecord | undefined {
    const { acquired } = this.#shared;
    const record = acquired.get(phoneNumber);
    acquired.delete(phoneNumber);
    return record;
  }

  /** Numbers that this process buys or has bought: no two resources may ask for the same one. */
  get reserved(): Set<string> {
    return this.#shared.reserved;
  }

  number(sid: string, signal?: AbortSignal): Promise<NumberRecord | undefined> {
    return this.#fetch<NumberRecord>(`read number ${sid}`, `IncomingPhoneNumbers/${sid}.json`, signal);
  }

  /** Buys. Never repeated here: the caller must look first whether it took effect. */
  buyNumber(form: Form, signal?: AbortSignal): Promise<NumberRecord> {
    const what = `buy ${form.PhoneNumber}`;
    const path = "IncomingPhoneNumbers.json";
    return this.#send<NumberRecord>({ what, method: "POST", path, form, repeatable: false, signal }).catch(
      (error: unknown) => {
        if (isAmbiguous(error)) this.#forgetListing();
        throw error;
      },
    );
  }

  updateNumber(sid: string, form: Form, signal?: AbortSignal): Promise<NumberRecord> {
    const what = `change number ${sid}`;
    this.forget(sid);
    return this.#send({
      what,
      method: "POST",
      path: `IncomingPhoneNumbers/${sid}.json`,
      form,
      repeatable: true,
      signal,
    });
  }

  /** Gives a number up, for good. Gone already is done. */
  releaseNumber(sid: string, signal?: AbortSignal): Promise<void> {
    return this.#delete(`release number ${sid}`, `IncomingPhoneNumbers/${sid}.json`, signal);
  }

  /** One page of numbers that can be bought: this list isn't paged by Twilio. */
  async availableNumbers(country: string, kind: string, query: Form, signal?: AbortSignal) {
    const path = `AvailablePhoneNumbers/${country}/${kind}.json`;
    const what = `search ${kind} numbers of ${country}`;
    const page = await this.#send<{ available_phone_numbers?: AvailableRecord[] }>({
      ...{ what, method: "GET", path, query, repeatable: true, signal },
    });
    return page.available_phone_numbers ?? [];
  }

  /** What an account has any number of: `client.collection<QueueRecord>({ path: "Queues", key: "queues", noun: "queue", signal })`. */
  collection<Record>(q: CollectionOptions): Collection<Record> {
    return new Collection<Record>(this.requests, q);
  }

  /** A product's API: `client.product("trunking", "v1").collection<TrunkRecord>({ path: "Trunks", key: "trunks", noun: "trunk", signal })`. */
  product(name: string, version: string) {
    const place = inProduct(name, version);
    return { collection: <Record>(q: CollectionOptions) => new Collection<Record>(this.requests, q, place) };
  }

  /** How requests are made, for what is no collection. */
  get requests(): Requests {
    return {
      send: (operation) => this.#send(operation),
      fetch: <T>(operation: Operation) => this.#send<T>(operation).catch(undefinedIfGone),
      list: <T>({ what, origin, path, query, signal }: Operation, key: string) =>
        this.#list<T>(what, path, key, query ?? {}, signal, origin),
    };
  }

  /** What an account has one of: `client.one<BalanceRecord>("read its balance", "Balance.json", signal)`. Undefined where there is none. */
  one<Record>(what: string, path: string, signal?: AbortSignal): Promise<Record | undefined> {
    return this.#fetch<Record>(what, path, signal);
  }

  async applications(
    filter: { FriendlyName?: string | undefined },
    signal?: AbortSignal,
  ): Promise<ApplicationRecord[]> {
    const what = "list its applications";
    const found = await this.#list<ApplicationRecord>(what, "Applications.json", "applications", filter, signal);
    if (filter.FriendlyName === undefined) this.saw("AP", found);
    return found;
  }

  #fetch<T>(what: string, path: string, signal?: AbortSignal): Promise<T | undefined> {
    return this.#send<T>({ what, method: "GET", path, repeatable: true, signal }).catch(undefinedIfGone);
  }

  async #delete(what: string, path: string, signal?: AbortSignal): Promise<void> {
    await this.#send({ what, method: "DELETE", path, repeatable: true, signal }).catch(undefinedIfGone);
  }

  async #list<T>(
    what: string,
    path: string,
    key: string,
    filter: Form,
    signal?: AbortSignal,
    origin = API,
  ): Promise<T[]> {
    const items: T[] = [];
    let next: string | null = `${this.#account(path)}?${encode({ ...filter, PageSize: PAGE_SIZE })}`;
    while (next) {
      const url: URL = new URL(next, origin);
      if (url.origin !== origin)
        throw new ProviderError("bad-page", `Twilio named a next page on another host: ${url.host}`);
      type Page = Record<string, T[]> & { next_page_uri?: string | null; meta?: { next_page_url: string | null } };
      const page: Page = await this.#request<Page>(url, { what, method: "GET", path, repeatable: true, signal });
      items.push(...(page[key] ?? []));
      next = (page.meta ? page.meta.next_page_url : page.next_page_uri) ?? null;
    }
    return items;
  }

  /** A path below the account; one that begins with a slash is a whole one. */
  #account(path: string): string {
    return path.startsWith("/") ? path : `/2010-04-01/Accounts/${this.accountSid}/${path}`;
  }

  #send<T>(operation: Operation): Promise<T> {
    const url = new URL(this.#account(operation.path), operation.origin ?? API);
    if (operation.query) url.search = encode(operation.query);
    return this.#request<T>(url, operation);
  }

  async #request<T>(url: URL, operation: Operation, pace = this.#shared.pace): Promise<T> {
    const { what, method, form, json, repeatable, signal } = operation;
    if (this.#readOnly && method !== "GET" && !operation.looks) {
      throw new ProviderError("read-only", `a call that only looks must not ${what}: this is a bug in the provider`);
    }
    const { signIns } = this.#shared;
    const policy = { judge: (error: unknown) => judge(error, repeatable), signal };
    return pace.request(policy, async () => {
      for (;;) {
        signal?.throwIfAborted();
        const signIn = await this.#signInFor(url);
        const answer = await this.#transport.send({
          ...{ method, url, credentials: `${signIn.user}:${signIn.password}`, fresh: !repeatable },
          ...(form && { body: encode(form) }),
          ...(json !== undefined && { body: JSON.stringify(json), json: true }),
          // A purchase on its way is not cut off: its answer says what was bought.
          ...(repeatable && { signal }),
        });
        this.#shared.time = answer.date;
        if (answer.status >= 200 && answer.status < 300) return answer.body as T;
        if (answer.status !== 401 || !signIns.refused(signIn)) {
          const { told } = this.#shared;
          throw errorFrom(answer.status, answer.body, this.#requesterOf(url), { what, path: url.pathname, told });
        }
        // Refused at the door, it had no effect: it may go again, whatever it is.
      }
    });
  }

  async #signInFor(url: URL): Promise<SignIn> {
    const { signIns } = this.#shared;
    if (url.origin === API) return signIns.main;
    return signIns.product(async () => {
      const what = `read the auth token of ${this.accountSid}, with which product ${url.hostname} is asked`;
      const path = `/2010-04-01/Accounts/${this.accountSid}.json`;
      const operation = { what, method: "GET", path, repeatable: true } as const;
      const account = await this.#request<{ auth_token: string }>(new URL(path, API), operation, this.#shared.ahead);
      return account.auth_token;
    });
  }
}

function undefinedIfGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

/** Form and query fields as Twilio wants them: a list is a repeated key. */
function encode(form: Form): string {
  const fields = new URLSearchParams();
  for (const [key, value] of Object.entries(form)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) fields.append(key, String(item));
  }
  return fields.toString();
}
