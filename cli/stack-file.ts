import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { loadStackFile } from "../domain/config/load.ts";
import { StackFileError } from "../domain/config/problem.ts";
import { UserError } from "../domain/user-error.ts";
import { writeAtomically } from "../launch/atomic-write.mjs";
import type { Tenant } from "./tenant.ts";

/**
 * Returns the text of a tenant's file after an edit, without writing it.
 * @throws UserError if the file can't be edited safely
 */
export function edited({ path, file }: Tenant, edit: (text: string) => string): string {
  try {
    return edit(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${file.file} wasn't changed: ${error.message}`, error.fix);
  }
}

/**
 * Checks a changed file as an update would, in a copy of its folder, since the check also reads other files.
 *
 * @param change the change in words: `the new entry`
 * @throws UserError if the file would be invalid
 */
export function checkEdit({ path, file, stack }: Tenant, text: string, change: string): void {
  const scratch = mkdtempSync(join(tmpdir(), "aybiza-file-"));
  const folder = dirname(path);
  try {
    const copy = join(scratch, basename(folder));
    mkdirSync(copy);
    cpSync(folder, copy, { recursive: true });
    writeFileSync(join(copy, basename(path)), text);
    loadStackFile(copy, stack);
  } catch (error) {
    if (!(error instanceof StackFileError)) throw error;
    throw new UserError(
      "edit-invalid",
      `${file.file} wasn't changed: with ${change} it would be invalid`,
      error.problems.map(({ message, fix }) => `${message}; ${fix}`),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Writes a tenant's file atomically and keeps its permissions. */
export const writeEdit = ({ path }: Tenant, text: string): void =>
  writeAtomically(path, text, { mode: statSync(path).mode });
