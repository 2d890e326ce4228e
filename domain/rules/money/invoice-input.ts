import type { ConnectionType } from "../../config/connection-traits.ts";
import type { Pricing } from "../../config/pricing.ts";
import type { HeldNumber } from "./held.ts";
import type { Month } from "./month.ts";
import type { CarrierUsage } from "./reconcile.ts";
import type { BilledCall } from "./usage.ts";

/** The carrier's usage records of a connection and month, or why they can't be read. */
export type CarrierAnswer = CarrierUsage | { readonly unread: string };

/** Input of an invoice. */
export interface InvoiceInput {
  readonly region: { readonly id: string; readonly pricing: Pricing; readonly callRetentionDays: number };
  readonly tenant: { readonly id: string; readonly name: string };
  /** The connections of the tenant's file, by name. */
  readonly connections: Readonly<Record<string, { readonly type: ConnectionType }>>;
  readonly month: Month;
  readonly now: Date;
  /** Whether calls, numbers or usage records come from a rehearsal. */
  readonly isRehearsal: boolean;
  readonly held: readonly HeldNumber[];
  readonly calls: readonly BilledCall[];
  /** Usage records by connection. A connection without an entry isn't compared. */
  readonly carriers: Readonly<Record<string, CarrierAnswer>>;
}
