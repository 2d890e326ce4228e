import type { Checked } from "../../domain/config/check.ts";
import type { Problem } from "../../domain/config/problem.ts";
import type { Paint } from "../paint.ts";

/** Formats mistakes for people: place, rule, what is wrong and the fix. */
export const linesOf = (problems: readonly Problem[], paint: Paint): string[] =>
  problems.flatMap(({ file, line, path, code, message, fix }) => [
    `${paint("bold", line === undefined ? file : `${file}:${line}`)}  ${paint("cyan", path)}  ${paint("dim", code)}`,
    `    ${paint("red", message)}`,
    `    ${paint("green", "Fix:")} ${paint("reset", fix)}`,
    "",
  ]);

/** `2 mistakes in 1 of 5 files (0.2 s)` */
export function summaryOf(
  { files, fresh }: Pick<Checked, "files" | "fresh">,
  problems: readonly Problem[],
  seconds: number,
  paint: Paint,
): string {
  const wrong = new Set(problems.map(({ file }) => file)).size;
  const all = counted(files, "file");
  const unchanged = fresh < files ? `, ${(files - fresh).toLocaleString("en-US")} unchanged since the last check` : "";
  const aside = paint("dim", `(${seconds.toFixed(1)} s${unchanged})`);
  return problems.length === 0
    ? `${paint("green", "ok")} ${all}, no mistakes ${aside}`
    : `${paint("red", counted(problems.length, "mistake"))} in ${wrong.toLocaleString("en-US")} of ${all} ${aside}`;
}

const counted = (n: number, noun: string) => `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
