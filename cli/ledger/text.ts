import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { columns, type Paint } from "../paint.ts";

/** Formats ledger entries as lines for people, oldest first. */
export function linesOf(entries: readonly LedgerEntry[], paint: Paint): string[] {
  const inTime = [...entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const rows = inTime.map((entry) => [
    `${entry.at.slice(0, 19).replace("T", " ")}Z`,
    entry.number,
    entry.event,
    whoseOf(entry),
    detailOf(entry),
    `by ${entry.by}`,
    updateOf(entry),
  ]);
  const dim = (text: string) => paint("dim", text);
  return columns(rows, [dim, String, (text) => paint("bold", text), String, String, String, dim]);
}

const whoseOf = ({ tenant, from, to }: LedgerEntry): string =>
  from !== undefined ? `${from} -> ${tenant}` : to !== undefined ? `${tenant} -> ${to}` : tenant;

function detailOf({ event, agent, monthly, connection }: LedgerEntry): string {
  if (event === "assigned") return `agent ${agent}`;
  return monthly ? `${connection}, ${monthly.amount} ${monthly.currency} a month` : connection;
}

function updateOf({ update }: LedgerEntry): string {
  const { stack, commit, dirty, run } = update;
  return [
    stack,
    ...(commit ? [`${commit.slice(0, 12)}${dirty ? " with changes" : ""}`] : []),
    ...(run ? [`run ${run}`] : []),
  ].join(" ");
}
