import { renameSync, writeFileSync } from "node:fs";
import { ask } from "../../rehearsal/control/client.ts";
import type { Environment } from "../../rehearsal/control/protocol.ts";
import { root } from "../../rehearsal/paths.ts";
import { worldHome } from "../../rehearsal/world-dir.ts";
import { EXIT, UsageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { csvOf } from "./csv.ts";
import { invoiceOf } from "./invoice-of.ts";
import { textOf } from "./text.ts";

interface InvoiceOptions {
  readonly month: string;
  readonly format: "text" | "csv" | "json";
  readonly out?: string;
  readonly name?: string;
}

/** `aybiza invoice` */
export async function invoice(tenant: string, { month, format, out, name }: InvoiceOptions): Promise<number> {
  const world = name === undefined ? undefined : await rehearsed(name);
  const made = await invoiceOf({
    tenant,
    month,
    stacks: world?.stacks ?? `${root}/stacks`,
    env: world?.env ?? process.env,
    now: new Date(),
  });
  const source = name === undefined ? {} : { rehearsal: name };
  const written = {
    json: () => `${JSON.stringify({ ...made, ...source }, null, 2)}\n`,
    csv: () => csvOf(made),
    text: () => `${textOf(made, out === undefined ? paintFor(process.stdout) : (_, text) => text, name)}\n`,
  }[format]();
  if (out === undefined) process.stdout.write(written);
  else writeWhole(out, written);
  if (format === "text" && out === undefined) return EXIT.ok;
  const paint = paintFor(process.stderr);
  if (out !== undefined)
    process.stderr.write(`${paint("green", "ok")} ${out}: ${made.number}, ${made.total} ${made.currency}\n`);
  if (made.status === "unfinished")
    process.stderr.write(`${paint("yellow", "unfinished:")} ${month} goes on; what is used later isn't on it\n`);
  for (const { text, fix } of made.attention) process.stderr.write(`${paint("yellow", "look:")} ${text}\n  ${fix}\n`);
  return EXIT.ok;
}

/** A world's own stack files, which may be ahead of the repository's, and its environment. */
async function rehearsed(name: string): Promise<{ stacks: string; env: NodeJS.ProcessEnv }> {
  const { set, unset } = await (await ask<Environment>(name, { verb: "env" })).result;
  const own = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !unset.includes(variable)));
  return { stacks: `${worldHome(name).world}/project/stacks`, env: { ...own, ...set } };
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
