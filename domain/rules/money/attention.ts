import { traitsOf } from "../../config/connection-traits.ts";
import { someOf } from "../some-of.ts";
import type { InvoiceInput } from "./invoice-input.ts";
import { begins, daysHeld } from "./month.ts";
import { type Comparison, TOLERANCE } from "./reconcile.ts";
import type { Usage } from "./usage.ts";

/** A warning on an invoice: what to check, and what to do. */
export interface Remark {
  readonly code:
    | "calls-unended"
    | "legs-unmetered"
    | "no-price"
    | "unknown-connection"
    | "number-not-held"
    | "records-expired"
    | "usage-unavailable"
    | "usage-differs";
  readonly text: string;
  readonly fix: string;
}

const DAY_MS = 86_400_000;

/** Lists warnings about a month: unbilled items, possibly missing calls, and differences from the carrier's counts. */
export function attentionTo(
  input: InvoiceInput,
  usage: Usage,
  unpriced: readonly string[],
  comparisons: readonly Comparison[],
): Remark[] {
  const { region, month, now, held, calls, connections, carriers } = input;
  const remarks: Remark[] = [];
  const add = (code: Remark["code"], text: string, fix: string) => remarks.push({ code, text, fix });
  const isMetered = (connection: string) => traitsOf(connections[connection]?.type)?.metersMinutes === true;

  const expired = new Date(now.getTime() - region.callRetentionDays * DAY_MS);
  if (expired > begins(month))
    add(
      "records-expired",
      `region ${region.id} keeps call records ${region.callRetentionDays} days, so those of calls before ${expired.toISOString().slice(0, 10)} are deleted`,
      "use an invoice from before that date, or the carrier's own usage records",
    );
  const metered = new Set(calls.filter(({ connection }) => isMetered(connection)).map(({ callSid }) => callSid));
  const unended = usage.unended.filter((callSid) => metered.has(callSid));
  if (unended.length > 0)
    add(
      "calls-unended",
      `${counted(unended.length, "call")} without a recorded end, which isn't billed: ${listed(unended)}`,
      "make the invoice again after calls in progress have ended; for other calls check the region's dead letters (docs/operate.md)",
    );
  const unmetered = usage.unmetered.filter((callSid) => metered.has(callSid));
  if (unmetered.length > 0)
    add(
      "legs-unmetered",
      `${counted(unmetered.length, "call")} dialled a person without a recorded duration, so that leg isn't billed: ${listed(unmetered)}`,
      "look these calls up in the carrier's call log",
    );
  if (unpriced.length > 0)
    add(
      "no-price",
      `region ${region.id} has no price for ${counted(unpriced.length, "number")}, so no fee is billed: ${listed(unpriced)}`,
      `add their country and type to \`pricing\` of stacks/Pulumi.${region.id}.yaml`,
    );
  const inMonth = held.filter(({ spans }) => daysHeld(month, spans) > 0);
  const lost = new Set([...inMonth, ...calls].map(({ connection }) => connection).filter((name) => !connections[name]));
  for (const connection of [...lost].sort()) {
    const on = <T extends { readonly connection: string }>(list: readonly T[]) =>
      list.filter((one) => one.connection === connection).length;
    add(
      "unknown-connection",
      `connection ${connection} is no longer in the tenant's file, so its ${counted(on(inMonth), "number")} and ${counted(on(calls), "call")} aren't billed`,
      "make the invoice from a checkout whose file still has the connection",
    );
  }
  const known = new Set(inMonth.map(({ number }) => number));
  const strange = [...new Set(calls.map(({ number }) => number))].filter((number) => !known.has(number)).sort();
  if (strange.length > 0)
    add(
      "number-not-held",
      `${counted(strange.length, "number")} got calls in the month, but the ledger doesn't list the tenant as the holder, so no fee is billed: ${listed(strange)}`,
      "run `pulumi up` for the tenant: it enters numbers of an older version into the ledger, from that day on",
    );
  for (const [connection, carrier] of Object.entries(carriers)) {
    if (!("unread" in carrier) || !isMetered(connection)) continue;
    add(
      "usage-unavailable",
      `the minutes of connection ${connection} aren't compared with the carrier's usage records: ${carrier.unread}`,
      "make the invoice again when the carrier answers; the amounts stay the same",
    );
  }
  for (const { connection, direction, metered, carrier, differenceMinutes, withinTolerance } of comparisons) {
    if (withinTolerance) continue;
    const more = differenceMinutes > 0;
    add(
      "usage-differs",
      `${direction} minutes of connection ${connection}: ${metered.minutes} in the call records, ${carrier.minutes} in the carrier's usage records (${more ? "+" : ""}${differenceMinutes}; tolerance ${TOLERANCE.minutes} minutes or ${TOLERANCE.permille / 10} %)`,
      more
        ? "look for calls that never reached the handlers: refused webhooks, dead letters, webhooks that were changed by hand (docs/operate.md)"
        : "wait a day for late usage records; if the counts still differ, compare the carrier's call log with the call records",
    );
  }
  return remarks;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const listed = (all: readonly string[]): string => someOf(all, 10);
