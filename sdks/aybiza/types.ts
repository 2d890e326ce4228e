import type * as pulumi from "@pulumi/pulumi";

/** What the number costs each month when it comes. */
export interface LedgerPrice {
  /** Amount, as decimal text. */
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** What kind of number it is, where who bought it knows. */
export interface LedgerKind {
  /** ISO 3166-1 code. */
  readonly country: string;
  /** Type of the number. One of `local`, `mobile`, `toll-free`, `national`. */
  readonly type: string;
}

/** Keeps the number's ledger in the same table: each write or removal of the route that changes who has the number, which agent answers or whether it is in quarantine writes its entry in the same transaction. Entries are never changed or deleted. */
export interface RouteLedger {
  /** How the number came to the tenant: the first entry. One of `bought`, `adopted`, `transferred`. */
  readonly acquired: string;
  /** Who had a number that was transferred. */
  readonly from?: string;
  /** Who gets the number when this route is removed: the removal then is a transfer, not a release or a hand-back. */
  readonly to?: string;
  /** What the number costs each month when it comes. */
  readonly monthly?: LedgerPrice;
  /** What kind of number it is, where who bought it knows. */
  readonly kind?: LedgerKind;
}

/** The key of an item, or of a partition. */
export interface ItemKey {
  /** Partition key. */
  readonly pk: string;
  /** Sort key. Without it, all items of the partition are looked at. */
  readonly sk?: string;
}

/** What the number costs each month when it comes. */
export interface LedgerPriceArgs {
  /** Amount, as decimal text. */
  readonly amount: pulumi.Input<string>;
  /** ISO 4217 code. */
  readonly currency: pulumi.Input<string>;
}

/** What kind of number it is, where who bought it knows. */
export interface LedgerKindArgs {
  /** ISO 3166-1 code. */
  readonly country: pulumi.Input<string>;
  /** Type of the number. One of `local`, `mobile`, `toll-free`, `national`. */
  readonly type: pulumi.Input<string>;
}

/** Keeps the number's ledger in the same table: each write or removal of the route that changes who has the number, which agent answers or whether it is in quarantine writes its entry in the same transaction. Entries are never changed or deleted. */
export interface RouteLedgerArgs {
  /** How the number came to the tenant: the first entry. One of `bought`, `adopted`, `transferred`. */
  readonly acquired: pulumi.Input<string>;
  /** Who had a number that was transferred. */
  readonly from?: pulumi.Input<string>;
  /** Who gets the number when this route is removed: the removal then is a transfer, not a release or a hand-back. */
  readonly to?: pulumi.Input<string>;
  /** What the number costs each month when it comes. */
  readonly monthly?: pulumi.Input<LedgerPriceArgs>;
  /** What kind of number it is, where who bought it knows. */
  readonly kind?: pulumi.Input<LedgerKindArgs>;
}

/** The key of an item, or of a partition. */
export interface ItemKeyArgs {
  /** Partition key. */
  readonly pk: pulumi.Input<string>;
  /** Sort key. Without it, all items of the partition are looked at. */
  readonly sk?: pulumi.Input<string>;
}
