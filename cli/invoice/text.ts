import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import type { Invoice } from "../../domain/rules/money/invoice.ts";
import type { Traffic } from "../../domain/rules/money/usage.ts";
import { columns, type Paint } from "../paint.ts";

/** Formats an invoice as text for people. */
export function textOf(invoice: Invoice, paint: Paint): string {
  const { number, rehearsal, revision, tenant, month, period, currency, lines, separate, usage, attention } = invoice;
  const amounts = [...lines.map(({ amount }) => amount), invoice.total];
  const width = Math.max(...amounts.map((amount) => amount.length));
  const right = (amount: string) => amount.padStart(width);
  const rows = lines.map(({ connection, text, quantity, unit, price, amount }) => [
    right(amount),
    connection,
    text,
    unit === "percent" ? `${quantity} %` : `${quantity} x ${price}`,
  ]);
  const unfinished = invoice.status === "unfinished" ? `, unfinished: ${month} isn't over` : "";
  return [
    paint("bold", `${tenant.name}: invoice ${number}`),
    ...(rehearsal ? [paint("yellow", "made in a rehearsal: it bills nothing real")] : []),
    `${period.from} to ${period.to} (UTC), ${currency}${unfinished}`,
    "",
    ...columns(rows),
    paint("bold", `${right(invoice.total)}  total`),
    ...section(
      "billed by others",
      separate.map(({ connection, text, amount, currency: of }) =>
        [connection, text, amount === undefined ? "" : `${amount} ${of}`].filter(Boolean).map(shown).join("  "),
      ),
    ),
    ...section(
      "usage",
      columns(
        usage.map(({ connection, number: called, inbound, outbound }) => [
          called,
          connection,
          `in ${counted(inbound)}`,
          `out ${counted(outbound)}`,
        ]),
      ),
    ),
    ...section(
      "warnings",
      attention.flatMap(({ text, fix }) => [paint("yellow", text), `  ${escapeHidden(fix)}`]),
    ),
    "",
    paint("dim", `revision ${revision}`),
  ].join("\n");
}

const shown = (text: string) => escapeHidden(text);

const counted = ({ calls, minutes }: Traffic) => `${calls} ${calls === 1 ? "call" : "calls"}, ${minutes} min`;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
