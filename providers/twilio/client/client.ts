import { ProviderError } from "../../kit/handler.ts";
import { Collection, type CollectionOptions, inProduct, type Requests } from "./collection.ts";
import { isAmbiguous, nameOf } from "./errors.ts";
import type { AvailableRecord, Form, NumberRecord } from "./records.ts";
import { AccountRequests } from "./requests.ts";
import { type Shared, sharedOf } from "./shared.ts";
import type { Credentials } from "./sign-in.ts";
import { Transport } from "./transport.ts";

/** The API calls that the resources need, in one account. Each throws TwilioError or ConnectionError. */
export class TwilioClient {
  /** Sends requests for which there is no method. */
  readonly requests: Requests;
  readonly #credentials: Credentials;
  readonly #transport: Transport;
  readonly #readOnly: boolean;
  readonly #shared: Shared;

  constructor(credentials: Credentials, transport: Transport, shared?: Shared, readOnly = false) {
    this.#credentials = credentials;
    this.#transport = transport;
    this.#readOnly = readOnly;
    this.#shared = shared ?? sharedOf(credentials, transport.origin);
    this.requests = new AccountRequests(credentials, transport, this.#shared, readOnly);
  }

  static fromEnvironment(credentials: Credentials, env: NodeJS.ProcessEnv = process.env): TwilioClient {
    return new TwilioClient(credentials, new Transport(env.AYBIZA_TWILIO_URL));
  }

  /** A read-only client of the same account. */
  readOnly(): TwilioClient {
    return new TwilioClient(this.#credentials, this.#transport, this.#shared, true);
  }

  /** A client of another account with the same credentials: a parent account's work for all its subaccounts. */
  at(accountSid: string): TwilioClient {
    if (accountSid === this.accountSid) return this;
    const { label: _, ...credentials } = this.#credentials;
    const other = { ...credentials, accountSid };
    return new TwilioClient(other, this.#transport, undefined, this.#readOnly);
  }

  /** A client of the same account with one of its auth tokens, since an API key has no access to the account itself. */
  signedInWith(authToken: string): TwilioClient {
    this.learnSecret(authToken);
    const { accountSid, label } = this.#credentials;
    const own = { accountSid, label, user: accountSid, password: authToken };
    return new TwilioClient(own, this.#transport, undefined, this.#readOnly);
  }

  /** The parent account, whose credentials this client has; undefined if they are the account's own. */
  get parentAccountSid(): string | undefined {
    return this.#credentials.parentAccountSid;
  }

  /** Time of the last answer, by Twilio's clock: this machine's may be wrong, and some decisions can't be undone. */
  get time(): Date {
    const { time } = this.#shared;
    if (time === undefined) throw new ProviderError("no-date", "Twilio's answer has no date. Run the command again");
    return time;
  }

  get accountSid(): string {
    return this.#credentials.accountSid;
  }

  /** Secrets to redact from all output: the credentials, and secrets from Twilio's answers. */
  get secretTexts(): readonly string[] {
    return this.#shared.signIns.secretTexts;
  }

  /** Notes a secret from Twilio's answers, such as a subaccount's token or a key's secret, to be redacted from all output. */
  learnSecret(text: string): void {
    this.#shared.signIns.learn(text);
  }

  /** `account AC... (label)`, for messages. */
  get name(): string {
    return nameOf(this.#credentials);
  }

  /** The account's numbers: all, or those that match Twilio's filters. */
  async numbers(filter: { PhoneNumber?: string | undefined; FriendlyName?: string | undefined }, signal?: AbortSignal) {
    const what = "list its phone numbers";
    const path = "IncomingPhoneNumbers.json";
    const operation = { what, method: "GET", path, query: filter, repeatable: true, signal } as const;
    const numbers = await this.requests.list<NumberRecord>(operation, "incoming_phone_numbers");
    if (Object.values(filter).every((value) => value === undefined)) {
      this.recordSnapshot("PN", numbers);
      this.#shared.listing ??= Promise.resolve(numbers);
    }
    return numbers;
  }

  /** Records a full list of objects whose SIDs have this prefix, so that resources can detect drift. */
  recordSnapshot(prefix: string, records: readonly { readonly sid: string }[]): void {
    const { snapshot } = this.#shared;
    for (const sid of [...snapshot.keys()]) if (sid.startsWith(prefix)) snapshot.delete(sid);
    for (const record of records) snapshot.set(record.sid, record);
  }

  /** An object's record in the last full list; undefined if there is none, or if this process has changed the object since. */
  snapshotOf<T>(sid: string): T | undefined {
    return this.#shared.snapshot.get(sid) as T | undefined;
  }

  /** Discards an object's record, since this process changes the object. */
  forget(sid: string): void {
    const { snapshot, acquired } = this.#shared;
    snapshot.delete(sid);
    for (const [number, record] of acquired) if (record.sid === sid) acquired.delete(number);
  }

  /** Records the incarnation of a resource that this run's program declares. */
  claim(urn: string, incarnation: string | undefined): void {
    this.#shared.claims.set(urn, incarnation);
  }

  /** Whether the program declares a later incarnation of the resource than this one. */
  isSucceeded(urn: string, incarnation: string | undefined): boolean {
    const claimed = this.#shared.claims.get(urn);
    return claimed !== undefined && claimed !== incarnation;
  }

  /**
   * All numbers as of the run's first full list, which shows what earlier runs bought. All callers share it. After a purchase with an unknown
   * outcome, they are listed again.
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

  /** A value that the resources of one run share under a key, made on first use. */
  ofRun<T>(key: string, make: () => T): T {
    const { ofRun } = this.#shared;
    if (!ofRun.has(key)) ofRun.set(key, make());
    return ofRun.get(key) as T;
  }

  /** Records Twilio's answer about a number that this run acquired. */
  noteAcquired(record: NumberRecord): void {
    this.#shared.acquired.set(record.phone_number, record);
  }

  /** Returns and discards the last answer about a number that this run acquired, which saves a request. */
  takeAcquired(phoneNumber: string): NumberRecord | undefined {
    const { acquired } = this.#shared;
    const record = acquired.get(phoneNumber);
    acquired.delete(phoneNumber);
    return record;
  }

  /** Numbers that this process buys or has bought. No two resources may buy the same one. */
  get reserved(): Set<string> {
    return this.#shared.reserved;
  }

  number(sid: string, signal?: AbortSignal): Promise<NumberRecord | undefined> {
    return this.one<NumberRecord>(`read number ${sid}`, `IncomingPhoneNumbers/${sid}.json`, signal);
  }

  /** Buys a number. Never retried automatically: the caller must look first whether it took effect. */
  buyNumber(form: Form, signal?: AbortSignal): Promise<NumberRecord> {
    const what = `buy ${form.PhoneNumber}`;
    const path = "IncomingPhoneNumbers.json";
    return this.requests
      .send<NumberRecord>({ what, method: "POST", path, form, repeatable: false, signal })
      .catch((error: unknown) => {
        if (isAmbiguous(error)) this.#forgetListing();
        throw error;
      });
  }

  updateNumber(sid: string, form: Form, signal?: AbortSignal): Promise<NumberRecord> {
    const what = `change number ${sid}`;
    this.forget(sid);
    return this.requests.send({
      what,
      method: "POST",
      path: `IncomingPhoneNumbers/${sid}.json`,
      form,
      repeatable: true,
      signal,
    });
  }

  /** Releases a number, for good. Succeeds if it is gone already. */
  async releaseNumber(sid: string, signal?: AbortSignal): Promise<void> {
    const operation = { what: `release number ${sid}`, path: `IncomingPhoneNumbers/${sid}.json`, signal };
    await this.requests.fetch({ ...operation, method: "DELETE", repeatable: true });
  }

  /** Numbers for sale: one page, since Twilio doesn't page this list. */
  async availableNumbers(country: string, kind: string, query: Form, signal?: AbortSignal) {
    const path = `AvailablePhoneNumbers/${country}/${kind}.json`;
    const what = `search ${kind} numbers of ${country}`;
    const page = await this.requests.send<{ available_phone_numbers?: AvailableRecord[] }>({
      ...{ what, method: "GET", path, query, repeatable: true, signal },
    });
    return page.available_phone_numbers ?? [];
  }

  /** The objects of one type: `client.collection<QueueRecord>({ path: "Queues", key: "queues", noun: "queue", signal })`. */
  collection<Record>(q: CollectionOptions): Collection<Record> {
    return new Collection<Record>(this.requests, q);
  }

  /** A product's API: `client.product("trunking", "v1").collection<TrunkRecord>({ path: "Trunks", key: "trunks", noun: "trunk", signal })`. */
  product(name: string, version: string) {
    const endpoint = inProduct(name, version);
    return { collection: <Record>(q: CollectionOptions) => new Collection<Record>(this.requests, q, endpoint) };
  }

  /** An object of which an account has one: `client.one<BalanceRecord>("read its balance", "Balance.json", signal)`. Undefined on 404. */
  one<Record>(what: string, path: string, signal?: AbortSignal): Promise<Record | undefined> {
    return this.requests.fetch<Record>({ what, method: "GET", path, repeatable: true, signal });
  }
}
