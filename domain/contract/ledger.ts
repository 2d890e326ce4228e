/** The ledger of a number, in a region's routes table. Package `aybiza` writes it with the number's route; `aybiza ledger` reads it. */

/** What happened to a number. The receiving tenant's update writes `transferred`; for a number that leaves our tenants, the giving tenant's does. */
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

/** How a tenant got a number. */
export type Acquired = "bought" | "adopted" | "transferred";

/** The deployment that made a change. */
export interface LedgerUpdate {
  readonly stack: string;
  /** The deployed commit, if known. */
  readonly commit?: string;
  /** Whether the deployed files differed from that commit; absent if they couldn't be compared. */
  readonly dirty?: boolean;
  /** The pipeline's run, if a pipeline deployed. */
  readonly run?: string;
}

/** An amount of money. A decimal text, because binary fractions are inexact. */
export interface LedgerPrice {
  readonly amount: string;
  readonly currency: string;
}

/** A number's kind, on which its price depends: its country (ISO 3166-1 alpha-2), and `local`, `mobile`, `toll-free` or `national`. */
export interface LedgerKind {
  readonly country: string;
  readonly type: string;
}

/** One entry: the number's whole state after the event, so that the next entry is derived from it alone. */
export interface LedgerEntry {
  readonly schema: 1;
  /** E.164. */
  readonly number: string;
  readonly event: LedgerEvent;
  /** ISO 8601, by the deploying machine's clock. */
  readonly at: string;
  /** Who deployed. */
  readonly by: string;
  readonly update: LedgerUpdate;
  readonly tenant: string;
  readonly connection: string;
  readonly acquired: Acquired;
  readonly state: "active" | "quarantined" | "gone";
  readonly agent: string;
  /** Of a transferred number: the tenant that had it before, or has it next. */
  readonly from?: string;
  readonly to?: string;
  /** Its monthly price by the region's file at the time of the event. */
  readonly monthly?: LedgerPrice;
  /** Its kind, if the tenant's file names it. The digits alone don't always tell. */
  readonly kind?: LedgerKind;
}

/** Keys of a number's entries, in order. */
export const ledgerKeys = {
  pk: (number: string) => `${LEDGER_PREFIX}${number}`,
  sk: (sequence: number) => String(sequence).padStart(8, "0"),
} as const;

/** Prefix of the partition keys of all ledgers. */
export const LEDGER_PREFIX = "ledger#";
