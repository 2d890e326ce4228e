import { createHash } from "node:crypto";
import { traitsOf } from "../../config/connection-traits.ts";
import { canonicalJson } from "../../contract/region-outputs.ts";
import { cents, shownCents, sum } from "./amount.ts";
import { attentionTo, type Remark } from "./attention.ts";
import { type Charge, charges } from "./charges.ts";
import type { InvoiceInput } from "./invoice-input.ts";
import { begins, ends, type Month } from "./month.ts";
import { type Comparison, reconcile } from "./reconcile.ts";
import { onTodaysConnections } from "./renamed.ts";
import { meter, type NumberUsage, total } from "./usage.ts";

/** A cost that another company bills. It is listed, and not in the total. */
export interface SeparateCost {
  readonly connection: string;
  readonly billedBy: string;
  readonly text: string;
  /** The amount as the carrier reports it, with its decimals; absent if unknown. */
  readonly amount?: string;
  readonly currency?: string;
}

/** A tenant's invoice of a month. Plain data; amounts are decimal texts. */
export interface Invoice {
  readonly schema: 1;
  /** Invoice number: the same for every run with the same tenant and month. A rehearsal's starts with `rehearsal-`. */
  readonly number: string;
  /** True for an invoice of a rehearsal. */
  readonly rehearsal: boolean;
  /** Digest of the billed content: equal digests bill the same. */
  readonly revision: string;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly region: string;
  readonly month: Month;
  /** `unfinished` until the month is over. */
  readonly status: "finished" | "unfinished";
  readonly period: { readonly from: string; readonly to: string };
  readonly currency: string;
  readonly lines: readonly Charge[];
  readonly total: string;
  readonly separate: readonly SeparateCost[];
  readonly usage: readonly NumberUsage[];
  readonly reconciliation: readonly Comparison[];
  /** Warnings for a person to check. */
  readonly attention: readonly Remark[];
}

/**
 * Makes a tenant's invoice of a month. Managed numbers: fees, minutes and discount. A SIP trunk or the tenant's own Twilio account: our fee, and a
 * note about the other company's bill. The same input gives the same invoice, in any order of calls and numbers.
 */
export function makeInvoice(given: InvoiceInput): Invoice {
  const { region, tenant, month, connections } = given;
  const input = { ...given, ...onTodaysConnections(given.held, given.calls, connections) };
  const usage = meter(input.calls);
  const { lines, unpriced } = charges({ ...input, pricing: region.pricing, usage: usage.numbers });
  const reconciliation = Object.entries(connections).flatMap(([name, { type }]) => {
    const carrier = input.carriers[name];
    // The tenant's own account may have calls that aren't ours.
    if (!traitsOf(type).ownsAccount || carrier === undefined || "unread" in carrier) return [];
    const own = usage.numbers.filter(({ connection }) => connection === name);
    const metered = { inbound: total(own.map((n) => n.inbound)), outbound: total(own.map((n) => n.outbound)) };
    return reconcile(name, metered, carrier);
  });
  const billed = {
    tenant,
    region: region.id,
    month,
    currency: region.pricing.currency,
    lines,
    total: shownCents(sum(lines.map(({ amount }) => cents(amount)))),
    usage: usage.numbers,
  };
  const lastDay = new Date(ends(month).getTime() - 1);
  return {
    schema: 1,
    number: `${given.isRehearsal ? "rehearsal-" : ""}${region.id}-${tenant.id}-${month}`,
    rehearsal: given.isRehearsal,
    revision: createHash("sha256").update(canonicalJson(billed)).digest("hex").slice(0, 12),
    ...billed,
    status: input.now >= ends(month) ? "finished" : "unfinished",
    period: { from: begins(month).toISOString().slice(0, 10), to: lastDay.toISOString().slice(0, 10) },
    separate: separateCosts(input),
    reconciliation,
    attention: attentionTo(input, usage, unpriced, reconciliation),
  };
}

function separateCosts({ connections, carriers }: InvoiceInput): SeparateCost[] {
  return Object.entries(connections).flatMap(([connection, { type }]): SeparateCost[] => {
    const other = traitsOf(type).billedSeparately;
    if (other === undefined) return [];
    const usage = carriers[connection];
    const cost = usage !== undefined && "cost" in usage ? usage.cost : undefined;
    const text = `${other.text}${cost === undefined ? "" : ", for all that the account used"}`;
    return [{ connection, billedBy: other.by, text, ...cost }];
  });
}
