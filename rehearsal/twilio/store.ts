import { randomBytes } from "node:crypto";
import type { VoiceLimits } from "./network/exchange.ts";
import type { ConferenceRecord, ParticipantRecord, RecordingFields } from "./network/records.ts";
import { asDecided, type Unsettled } from "./unsettled.ts";

/** Fields as the API names them (snake_case); an unset field is absent. Dates are Dates until an answer formats them. */
export type Fields = Record<string, unknown>;

export interface Resource extends Fields {
  readonly sid: string;
  readonly date_created: Date;
  date_updated: Date;
}

/** A typed key for one kind of resource: `const TRUNKS = kind<Trunk>("trunks")`, then `store.all(TRUNKS)`. */
export interface Kind<T extends Resource> {
  readonly name: string;
  /** Never set: only carries the type parameter. */
  readonly of?: T;
}
export const kind = <T extends Resource>(name: string): Kind<T> => ({ name });

export interface Account extends Resource {
  friendly_name: string;
  /** The primary auth token: webhooks are signed with it. */
  auth_token: string;
  /** Also valid for the API, until it is deleted or promoted to primary. */
  secondary_auth_token?: string;
  /** SID of the parent account for a subaccount, otherwise the account's own SID. */
  owner_account_sid: string;
  status: "active" | "closed" | "suspended";
  /** Secrets of its API keys by SID (SK...); the keys themselves are {@link ApiKey}s. */
  readonly api_keys: Map<string, string>;
  /** Funds in US dollars, before usage is deducted; undefined for unlimited. Subaccounts use their parent's funds. */
  readonly balance?: number;
  /** Limit of concurrent requests; further ones get 429. */
  readonly concurrency?: number;
  /** Limits of the account's calls. */
  readonly voice?: VoiceLimits;
  /** Limits of the account's new subaccounts. Twilio doesn't document what they inherit. @default the account's own */
  readonly subaccount_voice?: VoiceLimits;
  /** Test credentials: magic numbers, and nothing is bought. https://www.twilio.com/docs/iam/test-credentials */
  readonly test: boolean;
}
/** An API key: a Main key if `main` is true, else a Standard key. */
export interface ApiKey extends Resource {
  readonly account_sid: string;
  friendly_name: string;
  /** A Main key has the rights of the auth token. https://www.twilio.com/docs/iam/api-keys */
  readonly main: boolean;
}
export interface Address extends Resource {
  readonly account_sid: string;
}
/** A verified caller ID: a number of another owner that the account may call from, and call during a trial. */
export interface CallerId extends Resource {
  readonly account_sid: string;
  readonly phone_number: string;
  friendly_name: string;
}
/** A caller ID under verification: the person who answers the number must type the code. */
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
/** The period from a number's purchase to its release, and the accounts that had it. */
export interface Holding {
  readonly phone_number: string;
  readonly since: Date;
  until?: Date;
  /** The accounts that had the number, oldest first. */
  readonly accounts: { readonly sid: string; readonly since: Date }[];
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
  /** Waiting calls; the first one is next. */
  readonly members: QueueMember[];
}

/** One request to the API, without body, query and headers. */
export interface JournalEntry {
  readonly time: Date;
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  /** The account that the request acts on, if its credentials are valid. */
  account?: string;
  /** True for a POST or DELETE, whether or not it succeeded. */
  readonly mutating: boolean;
  /** HTTP status of the answer; undefined before the answer, and after a fault that dropped the connection. */
  status?: number;
}

const JOURNAL_ENTRIES = 50_000;

/** A snapshot by {@link Store.save}. */
export interface SavedStore {
  readonly maps: Readonly<Record<string, Map<string, unknown>>>;
  /** SIDs in the order of their creation. */
  readonly order: readonly string[];
  readonly bought: number;
  readonly released: number;
}

/** The stand-in's whole state, in memory. */
export class Store {
  readonly accounts = new Map<string, Account>();
  readonly numbers = new Map<string, IncomingNumber>();
  /** Periods in which accounts had numbers, by the number's SID, including released numbers. */
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
  /** Resources by SID, by the name of their {@link Kind}. */
  readonly kinds = new Map<string, Map<string, Resource>>();
  readonly journal: JournalEntry[] = [];
  /**
   * Parameters that an operation ignores if they are empty, so that the old value stays: `UpdateApplication` -> `VoiceUrl`.
   * Only tests add some: Twilio documents none, but the authors of a provider reported some (docs/decisions/twilio-stand-in.md).
   */
  readonly keptWhenEmptied: Map<string, readonly string[]> = new Map();
  /** The stand-in's behaviour where Twilio's documentation doesn't specify one. */
  readonly unsettled: Unsettled = asDecided();
  /** Count of numbers bought through the API so far, without seeded ones and repeated requests. */
  bought = 0;
  /** Count of numbers released through the API so far. */
  released = 0;
  readonly clock: () => Date;
  readonly #ordinals = new Map<string, number>();
  readonly #holders = new Map<string, IncomingNumber>();

  constructor(clock: () => Date = () => new Date()) {
    this.clock = clock;
  }

  /** Returns all resources of a kind by SID, in order of creation. */
  all<T extends Resource>({ name }: Kind<T>): Map<string, T> {
    const all = this.kinds.get(name) ?? new Map<string, Resource>();
    this.kinds.set(name, all);
    return all as Map<string, Resource> as Map<string, T>;
  }

  /** Returns the SID (a new one unless passed) and dates of a new resource. */
  stamp(prefix: string, sid = mintSid(prefix)): { sid: string; date_created: Date; date_updated: Date } {
    this.#ordinals.set(sid, this.#ordinals.size);
    return { sid, ...this.dates() };
  }

  /** Returns the dates of a new resource. */
  dates(): { date_created: Date; date_updated: Date } {
    const now = this.clock();
    return { date_created: now, date_updated: now };
  }

  /** Returns a SID's rank in the order of creation. Deleted resources keep their rank, since page links can still name them. */
  ordinal(sid: string): number | undefined {
    return this.#ordinals.get(sid);
  }

  /** Adds a request to the journal, which keeps at least the last 50,000. */
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

  /** Moves a number to another account. */
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

  /** Returns a snapshot of the whole state without the journal, for {@link restore}. */
  save(): SavedStore {
    const maps = Object.entries(this).filter(
      (entry): entry is [string, Map<string, unknown>] => entry[1] instanceof Map,
    );
    const { bought, released } = this;
    return { maps: structuredClone(Object.fromEntries(maps)), order: [...this.#ordinals.keys()], bought, released };
  }

  /** Restores a snapshot of this or another process. SIDs minted since keep their rank. */
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

  /** Returns the resource of a number (E.164) in any account; undefined if no account has it. */
  holder(e164: string): IncomingNumber | undefined {
    return this.#holders.get(e164);
  }
}

/** Creates an auth token: 32 lower-case hexadecimal digits. */
export const mintSecret = (): string => randomBytes(16).toString("hex");

/** Creates a SID: two capitals for the type, and 32 lower-case hexadecimal digits. */
export const mintSid = (prefix: string): string => prefix + randomBytes(16).toString("hex");
