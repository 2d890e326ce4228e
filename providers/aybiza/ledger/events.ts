import type { Acquired, LedgerEntry, LedgerEvent, LedgerKind, LedgerPrice } from "../../../domain/contract/ledger.ts";

/** A number's status, as it is or as it is wanted: the ledger compares the two. */
export interface NumberStatus {
  readonly tenant: string;
  readonly connection: string;
  readonly acquired: Acquired;
  readonly state: "active" | "quarantined";
  readonly agent: string;
  /** The tenant that transferred the number. */
  readonly from?: string;
  /** The tenant that gets the number when its route is removed. Without it, the number is released or handed back. */
  readonly to?: string;
  readonly monthly?: LedgerPrice;
  readonly kind?: LedgerKind;
}

/** An entry without its author and its time. */
export type Event = Omit<LedgerEntry, "schema" | "number" | "at" | "by" | "update">;

/**
 * The entries that bring the ledger from its last entry, `head`, to the wanted status: none where they agree, so a repetition after an interruption
 * writes nothing twice.
 */
export function eventsOnWrite(head: LedgerEntry | undefined, wanted: NumberStatus): Event[] {
  const { to: _to, monthly, kind, from, ...status } = wanted;
  const entry = (event: LedgerEvent, more: Partial<Event> = {}): Event => ({ event, ...status, ...more });
  const acquired = entry(wanted.acquired, {
    ...(from !== undefined && { from }),
    ...(monthly && { monthly }),
    ...(kind && { kind }),
  });
  if (head === undefined || head.state === "gone" || head.tenant !== wanted.tenant) {
    const active = { state: "active" as const };
    const events = [{ ...acquired, ...active }, entry("assigned", active)];
    return wanted.state === "quarantined" ? [...events, entry("quarantined")] : events;
  }
  const quarantines = wanted.state === "quarantined" && head.state !== "quarantined";
  const returns = wanted.state === "active" && head.state === "quarantined";
  // Months are billed by connection, so a change of connection is written too.
  const assigns = wanted.agent !== head.agent || wanted.connection !== head.connection || returns;
  return [
    ...(assigns ? [entry("assigned", quarantines ? { state: "active" } : {})] : []),
    ...(quarantines ? [entry("quarantined")] : []),
  ];
}

/** The entries for the removal of a number's route: none where the last entry is already `gone` or of another tenant. */
export function eventsOnRemoval(head: LedgerEntry | undefined, was: NumberStatus): Event[] {
  if (head !== undefined && (head.state === "gone" || head.tenant !== was.tenant)) return [];
  const { tenant, connection, agent, to } = was;
  const acquired = head?.acquired ?? was.acquired;
  const event = to !== undefined ? "transferred" : acquired === "adopted" ? "handed-back" : "released";
  return [{ event, tenant, connection, agent, acquired, state: "gone", ...(to !== undefined && { to }) }];
}
