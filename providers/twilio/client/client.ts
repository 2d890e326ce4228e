import { ProviderError } from "../../kit/handler.ts";
import { Collection, type CollectionOptions, inProduct, type Requests } from "./collection.ts";
import { isAmbiguous, nameOf } from "./errors.ts";
import type { AvailableRecord, Form, NumberRecord } from "./records.ts";
import { AccountRequests } from "./requests.ts";
import { type Shared, sharedOf } from "./shared.ts";
import type { Credentials } from "./sign-in.ts";
import { Transport } from "./transport.ts";

/** A client with the API calls that the resources need, for one account. Each call throws TwilioError or ConnectionError. */
export class TwilioClient {
  /** Sends requests for which this class has no method. */
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

  /** Returns a read-only client of the same account. */
  readOnly(): TwilioClient {
    return new TwilioClient(this.#credentials, this.#transport, this.#shared, true);
  }

  /** Returns a client of another account with the same credentials: a parent account's credentials work for all its subaccounts. */
  at(accountSid: string): TwilioClient {
    if (accountSid === this.accountSid) return this;
    const { label: _, ...credentials } = this.#credentials;
    const other = { ...credentials, accountSid };
    return new TwilioClient(other, this.#transport, undefined, this.#readOnly);
  }

  /** Returns a client of the same account with an auth token, because an API key can't read the account's own record. */
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

  /** Time of Twilio's last response, by Twilio's clock: this machine's clock may be wrong, and a release decided by it can't be undone. */
  get time(): Date {
    const { time } = this.#shared;
    if (time === undefined) throw new ProviderError("no-date", "Twilio's answer has no date. Run the command again");
    return time;
  }

  get accountSid(): string {
    return this.#credentials.accountSid;
  }

  /** Secrets to redact from all output: the credentials, and secrets from Twilio's responses. */
  get secretTexts(): readonly string[] {
    return this.#shared.signIns.secretTexts;
  }

  /** Records a secret from Twilio's responses, such as a subaccount's token or a key's secret, to redact it from all output. */
  learnSecret(text: string): void {
    this.#shared.signIns.learn(text);
  }

  /** The account's name in messages: `account AC... (label)`. */
  get name(): string {
    return nameOf(this.#credentials);
  }

  /** Lists the account's numbers: all, or those that match Twilio's filters. */
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

  /** Records a full list of the objects with this SID prefix, so that resources can detect drift. */
  recordSnapshot(prefix: string, records: readonly { readonly sid: string }[]): void {
    const { snapshot } = this.#shared;
    for (const sid of [...snapshot.keys()]) if (sid.startsWith(prefix)) snapshot.delete(sid);
    for (const record of records) snapshot.set(record.sid, record);
  }

  /** Returns an object's record from the last full list; undefined if there is no record, or if this process changed the object afterwards. */
  snapshotOf<T>(sid: string): T | undefined {
    return this.#shared.snapshot.get(sid) as T | undefined;
  }

  /** Discards an object's recorded data, because this process changes the object. */
  forget(sid: string): void {
    const { snapshot, acquired } = this.#shared;
    snapshot.delete(sid);
    for (const [number, record] of acquired) if (record.sid === sid) acquired.delete(number);
  }

  /** Records the incarnation (id of one create) of a resource that this run's program declares. */
  claim(urn: string, incarnation: string | undefined): void {
    this.#shared.claims.set(urn, incarnation);
  }

  /** Tells whether the program declares another incarnation of the resource than this one: its replacement. */
  isSucceeded(urn: string, incarnation: string | undefined): boolean {
    const claimed = this.#shared.claims.get(urn);
    return claimed !== undefined && claimed !== incarnation;
  }

  /**
   * Returns the numbers in the run's first full list, which shows what earlier runs bought. All callers share the list. After a purchase with an
   * unknown outcome, the numbers are listed again.
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

  /** Returns the value that the resources of one run share under a key, made on first use. */
  ofRun<T>(key: string, make: () => T): T {
    const { ofRun } = this.#shared;
    if (!ofRun.has(key)) ofRun.set(key, make());
    return ofRun.get(key) as T;
  }

  /** Records Twilio's response about a number that this run acquired. */
  noteAcquired(record: NumberRecord): void {
    this.#shared.acquired.set(record.phone_number, record);
  }

  /** Returns and discards Twilio's last response about a number that this run acquired, which saves a request. */
  takeAcquired(phoneNumber: string): NumberRecord | undefined {
    const { acquired } = this.#shared;
    const record = acquired.get(phoneNumber);
    acquired.delete(phoneNumber);
    return record;
  }

  /** Numbers that this process is buying or has bought, so that no two resources buy the same one. */
  get reserved(): Set<string> {
    return this.#shared.reserved;
  }

  number(sid: string, signal?: AbortSignal): Promise<NumberRecord | undefined> {
    return this.one<NumberRecord>(`read number ${sid}`, `IncomingPhoneNumbers/${sid}.json`, signal);
  }

  /** Buys a number. Never retries automatically: before a retry, the caller must check whether the purchase took effect. */
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

  /** Releases a number permanently. Succeeds if the account doesn't have it any more. */
  async releaseNumber(sid: string, signal?: AbortSignal): Promise<void> {
    const operation = { what: `release number ${sid}`, path: `IncomingPhoneNumbers/${sid}.json`, signal };
    await this.requests.fetch({ ...operation, method: "DELETE", repeatable: true });
  }

  /** Lists numbers for sale: one page, because Twilio doesn't paginate this list. */
  async availableNumbers(country: string, kind: string, query: Form, signal?: AbortSignal) {
    const path = `AvailablePhoneNumbers/${country}/${kind}.json`;
    const what = `search ${kind} numbers of ${country}`;
    const page = await this.requests.send<{ available_phone_numbers?: AvailableRecord[] }>({
      ...{ what, method: "GET", path, query, repeatable: true, signal },
    });
    return page.available_phone_numbers ?? [];
  }

  /** Returns the collection of one type of objects: `client.collection<QueueRecord>({ path: "Queues", key: "queues", noun: "queue", signal })`. */
  collection<Record>(q: CollectionOptions): Collection<Record> {
    return new Collection<Record>(this.requests, q);
  }

  /**
   * Returns the API of a product:
   * `client.product("trunking", "v1").collection<TrunkRecord>({ path: "Trunks", key: "trunks", noun: "trunk", signal })`.
   */
  product(name: string, version: string) {
    const endpoint = inProduct(name, version);
    return { collection: <Record>(q: CollectionOptions) => new Collection<Record>(this.requests, q, endpoint) };
  }

  /**
   * Reads an object of which an account has exactly one: `client.one<BalanceRecord>("read its balance", "Balance.json", signal)`. Undefined on 404.
   */
  one<Record>(what: string, path: string, signal?: AbortSignal): Promise<Record | undefined> {
    return this.requests.fetch<Record>({ what, method: "GET", path, repeatable: true, signal });
  }
}
