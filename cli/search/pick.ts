import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { insertNumber } from "../../domain/config/insert-number.ts";
import { UserError } from "../../domain/user-error.ts";
import { edited, judge, writeStackFile } from "../stack-file.ts";
import type { Tenant } from "../tenant.ts";

/** What is written into a tenant's file. */
export interface Pick {
  readonly tenant: Tenant;
  /** E.164. */
  readonly number: string;
  /** Key of the new entry; undefined for one made from the number's end. */
  readonly entry: string | undefined;
  readonly connection: string;
  readonly agent: string;
}

/** An entry that is judged and may be written. */
export interface Prepared {
  /** Key of the entry. */
  readonly entry: string;
  /** Its line in the file, from 1. */
  readonly line: number;
  /** Writes the file, in one step. */
  write(): void;
}

/**
 * Prepares an entry that buys this number. The changed file is judged as an update would judge it, beside all others of the folder: a number
 * that another tenant has, a country that the region doesn't serve.
 * @throws UserError
 */
export function preparePick({ tenant, number, entry, connection, agent }: Pick): Prepared {
  const { path, file, stack } = tenant;
  const taken = new Set(Object.keys(file.numbers));
  const key = entry ?? freeName(number, taken);
  if (taken.has(key)) {
    throw new UserError("entry-exists", `${file.file} has an entry ${key} already`, [
      `Choose another name:  --entry ${freeName(number, taken)}`,
    ]);
  }
  const before = readFileSync(path, "utf8");
  const after = edited(tenant, (text) => insertNumber(text, key, { connection, buy: { number }, agent }));
  judge(dirname(path), stack, after, "with this number");
  const old = before.split("\n");
  return {
    entry: key,
    line: after.split("\n").findIndex((text, i) => text !== old[i]) + 1,
    write: () => writeStackFile(path, after),
  };
}

/** `number-0120`, by the last four digits; one more word where that is taken. */
function freeName(number: string, taken: ReadonlySet<string>): string {
  const base = `number-${number.slice(-4)}`;
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? base : `${base}-${i}`;
    if (!taken.has(name)) return name;
  }
}
