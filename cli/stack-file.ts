import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadStackFile } from "../domain/config/load.ts";
import { StackFileError } from "../domain/config/problem.ts";
import { Refusal } from "../rehearsal/control/refusal.ts";

/**
 * Judges a stack file that was changed as an update would judge it, beside all others of its folder: it is loaded from a copy.
 *
 * @param change what was changed, for people: `with this number`
 * @throws Refusal
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
    throw new Refusal(
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
