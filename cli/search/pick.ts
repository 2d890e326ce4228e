import { readFileSync } from "node:fs";
import { insertNumber } from "../../domain/config/insert-number.ts";
import { UserError } from "../../domain/user-error.ts";
import { checkEdit, edited, writeEdit } from "../stack-file.ts";
import type { Tenant } from "../tenant.ts";

/** The entry to write into a tenant's file. */
export interface Pick {
  readonly tenant: Tenant;
  /** E.164. */
  readonly number: string;
  /** Key of the new entry; by default `number-` and the last four digits. */
  readonly entry: string | undefined;
  readonly connection: string;
  readonly agent: string;
}

/** A checked entry that can be written. */
export interface Prepared {
  /** Key of the entry. */
  readonly entry: string;
  /** Line of the entry in the file, from 1. */
  readonly line: number;
  /** Writes the file atomically. */
  write(): void;
}

/**
 * Prepares an entry that buys this number. The changed file is checked as an update would, together with all other files of the folder.
 * @throws UserError if the entry exists, or the file would be invalid
 */
export function preparePick({ tenant, number, entry, connection, agent }: Pick): Prepared {
  const { path, file } = tenant;
  const taken = new Set(Object.keys(file.numbers));
  const key = entry ?? freeName(number, taken);
  if (taken.has(key)) {
    throw new UserError("entry-exists", `${file.file} already has an entry ${key}`, [
      `Choose another name:  --entry ${freeName(number, taken)}`,
    ]);
  }
  const before = readFileSync(path, "utf8");
  const after = edited(tenant, (text) => insertNumber(text, key, { connection, buy: { number }, agent }));
  checkEdit(tenant, after, "the new entry");
  const old = before.split("\n");
  return {
    entry: key,
    line: after.split("\n").findIndex((text, i) => text !== old[i]) + 1,
    write: () => writeEdit(tenant, after),
  };
}

/** Returns an unused name: `number-0120` by the last four digits, or `number-0120-2` if that is taken. */
function freeName(number: string, taken: ReadonlySet<string>): string {
  const base = `number-${number.slice(-4)}`;
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? base : `${base}-${i}`;
    if (!taken.has(name)) return name;
  }
}
