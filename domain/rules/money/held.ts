import type { Span } from "./month.ts";
import type { NumberKind } from "./number-kind.ts";

/** The state of a number after a ledger entry, as far as billing needs it. */
export interface LedgerState {
  /** E.164. */
  readonly number: string;
  /** ISO 8601. */
  readonly at: string;
  readonly tenant: string;
  readonly connection: string;
  /** `gone`: the tenant no longer has the number. A quarantined number still belongs to the tenant, and is billed. */
  readonly state: "active" | "quarantined" | "gone";
  /** Kind of the number, if the entry has it. */
  readonly kind?: NumberKind;
}

/** A number of a tenant on one of its connections, and when it was held there. */
export interface HeldNumber {
  readonly number: string;
  readonly connection: string;
  readonly spans: readonly Span[];
  /** Kind as recorded at the purchase; absent if it wasn't recorded. */
  readonly kind?: NumberKind;
}

/** The numbers that a tenant held, and when. Entries of one number must be in order. */
export function heldNumbers(entries: readonly LedgerState[], tenant: string): HeldNumber[] {
  const held = new Map<string, HeldNumber & { readonly spans: { from: Date; until?: Date }[] }>();
  const open = new Map<string, { readonly standing: LedgerState; readonly span: { from: Date; until?: Date } }>();
  const kinds = new Map<string, NumberKind>();
  for (const entry of entries) {
    if (entry.kind !== undefined) kinds.set(entry.number, entry.kind);
    const { number, connection, state } = entry;
    const at = new Date(entry.at);
    const current = open.get(number);
    const goesOn =
      state !== "gone" && current?.standing.tenant === entry.tenant && current.standing.connection === connection;
    if (goesOn) continue;
    if (current !== undefined) current.span.until = at;
    open.delete(number);
    if (state === "gone") continue;
    const span = { from: at };
    open.set(number, { standing: entry, span });
    if (entry.tenant !== tenant) continue;
    const key = `${number} ${connection}`;
    const known = held.get(key) ?? { number, connection, spans: [] };
    known.spans.push(span);
    held.set(key, known);
  }
  const all = [...held.values()].map((one): HeldNumber => {
    const kind = kinds.get(one.number);
    return kind === undefined ? one : { ...one, kind };
  });
  return all.sort((a, b) => (`${a.number} ${a.connection}` < `${b.number} ${b.connection}` ? -1 : 1));
}
