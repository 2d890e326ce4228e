import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadStackFile } from "../domain/config/load.ts";
import { StackFileError } from "../domain/config/problem.ts";
import { UserError } from "../domain/user-error.ts";

/**
 * The text of a stack file after an edit, which isn't written yet.
 * @throws UserError that names the file, where it has a form in which the edit isn't possible
 */
export function edited(of: { path: string; file: { file: string } }, edit: (text: string) => string): string {
  try {
    return edit(readFileSync(of.path, "utf8"));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${of.file.file} wasn't changed: ${error.message}`, error.fix);
  }
}

/**
 * Judges a stack file that was changed as an update would judge it, beside all others of its folder: it is loaded from a copy.
 *
 * @param change what was changed, for people: `with this number`
 * @throws UserError
 */
export function judge(folder: string, stack: string, text: string, change: string): void {
  const scratch = mkdtempSync(join(tmpdir(), "aybiza-file-"));
  try {
    const copy = join(scratch, basename(folder));
    mkdirSync(copy);
    cpSync(folder, copy, { recursive: true });
    writeFileSync(join(copy, `Pulumi.${stack}.yaml`), text);
    loadStackFile(copy, stack);
  } catch (error) {
    if (!(error instanceof StackFileError)) throw error;
    throw new UserError(
      "change-invalid",
      `the file of stack ${stack} wasn't changed, since ${change} it would have ${error.problems.length === 1 ? "a mistake" : "mistakes"}`,
      error.problems.map(({ message, fix }) => `${message}; ${fix}`),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Writes a stack file in one step, with the rights that it has. */
export function writeStackFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: statSync(path).mode });
  renameSync(draft, path);
}
