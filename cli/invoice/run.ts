import { statSync } from "node:fs";
import type { Invoice } from "../../domain/rules/money/invoice.ts";
import { writeAtomically } from "../../launch/atomic-write.mjs";
import { EXIT, usageError } from "../exit.ts";
import { type Paint, paintFor } from "../paint.ts";
import { announce, awsLabel, targetOf } from "../target/target.ts";
import { tenantNamed } from "../tenant.ts";
import { csvOf } from "./csv.ts";
import { invoiceOf } from "./invoice-of.ts";
import { textOf } from "./text.ts";

interface InvoiceOptions {
  readonly month: string;
  readonly format: keyof typeof FORMATS;
  readonly out?: string;
  readonly force?: boolean;
  /** Name of the world in `--world`. */
  readonly world?: string;
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
  const target = await targetOf(options.world, tenant);
  const { stacks, env } = target;
  announce(awsLabel(target, tenantNamed(stacks, tenant).awsProfile));
  const made = await invoiceOf({ tenant, month, now: new Date(), stacks, env });
  if (out === undefined) process.stdout.write(FORMATS[format](made, paintFor(process.stdout)));
  else
    write(
      out,
      FORMATS[format](made, (_, text) => text),
    );
  if (format !== "text" || out !== undefined) for (const line of aside(made, out)) process.stderr.write(`${line}\n`);
  return EXIT.ok;
}

/** Lines for standard error when the invoice itself is JSON or CSV, or goes to a file. */
function aside(
  { number, rehearsal, total, currency, month, status, attention }: Invoice,
  out: string | undefined,
): string[] {
  const paint = paintFor(process.stderr);
  return [
    ...(out === undefined ? [] : [`${paint("green", "ok")} ${out}: ${number}, ${total} ${currency}`]),
    ...(rehearsal ? [`${paint("yellow", "rehearsal:")} it bills nothing real`] : []),
    ...(status === "finished" ? [] : [`${paint("yellow", "unfinished:")} ${month} isn't over`]),
    ...attention.flatMap(({ text, fix }) => [`${paint("yellow", "warning:")} ${text}`, `  ${fix}`]),
  ];
}

/** Refuses to overwrite an invoice without --force, since it may have been sent. Runs before anything is read. */
function refuseTaken(out: string, force: boolean): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile())
    throw usageError(
      "output-not-a-file",
      `${out} isn't a file, so the invoice can't be written to it`,
      "Name a file:  --out acme-2026-11.csv",
    );
  if (!force) throw usageError("output-exists", `${out} exists`, "Name another file, or overwrite this one:  --force");
}

function write(file: string, text: string): void {
  try {
    writeAtomically(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(
      "output-not-writable",
      `${file} can't be written (${code})`,
      "Name a file in a folder that exists and is writable",
    );
  }
}
