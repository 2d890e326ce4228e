/** The history of a number in a region's routes table: written by package `aybiza` with the number's route, read by `aybiza ledger`. */

/** What happened to a number. `transferred` is written by who receives it, or, where it leaves our tenants, by who gives it. */
export const EVENTS = [
  "bought",
  "adopted",
  "transferred",
  "assigned",
  "quarantined",
  "released",
  "handed-back",
] as const;
export type LedgerEvent = (typeof EVENTS)[number];

/** How a number came to its tenant. */
export type Acquired = "bought" | "adopted" | "transferred";

/** Which run of which deployment made a change. */
export interface LedgerUpdate {
  readonly stack: string;
  /** The commit that was deployed, where it is known. */
  readonly commit?: string;
  /** Whether the files that were deployed differed from that commit; absent where they couldn't be compared with it. */
  readonly dirty?: boolean;
  /** The pipeline's run, where there is one. */
  readonly run?: string;
}

/** An amount of money: a decimal text, since a binary fraction isn't exact. */
export interface LedgerPrice {
  readonly amount: string;
  readonly currency: string;
}

/** What kind of number it is: its country (ISO 3166-1), and `local`, `mobile`, `toll-free` or `national`. Prices depend on it. */
export interface LedgerKind {
  readonly country: string;
  readonly type: string;
}

/** One entry. An entry says the whole standing of the number after it, so that the next one is told from it alone. */
export interface LedgerEntry {
  readonly schema: 1;
  /** E.164. */
  readonly number: string;
  readonly event: LedgerEvent;
  /** ISO 8601, by the clock of the machine that deployed. */
  readonly at: string;
  /** Who deployed. */
  readonly by: string;
  readonly update: LedgerUpdate;
  readonly tenant: string;
  readonly connection: string;
  readonly acquired: Acquired;
  readonly state: "active" | "quarantined" | "gone";
  readonly agent: string;
  /** Who had it before, or who has it next, of one that was transferred. */
  readonly from?: string;
  readonly to?: string;
  /** What it costs each month, as the region's file said when it came. */
  readonly monthly?: LedgerPrice;
  /** Its kind, where the file that asked for it says so: who bought it knows better than its digits do. */
  readonly kind?: LedgerKind;
}

/** Keys of the ledger: the entries of a number, in order. */
export const ledgerKeys = {
  pk: (number: string) => `${LEDGER_PREFIX}${number}`,
  sk: (sequence: number) => String(sequence).padStart(8, "0"),
} as const;

/** The partition keys of all ledgers begin with it. */
export const LEDGER_PREFIX = "ledger#";
