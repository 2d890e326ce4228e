import type * as pulumi from "@pulumi/pulumi";

/** Monthly price of the number when it was acquired. */
export interface LedgerPrice {
  /** Amount, as decimal text. */
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** Kind of the number, where the buyer knows it. */
export interface LedgerKind {
  /** ISO 3166-1 code. */
  readonly country: string;
  /** Type of the number. One of `local`, `mobile`, `toll-free`, `national`. */
  readonly type: string;
}

/** Keeps the number's ledger in the same table. A write or removal of the route that changes the number's tenant, agent or quarantine adds an entry in the same transaction. Entries are never changed or deleted. */
export interface RouteLedger {
  /** How the tenant got the number: the ledger's first entry. One of `bought`, `adopted`, `transferred`. */
  readonly acquired: string;
  /** The tenant that transferred the number. */
  readonly from?: string;
  /** The tenant that gets the number when this route is removed: the removal is then a transfer, not a release or a hand-back. */
  readonly to?: string;
  /** Monthly price of the number when it was acquired. */
  readonly monthly?: LedgerPrice;
  /** Kind of the number, where the buyer knows it. */
  readonly kind?: LedgerKind;
}

/** The key of an item, or of a partition. */
export interface ItemKey {
  /** Partition key. */
  readonly pk: string;
  /** Sort key. Without it, all items of the partition are read. */
  readonly sk?: string;
}

/** Monthly price of the number when it was acquired. */
export interface LedgerPriceArgs {
  /** Amount, as decimal text. */
  readonly amount: pulumi.Input<string>;
  /** ISO 4217 code. */
  readonly currency: pulumi.Input<string>;
}

/** Kind of the number, where the buyer knows it. */
export interface LedgerKindArgs {
  /** ISO 3166-1 code. */
  readonly country: pulumi.Input<string>;
  /** Type of the number. One of `local`, `mobile`, `toll-free`, `national`. */
  readonly type: pulumi.Input<string>;
}

/** Keeps the number's ledger in the same table. A write or removal of the route that changes the number's tenant, agent or quarantine adds an entry in the same transaction. Entries are never changed or deleted. */
export interface RouteLedgerArgs {
  /** How the tenant got the number: the ledger's first entry. One of `bought`, `adopted`, `transferred`. */
  readonly acquired: pulumi.Input<string>;
  /** The tenant that transferred the number. */
  readonly from?: pulumi.Input<string>;
  /** The tenant that gets the number when this route is removed: the removal is then a transfer, not a release or a hand-back. */
  readonly to?: pulumi.Input<string>;
  /** Monthly price of the number when it was acquired. */
  readonly monthly?: pulumi.Input<LedgerPriceArgs>;
  /** Kind of the number, where the buyer knows it. */
  readonly kind?: pulumi.Input<LedgerKindArgs>;
}

/** The key of an item, or of a partition. */
export interface ItemKeyArgs {
  /** Partition key. */
  readonly pk: pulumi.Input<string>;
  /** Sort key. Without it, all items of the partition are read. */
  readonly sk?: pulumi.Input<string>;
}
