import { renameSync, statSync, writeFileSync } from "node:fs";
import type { Invoice } from "../../domain/rules/money/invoice.ts";
import { EXIT, usageError } from "../exit.ts";
import { type Paint, paintFor } from "../paint.ts";
import { csvOf } from "./csv.ts";
import { invoiceOf } from "./invoice-of.ts";
import { placeOf } from "./place.ts";
import { textOf } from "./text.ts";

interface InvoiceOptions {
  readonly month: string;
  readonly format: keyof typeof FORMATS;
  readonly out?: string;
  readonly force?: boolean;
  readonly name: string;
  /** Whether `--name` was given. */
  readonly named: boolean;
}

const FORMATS = {
  text: (invoice: Invoice, paint: Paint) => `${textOf(invoice, paint)}\n`,
  csv: csvOf,
  json: (invoice: Invoice) => `${JSON.stringify(invoice, null, 2)}\n`,
};

/** `aybiza invoice` */
export async function invoice(tenant: string, options: InvoiceOptions): Promise<number> {
  const { month, format, out, force = false } = options;
  if (out !== undefined) refuseTaken(out, force);
  const { stacks, env } = await placeOf(tenant, options);
  const made = await invoiceOf({ tenant, month, now: new Date(), stacks, env });
  if (out === undefined) process.stdout.write(FORMATS[format](made, paintFor(process.stdout)));
  else
    writeWhole(
      out,
      FORMATS[format](made, (_, text) => text),
    );
  if (format !== "text" || out !== undefined) for (const line of aside(made, out)) process.stderr.write(`${line}\n`);
  return EXIT.ok;
}

/** What a person should see although the invoice itself goes elsewhere. */
function aside(
  { number, rehearsal, total, currency, month, status, attention }: Invoice,
  out: string | undefined,
): string[] {
  const paint = paintFor(process.stderr);
  return [
    ...(out === undefined ? [] : [`${paint("green", "ok")} ${out}: ${number}, ${total} ${currency}`]),
    ...(rehearsal ? [`${paint("yellow", "rehearsal:")} it bills nothing real`] : []),
    ...(status === "finished" ? [] : [`${paint("yellow", "unfinished:")} ${month} goes on`]),
    ...attention.flatMap(({ text, fix }) => [`${paint("yellow", "look:")} ${text}`, `  ${fix}`]),
  ];
}

/** Before anything is read: an invoice that was sent isn't lost to another month's. */
function refuseTaken(out: string, force: boolean): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw usageError("output-not-a-file", `${out} isn't a file, so no invoice can be written there`);
  if (!force)
    throw usageError("output-exists", `${out} is there already`, ["Name another file, or overwrite it:  --force"]);
}

/** A file is there whole or not at all, however often and by how many it is written. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError("output-not-writable", `${file} can't be written (${code})`, [
      "Name a file in a folder that is there and yours",
    ]);
  }
}
