import type { Acquired, LedgerEntry, LedgerEvent, LedgerKind, LedgerPrice } from "../../../domain/contract/ledger.ts";

/** A number's status: the ledger compares the status of its last entry with the wanted one. */
export interface NumberStatus {
  readonly tenant: string;
  readonly connection: string;
  readonly acquired: Acquired;
  readonly state: "active" | "quarantined";
  readonly agent: string;
  /** The tenant that transferred the number. */
  readonly from?: string;
  /** The tenant that receives the number when its route is removed. If unset, the number is released or handed back. */
  readonly to?: string;
  readonly monthly?: LedgerPrice;
  readonly kind?: LedgerKind;
}

/** A ledger entry without its author and its time. */
export type Event = Omit<LedgerEntry, "schema" | "number" | "at" | "by" | "update">;

/**
 * Returns the entries that bring the ledger from its last entry, `head`, to the wanted status: none if they agree, so a repetition after an
 * interruption writes no entry twice.
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
  // A number's monthly price depends on its connection, so a change of connection gets an entry.
  const assigns = wanted.agent !== head.agent || wanted.connection !== head.connection || returns;
  return [
    ...(assigns ? [entry("assigned", quarantines ? { state: "active" } : {})] : []),
    ...(quarantines ? [entry("quarantined")] : []),
  ];
}

/** Returns the entries for the removal of a number's route: none if the last entry is `gone` already, or of another tenant. */
export function eventsOnRemoval(head: LedgerEntry | undefined, was: NumberStatus): Event[] {
  if (head !== undefined && (head.state === "gone" || head.tenant !== was.tenant)) return [];
  const { tenant, connection, agent, to } = was;
  const acquired = head?.acquired ?? was.acquired;
  const event = to !== undefined ? "transferred" : acquired === "adopted" ? "handed-back" : "released";
  return [{ event, tenant, connection, agent, acquired, state: "gone", ...(to !== undefined && { to }) }];
}
