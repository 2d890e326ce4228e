import { availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";
import { styleText } from "node:util";
import type { Budget, Measured, Verdict } from "./budgets.ts";

/** What the figures were taken on; the load says how far they can be trusted. */
export function machine(): string {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const load = loadavg()[0]!.toFixed(1);
  return `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${memory}, ${platform()}, Node ${process.versions.node}, load ${load}`;
}

/** One budget for people: the verdict, the figure beside the limit, and what it stands on. */
export function line(
  budget: Budget,
  measured: Measured | undefined,
  { met, figure }: Verdict,
  colours: boolean,
): string {
  const word = met === null ? "--" : met ? "ok" : "missed";
  const style = met === null ? "dim" : met ? "green" : "red";
  const mark = colours ? styleText(style, word.padEnd(6), { validateStream: false }) : word.padEnd(6);
  const value = figure === null ? "not measured" : `${figure} ${budget.unit}`;
  return `${mark} ${budget.what}: ${value} (at most ${budget.limit} ${budget.unit})${measured ? `\n       ${measured.detail}` : ""}`;
}

/** The one line for machines. */
export const json = (verdicts: readonly Verdict[]): string => JSON.stringify({ budgets: verdicts });
