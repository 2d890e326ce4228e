import type { TenantFile } from "../../domain/config/load.ts";
import type { Problem } from "../../domain/config/problem.ts";

/** Adds a problem's place in the file. @param path keys below `config` */
export function problemAt(
  file: TenantFile,
  path: readonly string[],
  problem: Pick<Problem, "code" | "message" | "fix" | "edits">,
): Problem {
  return file.document.locate({ ...problem, path });
}
