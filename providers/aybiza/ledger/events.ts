import type { Acquired, LedgerEntry, LedgerEvent, LedgerKind, LedgerPrice } from "../../../domain/contract/ledger.ts";

/** Where a number stands, or is to stand: what the ledger compares. */
export interface NumberStatus {
  readonly tenant: string;
  readonly connection: string;
  readonly acquired: Acquired;
  readonly state: "active" | "quarantined";
  readonly agent: string;
  /** Who had the number before, of one that is transferred. */
  readonly from?: string;
  /** Where the number goes when its route is removed. Without it, it is released, or handed back. */
  readonly to?: string;
  readonly monthly?: LedgerPrice;
  readonly kind?: LedgerKind;
}

/** An entry without its author and its time. */
export type Event = Omit<LedgerEntry, "schema" | "number" | "at" | "by" | "update">;

/**
 * What has to be written so that the ledger, whose last entry is `head`, says that the number stands as wanted: nothing where it says so
 * already, so a repetition after any interruption writes nothing twice.
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
  // A month is billed by connection, so another one, or another name of it, is written too.
  const assigns = wanted.agent !== head.agent || wanted.connection !== head.connection || returns;
  return [
    ...(assigns ? [entry("assigned", quarantines ? { state: "active" } : {})] : []),
    ...(quarantines ? [entry("quarantined")] : []),
  ];
}

/** What the removal of a number's route writes: nothing where the ledger says already that it is gone, or another tenant's. */
export function eventsOnRemoval(head: LedgerEntry | undefined, was: NumberStatus): Event[] {
  if (head !== undefined && (head.state === "gone" || head.tenant !== was.tenant)) return [];
  const { tenant, connection, agent, to } = was;
  const acquired = head?.acquired ?? was.acquired;
  const event = to !== undefined ? "transferred" : acquired === "adopted" ? "handed-back" : "released";
  return [{ event, tenant, connection, agent, acquired, state: "gone", ...(to !== undefined && { to }) }];
}
