import { renameSync, writeFileSync } from "node:fs";
import type { Invoice } from "../../infra/rules/money/invoice.ts";
import { ask } from "../../rehearsal/control/client.ts";
import type { Environment } from "../../rehearsal/control/protocol.ts";
import { root } from "../../rehearsal/paths.ts";
import { worldHome, worldState } from "../../rehearsal/world-dir.ts";
import { EXIT, UsageError } from "../exit.ts";
import { type Paint, paintFor } from "../paint.ts";
import { csvOf } from "./csv.ts";
import { type InvoiceQuery, invoiceOf } from "./invoice-of.ts";
import { tenantFile } from "./tenant-file.ts";
import { textOf } from "./text.ts";

interface InvoiceOptions {
  readonly month: string;
  readonly format: keyof typeof FORMATS;
  readonly out?: string;
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
  const { month, format, out } = options;
  const { rehearsal, ...place } = await placeOf(tenant, options);
  const invoice = await invoiceOf({ tenant, month, now: new Date(), ...place });
  // Nobody takes a rehearsed one for a real one, in any format.
  const made = rehearsal === undefined ? invoice : { ...invoice, number: `rehearsal-${invoice.number}` };
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
function aside({ number, total, currency, month, status, attention }: Invoice, out: string | undefined): string[] {
  const paint = paintFor(process.stderr);
  return [
    ...(out === undefined ? [] : [`${paint("green", "ok")} ${out}: ${number}, ${total} ${currency}`]),
    ...(status === "finished" ? [] : [`${paint("yellow", "unfinished:")} ${month} goes on`]),
    ...attention.flatMap(({ text, fix }) => [`${paint("yellow", "look:")} ${text}`, `  ${fix}`]),
  ];
}

type Place = Pick<InvoiceQuery, "stacks" | "env"> & { readonly rehearsal?: string };

/** What says to the AWS SDK whom it signs in as. https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html */
const SIGNED_IN = [
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** Where tables and prices are: in the account that somebody is signed in to, or in a world, with its own stack files. */
async function placeOf(tenant: string, { name, named }: InvoiceOptions): Promise<Place> {
  const real: Place = { stacks: `${root}/stacks`, env: process.env };
  const signedIn = SIGNED_IN.some((variable) => process.env[variable]);
  const isReal = signedIn || worldState(name).state !== "running" || hasProfile(real.stacks, tenant);
  if (!named && isReal) return real;
  const { set, unset } = await (await ask<Environment>(name, { verb: "env" })).result;
  const own = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !unset.includes(variable)));
  return { stacks: `${worldHome(name).world}/project/stacks`, env: { ...own, ...set }, rehearsal: name };
}

/** A tenant that only a world's files know isn't deployed anywhere else. */
function hasProfile(stacks: string, tenant: string): boolean {
  try {
    return tenantFile(stacks, tenant).awsProfile !== undefined;
  } catch {
    return false;
  }
}

/** A file is there whole or not at all, however often and by how many it is written. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} can't be written (${code})`, ["Name a file in a folder that is there and yours"]);
  }
}
