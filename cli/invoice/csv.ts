import type { Invoice } from "../../domain/rules/money/invoice.ts";

const COLUMNS = [
  "invoice",
  "tenant",
  "region",
  "month",
  "status",
  "row",
  "connection",
  "type",
  "item",
  "text",
  "quantity",
  "unit",
  "price",
  "days",
  "amount",
  "currency",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * Formats an invoice as CSV (RFC 4180: a header, CRLF, quotes if needed). Column `row` has the kind of each row: `line` rows add up to the
 * one `total`; `separate` is a cost that another company bills, `usage` the minutes of a number, `look` a warning.
 */
export function csvOf(invoice: Invoice): string {
  const { number, tenant, region, month, status, currency } = invoice;
  const common: Row = { invoice: number, tenant: tenant.id, region, month, status };
  const rows: Row[] = [
    ...invoice.lines.map(({ days, ...line }) => ({
      row: "line",
      ...line,
      ...(days && { days: `${days.held} of ${days.of}` }),
      currency,
    })),
    { row: "total", text: "total", amount: invoice.total, currency },
    ...invoice.separate.map(({ billedBy, ...separate }) => ({ row: "separate", item: billedBy, ...separate })),
    ...invoice.usage.flatMap(({ connection, number: text, inbound, outbound }) =>
      Object.entries({ inbound, outbound }).map(([item, { calls, minutes }]) => ({
        ...{ row: "usage", connection, item, text: `${text}, ${calls} ${calls === 1 ? "call" : "calls"}` },
        ...{ quantity: String(minutes), unit: "minute" },
      })),
    ),
    ...invoice.attention.map(({ code, text, fix }) => ({ row: "look", item: code, text: `${text}. ${fix}` })),
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => cell({ ...common, ...row }[column] ?? "")).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
