import { traitsOf } from "../../config/connection-traits.ts";
import { someOf } from "../some-of.ts";
import type { InvoiceInput } from "./invoice-input.ts";
import { begins, daysHeld } from "./month.ts";
import { type Comparison, TOLERANCE } from "./reconcile.ts";
import type { Usage } from "./usage.ts";

/** Something on an invoice that somebody should look at: what it is, and what to do. */
export interface Remark {
  readonly code:
    | "calls-unended"
    | "legs-unmetered"
    | "no-price"
    | "unknown-connection"
    | "number-not-held"
    | "records-expired"
    | "usage-unread"
    | "usage-differs";
  readonly text: string;
  readonly fix: string;
}

const DAY_MS = 86_400_000;

/** Everything of a month that isn't billed, may be missing, or is counted differently by the carrier. */
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
      `region ${region.id} keeps call records ${region.callRetentionDays} days, so calls before ${expired.toISOString().slice(0, 10)} aren't here any more`,
      "use the invoice that was made in time, or the carrier's own usage records",
    );
  const metered = new Set(calls.filter(({ connection }) => isMetered(connection)).map(({ callSid }) => callSid));
  const unended = usage.unended.filter((callSid) => metered.has(callSid));
  if (unended.length > 0)
    add(
      "calls-unended",
      `the end of ${counted(unended.length, "call")} isn't known, so they aren't billed: ${listed(unended)}`,
      "calls that go on are on the invoice once they end; for others look at the dead letters of the region (docs/operate.md)",
    );
  const unmetered = usage.unmetered.filter((callSid) => metered.has(callSid));
  if (unmetered.length > 0)
    add(
      "legs-unmetered",
      `a person was called in ${counted(unmetered.length, "call")}, and it isn't known for how long, so that isn't billed: ${listed(unmetered)}`,
      "compare with the carrier's call log of these calls",
    );
  if (unpriced.length > 0)
    add(
      "no-price",
      `region ${region.id} has no price for ${counted(unpriced.length, "number")}, so they aren't billed: ${listed(unpriced)}`,
      `add their country and type to \`pricing\` of stacks/Pulumi.${region.id}.yaml`,
    );
  const inMonth = held.filter(({ spans }) => daysHeld(month, spans) > 0);
  const lost = new Set([...inMonth, ...calls].map(({ connection }) => connection).filter((name) => !connections[name]));
  for (const connection of [...lost].sort()) {
    const on = <T extends { readonly connection: string }>(list: readonly T[]) =>
      list.filter((one) => one.connection === connection).length;
    add(
      "unknown-connection",
      `the tenant's file has no connection ${connection} any more, so ${counted(on(inMonth), "number")} and ${counted(on(calls), "call")} on it aren't billed`,
      "make the invoice from a checkout whose file still has the connection",
    );
  }
  const known = new Set(inMonth.map(({ number }) => number));
  const strange = [...new Set(calls.map(({ number }) => number))].filter((number) => !known.has(number)).sort();
  if (strange.length > 0)
    add(
      "number-not-held",
      `there were calls to ${counted(strange.length, "number")} that the ledger doesn't have as this tenant's in the month, so no fee is billed for them: ${listed(strange)}`,
      "a number of an older version enters the ledger with the next `pulumi up` of the tenant; its days before aren't known",
    );
  for (const [connection, carrier] of Object.entries(carriers)) {
    if (!("unread" in carrier) || !isMetered(connection)) continue;
    add(
      "usage-unread",
      `the minutes of connection ${connection} weren't compared with the carrier's usage records: ${carrier.unread}`,
      "make the invoice again when the carrier can be asked; the amounts don't depend on it",
    );
  }
  for (const { connection, direction, metered, carrier, differenceMinutes, withinTolerance } of comparisons) {
    if (withinTolerance) continue;
    const more = differenceMinutes > 0;
    add(
      "usage-differs",
      `${direction} minutes of connection ${connection}: ${metered.minutes} recorded here, ${carrier.minutes} by the carrier (${more ? "+" : ""}${differenceMinutes}; tolerance ${TOLERANCE.minutes} minutes or ${TOLERANCE.permille / 10} %)`,
      more
        ? "look for calls that the handlers never heard of: refused webhooks, dead letters, numbers whose webhooks were changed by hand (docs/operate.md)"
        : "the carrier's records may be late by a day; if they still differ then, compare its call log with the call records",
    );
  }
  return remarks;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const listed = (all: readonly string[]): string => someOf(all, 10);
