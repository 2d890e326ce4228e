import type { TenantFile } from "../../domain/config/load.ts";
import type { Problem } from "../../domain/config/problem.ts";

/** A mistake with its place in the file. @param path keys below `config` */
export function problemAt(
  file: TenantFile,
  path: readonly string[],
  problem: Pick<Problem, "code" | "message" | "fix" | "edits">,
): Problem {
  return { file: file.file, line: file.document.line(path), path: file.document.path(path), ...problem };
}
