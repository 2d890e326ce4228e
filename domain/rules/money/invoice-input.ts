import type { ConnectionType } from "../../config/connection-traits.ts";
import type { Pricing } from "../../config/pricing.ts";
import type { HeldNumber } from "./held.ts";
import type { Month } from "./month.ts";
import type { CarrierUsage } from "./reconcile.ts";
import type { BilledCall } from "./usage.ts";

/** What the carrier of a connection says of the month, or why it can't be asked. */
export type CarrierAnswer = CarrierUsage | { readonly unread: string };

/** All that an invoice is made of. */
export interface InvoiceInput {
  readonly region: { readonly id: string; readonly pricing: Pricing; readonly callRetentionDays: number };
  readonly tenant: { readonly id: string; readonly name: string };
  /** The connections of the tenant's file, by name. */
  readonly connections: Readonly<Record<string, { readonly type: ConnectionType }>>;
  readonly month: Month;
  readonly now: Date;
  /** Whether calls, numbers or the carrier's count come from a rehearsal. */
  readonly isRehearsal: boolean;
  readonly held: readonly HeldNumber[];
  readonly calls: readonly BilledCall[];
  /** By connection; where nothing is said of one, its carrier wasn't asked. */
  readonly carriers: Readonly<Record<string, CarrierAnswer>>;
}
