import { randomBytes } from "node:crypto";
import type { VoiceLimits } from "./network/exchange.ts";
import type { ConferenceRecord, ParticipantRecord, RecordingFields } from "./network/records.ts";
import { asDecided, type Unsettled } from "./unsettled.ts";
import type { Holding } from "./usage/meter.ts";

/** Fields as the API names them (snake_case); a field that isn't set is absent. Dates are Dates until they are shown. */
export type Fields = Record<string, unknown>;

export interface Resource extends Fields {
  readonly sid: string;
  readonly date_created: Date;
  date_updated: Date;
}

/** A kind of resource that a family of operations keeps: `const TRUNKS = kind<Trunk>("trunks")`, then `store.all(TRUNKS)`. */
export interface Kind<T extends Resource> {
  readonly name: string;
  /** Only carries the type. */
  readonly of?: T;
}
export const kind = <T extends Resource>(name: string): Kind<T> => ({ name });

export interface Account extends Resource {
  friendly_name: string;
  /** The primary one: webhooks are signed with it. */
  auth_token: string;
  /** Works for the API too, until it is deleted or promoted in the primary one's place. */
  secondary_auth_token?: string;
  /** Itself, or the parent of a subaccount. */
  owner_account_sid: string;
  status: "active" | "closed" | "suspended";
  /** Secrets of its API keys by SID (SK...); the keys themselves are {@link ApiKey}s. */
  readonly api_keys: Map<string, string>;
  /** What it may still spend, in US dollars; undefined for as much as it likes. Subaccounts spend their parent's. */
  readonly balance?: number;
  /** How many of its requests may be under way at once; more are turned away. */
  readonly concurrency?: number;
  /** What its calls may do. */
  readonly voice?: VoiceLimits;
  /** The same for subaccounts that are made below it, where that isn't as its own: what they inherit isn't documented. */
  readonly subaccount_voice?: VoiceLimits;
  /** Test credentials: magic numbers, nothing is really bought. https://www.twilio.com/docs/iam/test-credentials */
  readonly test: boolean;
}
/** An API key, Standard unless it is `main`. */
export interface ApiKey extends Resource {
  readonly account_sid: string;
  friendly_name: string;
  /** A Main key can do what the auth token can. https://www.twilio.com/docs/iam/api-keys */
  readonly main: boolean;
}
export interface Address extends Resource {
  readonly account_sid: string;
}
/** A number of somebody else's that the account may call from, and call while it is on trial. */
export interface CallerId extends Resource {
  readonly account_sid: string;
  readonly phone_number: string;
  friendly_name: string;
}
/** A number that is to become one: whoever answers it must type the code. */
export interface Validation {
  readonly account_sid: string;
  readonly phone_number: string;
  readonly friendly_name: string;
  readonly validation_code: string;
  readonly call_sid: string;
  readonly until: Date;
}
export interface UsageTrigger extends Resource {
  readonly account_sid: string;
  trigger_value: string;
  date_fired?: Date;
}
export type NumberType = "local" | "mobile" | "national" | "toll-free";
export interface IncomingNumber extends Resource {
  account_sid: string;
  readonly phone_number: string;
  friendly_name: string;
  readonly type: NumberType;
}
export interface Application extends Resource {
  readonly account_sid: string;
}
export interface Call extends Resource {
  readonly account_sid: string;
  status: string;
}

export type Recording = Resource & { -readonly [K in keyof RecordingFields]: RecordingFields[K] };
export type Conference = Resource & ConferenceRecord;
export type Participant = ParticipantRecord;

/** An entry of the error log. */
export interface LogEntry extends Resource {
  readonly account_sid: string;
  readonly call_sid: string;
  readonly code: number;
  readonly level: "error" | "warning";
  readonly message: string;
  readonly url?: string;
}

/** A call that waits in a queue. */
export interface QueueMember {
  readonly call_sid: string;
  readonly date_enqueued: Date;
}
export interface Queue extends Resource {
  readonly account_sid: string;
  friendly_name: string;
  max_size: number;
  /** First is at the front. */
  readonly members: QueueMember[];
}

/** One request that reached a path of the API. It never holds a body, a query or a header. */
export interface JournalEntry {
  readonly time: Date;
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  /** The account that the request is about, if its credentials were right. */
  account?: string;
  /** True for a POST or DELETE, whether or not it succeeded. */
  readonly mutating: boolean;
  /** HTTP status of the answer; undefined while it is under way, and where a fault dropped the connection. */
  status?: number;
}

const JOURNAL_ENTRIES = 50_000;

/** What {@link Store.save} gives. */
export interface SavedStore {
  readonly maps: Readonly<Record<string, Map<string, unknown>>>;
  /** SIDs in the order of their creation. */
  readonly order: readonly string[];
  readonly bought: number;
  readonly released: number;
}

/** Everything that the stand-in remembers. It lives as long as the process. */
export class Store {
  readonly accounts = new Map<string, Account>();
  readonly numbers = new Map<string, IncomingNumber>();
  /** Who held which number when, by its SID: also of numbers that are given up. */
  readonly holdings = new Map<string, Holding>();
  readonly applications = new Map<string, Application>();
  readonly keys = new Map<string, ApiKey>();
  readonly addresses = new Map<string, Address>();
  readonly callerIds = new Map<string, CallerId>();
  readonly validations = new Map<string, Validation>();
  readonly usageTriggers = new Map<string, UsageTrigger>();
  readonly calls = new Map<string, Call>();
  readonly queues = new Map<string, Queue>();
  readonly recordings = new Map<string, Recording>();
  readonly conferences = new Map<string, Conference>();
  readonly notifications = new Map<string, LogEntry>();
  /** What the families of operations keep, by the name of its kind. */
  readonly kinds = new Map<string, Map<string, Resource>>();
  readonly journal: JournalEntry[] = [];
  /**
   * Parameters that an operation ignores where they are empty, so that the old value stays: `UpdateApplication` -> `VoiceUrl`. None, unless a test
   * sets some: Twilio's documentation names none, and a provider's authors met some (docs/decisions/twilio-stand-in.md).
   */
  readonly keptWhenEmptied: Map<string, readonly string[]> = new Map();
  /** An update may empty every SID, also where no documentation says that this clears it. False, unless a test sets it. */
  sidsMayBeEmptied = false;
  /** What Twilio's documentation leaves open. */
  readonly unsettled: Unsettled = asDecided();
  /** Numbers bought through the API so far; seeded ones and repeats don't count. */
  bought = 0;
  /** Numbers released through the API so far. */
  released = 0;
  readonly clock: () => Date;
  readonly #ordinals = new Map<string, number>();
  readonly #holders = new Map<string, IncomingNumber>();

  constructor(clock: () => Date = () => new Date()) {
    this.clock = clock;
  }

  /** All resources of a kind, in the order in which they were made. */
  all<T extends Resource>({ name }: Kind<T>): Map<string, T> {
    const all = this.kinds.get(name) ?? new Map<string, Resource>();
    this.kinds.set(name, all);
    return all as Map<string, Resource> as Map<string, T>;
  }

  /** A SID and dates for something new. A given SID is kept. */
  stamp(prefix: string, sid = mintSid(prefix)): { sid: string; date_created: Date; date_updated: Date } {
    this.#ordinals.set(sid, this.#ordinals.size);
    return { sid, ...this.dates() };
  }

  /** The dates of something new. */
  dates(): { date_created: Date; date_updated: Date } {
    const now = this.clock();
    return { date_created: now, date_updated: now };
  }

  /** The place of a SID in the order of creation, kept when the resource is gone (a page link may still name it). */
  ordinal(sid: string): number | undefined {
    return this.#ordinals.get(sid);
  }

  /** Writes a request down. The journal keeps at least the last 50,000. */
  record(entry: JournalEntry): void {
    this.journal.push(entry);
    if (this.journal.length >= 2 * JOURNAL_ENTRIES) this.journal.splice(0, this.journal.length - JOURNAL_ENTRIES);
  }

  addNumber(number: IncomingNumber): void {
    this.numbers.set(number.sid, number);
    this.#holders.set(number.phone_number, number);
    const { phone_number, account_sid, date_created: since } = number;
    this.holdings.set(number.sid, { phone_number, since, accounts: [{ sid: account_sid, since }] });
  }

  /** Gives a number to another account. */
  moveNumber(number: IncomingNumber, accountSid: string): void {
    number.account_sid = accountSid;
    this.holdings.get(number.sid)?.accounts.push({ sid: accountSid, since: this.clock() });
  }

  removeNumber(number: IncomingNumber): void {
    const holding = this.holdings.get(number.sid);
    if (holding) holding.until = this.clock();
    this.numbers.delete(number.sid);
    this.#holders.delete(number.phone_number);
  }

  /** All that it holds now but the journal, to be put back with {@link restore}. */
  save(): SavedStore {
    const maps = Object.entries(this).filter(
      (entry): entry is [string, Map<string, unknown>] => entry[1] instanceof Map,
    );
    const { bought, released } = this;
    return { maps: structuredClone(Object.fromEntries(maps)), order: [...this.#ordinals.keys()], bought, released };
  }

  /** Everything is as it was when it was saved, here or in another process. SIDs that were minted since keep their place in the order. */
  restore({ maps, order, bought, released }: SavedStore): void {
    const known = [...order, ...this.#ordinals.keys()];
    this.#ordinals.clear();
    for (const sid of known) if (!this.#ordinals.has(sid)) this.#ordinals.set(sid, this.#ordinals.size);
    for (const [name, saved] of Object.entries(structuredClone(maps))) {
      const map = (this as unknown as Record<string, Map<string, unknown>>)[name]!;
      map.clear();
      for (const [key, value] of saved) map.set(key, value);
    }
    Object.assign(this, { bought, released });
    this.#holders.clear();
    for (const number of this.numbers.values()) this.#holders.set(number.phone_number, number);
  }

  /** Whoever holds the number, in any account. */
  holder(e164: string): IncomingNumber | undefined {
    return this.#holders.get(e164);
  }
}

/** A new auth token: 32 lower-case hexadecimal digits. */
export const mintSecret = (): string => randomBytes(16).toString("hex");

/** A new SID: two capitals that name the type and 32 lower-case hexadecimal digits. */
export const mintSid = (prefix: string): string => prefix + randomBytes(16).toString("hex");
