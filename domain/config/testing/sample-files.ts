import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { loadStackFile, type RegionFile, type TenantFile } from "../load.ts";
import { type Problem, StackFileError } from "../problem.ts";

/** Copies the sample files for each test, to edit and load them. */
export function sampleFiles() {
  let folder = "";
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "aybiza-samples-")), "stacks");
    cpSync(join(import.meta.dirname, "../../../stacks"), folder, { recursive: true });
  });
  afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

  const path = (stack: string) => join(folder, `Pulumi.${stack}.yaml`);
  const load = (stack: string): RegionFile | TenantFile => loadStackFile(folder, stack);
  const failure = (stack: string): StackFileError | undefined => {
    try {
      load(stack);
    } catch (error) {
      if (error instanceof StackFileError) return error;
      throw error;
    }
    return undefined;
  };
  const problems = (stack: string): readonly Problem[] => failure(stack)?.problems ?? [];
  return {
    path,
    read: (stack: string): string => readFileSync(path(stack), "utf8"),
    write: (stack: string, text: string | Uint8Array): void => writeFileSync(path(stack), text),
    load,
    /** The error for a stack's file, if it is refused. */
    failure,
    problems,
    /** Code and path of each mistake. */
    places: (stack: string) => problems(stack).map((p) => `${p.code} ${p.path}`),
    /** Replaces a part of a file. Fails if the file doesn't have it. */
    edit(stack: string, from: string | RegExp, to: string): void {
      const text = readFileSync(path(stack), "utf8");
      const changed = text.replace(from, () => to);
      expect(changed).not.toBe(text);
      writeFileSync(path(stack), changed);
    },
  };
}
