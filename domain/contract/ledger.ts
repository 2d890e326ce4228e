import { z } from "zod";

/** The ledger of a number, in a region's routes table. The provider `aybiza` writes it with the number's route; `./aybiza ledger` reads it. */

/** What happened to a number. `transferred` is written by the receiving tenant's update, or the giving tenant's if no tenant of ours receives it. */
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
export const ACQUIRED = ["bought", "adopted", "transferred"] as const;
export type Acquired = (typeof ACQUIRED)[number];

const text = z.string().optional();

/** The deployment that made a change. */
const updateSchema = z.object({
  stack: z.string(),
  /** The deployed commit, if known. */
  commit: text,
  /** Whether the deployed files differed from that commit; absent if they couldn't be compared. */
  dirty: z.boolean().optional(),
  /** The pipeline's run, if a pipeline deployed. */
  run: text,
});
export type LedgerUpdate = Readonly<z.output<typeof updateSchema>>;

/** An amount of money. A decimal text, because binary fractions are inexact. */
const priceSchema = z.object({ amount: z.string(), currency: z.string() });
export type LedgerPrice = Readonly<z.output<typeof priceSchema>>;

/** A number's kind, on which its price depends: its country (ISO 3166-1 alpha-2), and `local`, `mobile`, `toll-free` or `national`. */
const kindSchema = z.object({ country: z.string(), type: z.string() });
export type LedgerKind = Readonly<z.output<typeof kindSchema>>;

/** One entry: the number's whole state after the event, so that the next entry is derived from it alone. */
export const ledgerEntrySchema = z.object({
  schema: z.literal(1),
  /** E.164. */
  number: z.string(),
  event: z.enum(EVENTS),
  /** ISO 8601, by the deploying machine's clock. */
  at: z.iso.datetime(),
  /** The deployment that wrote this entry. */
  by: z.string(),
  update: updateSchema,
  tenant: z.string(),
  connection: z.string(),
  acquired: z.enum(ACQUIRED),
  state: z.enum(["active", "quarantined", "gone"]),
  agent: z.string(),
  /** For a transferred number: the tenant that had it before, or the tenant that gets it. */
  from: text,
  to: text,
  /** The number's monthly price in the region's file at the time of the event. */
  monthly: priceSchema.optional(),
  /** The number's kind, if the tenant's file names it. The digits alone don't always determine it. */
  kind: kindSchema.optional(),
});
export type LedgerEntry = Readonly<z.output<typeof ledgerEntrySchema>>;

/** Keys of a number's entries, in order. */
export const ledgerKeys = {
  pk: (number: string) => `${LEDGER_PREFIX}${number}`,
  sk: (sequence: number) => String(sequence).padStart(8, "0"),
} as const;

/** Prefix of the partition keys of all ledgers. */
export const LEDGER_PREFIX = "ledger#";
