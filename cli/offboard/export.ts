import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { begins, type Month, monthOf } from "../../domain/rules/money/month.ts";
import type { Offboarding } from "../../domain/rules/offboard.ts";
import { usageError } from "../exit.ts";
import { csvOf } from "../invoice/csv.ts";
import { invoiceOf } from "../invoice/invoice-of.ts";
import type { Tenant } from "../tenant.ts";
import type { OffboardSources } from "./deployed.ts";
import { type Known, tablesOf } from "./facts.ts";

/** Summary of an export. */
export interface Exported {
  readonly folder: string;
  readonly agents: number;
  readonly numbers: number;
  readonly ledgerEntries: number;
  readonly calls: number;
  readonly invoices: readonly string[];
}

/** The invoices of this month (the final one) and of last month (the last whole month). */
const INVOICED_MONTHS = 2;
const DAY_MS = 86_400_000;

/**
 * Writes a tenant's data into a new folder, completely or not at all. Only the user can read it, since call records name callers. Has no secrets.
 * @throws UserError if the folder isn't empty or can't be written
 */
export async function exportTenant(
  tenant: Tenant,
  sources: OffboardSources,
  { ledger }: Known,
  { numbers }: Offboarding,
  out: string,
): Promise<Exported> {
  refuseFull(out);
  const { file } = tenant;
  const { target } = sources;
  const now = sources.now();
  const calls = await callsOf(tenant, sources, now);
  const months = file.region.pricing === undefined ? [] : monthsBack(now, INVOICED_MONTHS);
  const invoices = [];
  for (const month of months)
    invoices.push(
      await invoiceOf({ tenant: tenant.stack, month, stacks: join(target.root, "stacks"), env: target.env, now }),
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

/** Reads every call record of the tenant in the table; older ones have expired. */
async function callsOf(tenant: Tenant, sources: OffboardSources, now: Date) {
  const { data } = tenant.file.region;
  const since = monthOf(new Date(now.getTime() - data.callRetentionDays * DAY_MS));
  const tables = tablesOf(tenant, sources);
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

/**
 * Checks the export's folder before anything is read, so that an export is never mixed with other files.
 * @throws UserError if the folder isn't empty
 */
export function refuseFull(out: string): void {
  if (!existsSync(out)) return;
  let found: string[];
  try {
    found = readdirSync(out);
  } catch (error) {
    throw usageError("output-not-a-folder", `${out} isn't a folder (${(error as NodeJS.ErrnoException).code})`, [
      "Name a new folder:  --out",
    ]);
  }
  if (found.length > 0)
    throw usageError("output-not-empty", `${out} isn't empty, and an export needs a folder of its own`, [
      "Name a new folder:  --out",
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
      "Name a folder in one that exists and is writable",
    ]);
  }
}
