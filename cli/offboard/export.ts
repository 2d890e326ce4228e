import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { begins, type Month, monthOf } from "../../domain/rules/money/month.ts";
import type { Offboarding } from "../../domain/rules/offboard.ts";
import { usageError } from "../exit.ts";
import { csvOf } from "../invoice/csv.ts";
import { invoiceOf } from "../invoice/invoice-of.ts";
import type { Tenant } from "../search/tenant.ts";
import { type Known, tablesOf } from "./facts.ts";
import type { OffboardPlace } from "./place.ts";

/** What was written, and how much of each. */
export interface Exported {
  readonly folder: string;
  readonly agents: number;
  readonly numbers: number;
  readonly ledgerEntries: number;
  readonly calls: number;
  readonly invoices: readonly string[];
}

/** Invoices of this month and of the one before: the last that there will be, and the last that was whole. */
const INVOICED_MONTHS = 2;
const DAY_MS = 86_400_000;

/**
 * Writes all that is a tenant's own into a new folder: it is there whole or not at all, and only its owner may read it, since calls name
 * callers. No secret is in it.
 * @throws UserError for a folder that has something in it
 */
export async function exportTenant(
  tenant: Tenant,
  place: OffboardPlace,
  { ledger }: Known,
  { numbers }: Offboarding,
  out: string,
): Promise<Exported> {
  refuseFull(out);
  const { file } = tenant;
  const now = place.now();
  const calls = await callsOf(tenant, place, now);
  const months = file.region.pricing === undefined ? [] : monthsBack(now, INVOICED_MONTHS);
  const invoices = [];
  for (const month of months)
    invoices.push(
      await invoiceOf({ tenant: tenant.stack, month, stacks: join(place.root, "stacks"), env: place.env, now }),
    );

  const files: Record<string, string> = {
    "agents.json": json(file.agents),
    "numbers.json": json(
      numbers.map((one) => ({
        ...one,
        settings: file.numbers[one.entry ?? one.key],
        ledger: ledger.filter(({ number }) => number === one.number),
      })),
    ),
    "ledger.jsonl": lines(ledger),
    "calls.jsonl": lines(calls),
    ...Object.fromEntries(
      invoices.flatMap((invoice) => [
        [`invoice-${invoice.month}.json`, json(invoice)],
        [`invoice-${invoice.month}.csv`, csvOf(invoice)],
      ]),
    ),
  };
  const exported: Exported = {
    folder: out,
    agents: Object.keys(file.agents).length,
    numbers: numbers.length,
    ledgerEntries: ledger.length,
    calls: calls.length,
    invoices: invoices.map(({ month }) => month),
  };
  const { folder: _, ...counts } = exported;
  files["export.json"] = json({ tenant: file.tenant, stack: tenant.stack, at: now.toISOString(), ...counts });
  writeFolder(out, files);
  return exported;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const lines = (values: readonly unknown[]): string => values.map((one) => `${JSON.stringify(one)}\n`).join("");

/** Every call that the table still has: records of older ones are deleted. */
async function callsOf(tenant: Tenant, place: OffboardPlace, now: Date) {
  const { data } = tenant.file.region;
  const since = monthOf(new Date(now.getTime() - data.callRetentionDays * DAY_MS));
  const tables = tablesOf(tenant, place);
  try {
    const found: string[] = [];
    for (let month = monthOf(now); month >= since; month = before(month))
      found.push(...(await tables.calls(tenant.file.tenant.id, month)).map(({ callSid }) => callSid));
    const records = await tables.records(found);
    return [...records].sort((a, b) => (String(a.startedAt) < String(b.startedAt) ? -1 : 1));
  } finally {
    tables.close();
  }
}

const before = (month: Month): Month => monthOf(new Date(begins(month).getTime() - 1));
const monthsBack = (now: Date, count: number): Month[] =>
  Array.from({ length: count - 1 }).reduce<Month[]>((months) => [...months, before(months.at(-1)!)], [monthOf(now)]);

/** Before anything is asked or read: what somebody has there is never mixed with ours. */
export function refuseFull(out: string): void {
  if (!existsSync(out)) return;
  let found: string[];
  try {
    found = readdirSync(out);
  } catch (error) {
    throw usageError("output-not-a-folder", `${out} isn't a folder (${(error as NodeJS.ErrnoException).code})`, [
      "Name a new one:  --out",
    ]);
  }
  if (found.length > 0)
    throw usageError("output-not-empty", `${out} has files already`, [
      "Name a new folder, so that nothing is mixed:  --out",
    ]);
}

function writeFolder(out: string, files: Readonly<Record<string, string>>): void {
  const draft = `${resolve(out)}.${process.pid}.part`;
  try {
    mkdirSync(dirname(draft), { recursive: true });
    mkdirSync(draft, { mode: 0o700 });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(draft, name), text, { mode: 0o600 });
    if (existsSync(out)) rmdirSync(out);
    renameSync(draft, out);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw usageError("output-not-writable", `${out} can't be written (${code}); nothing was changed`, [
      "Name a new folder in one that is there and yours",
    ]);
  }
}
