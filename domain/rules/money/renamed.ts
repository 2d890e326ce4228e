import type { HeldNumber } from "./held.ts";

/** A billed item with its connection. */
interface Connected {
  readonly number: string;
  readonly connection: string;
}

/**
 * Bills numbers of renamed connections on their current one. A connection may be renamed at any time, but the ledger and the call records keep
 * its old name.
 */
export function onTodaysConnections<C extends Connected>(
  held: readonly HeldNumber[],
  calls: readonly C[],
  connections: Readonly<Record<string, unknown>>,
): { readonly held: readonly HeldNumber[]; readonly calls: readonly C[] } {
  const latest = ({ spans }: HeldNumber) => Math.max(...spans.map(({ from }) => from.getTime()));
  const known = held.filter(({ connection }) => connection in connections).sort((a, b) => latest(a) - latest(b));
  const now = new Map(known.map(({ number, connection }) => [number, connection]));
  const moved = <T extends Connected>(one: T): T => {
    const connection = one.connection in connections ? undefined : now.get(one.number);
    return connection === undefined ? one : { ...one, connection };
  };
  const merged = new Map<string, HeldNumber>();
  for (const one of held.map(moved)) {
    const key = `${one.number} ${one.connection}`;
    merged.set(key, { ...one, spans: [...(merged.get(key)?.spans ?? []), ...one.spans] });
  }
  return { held: [...merged.values()], calls: calls.map(moved) };
}
