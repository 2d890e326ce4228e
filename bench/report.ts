import { availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";
import { styleText } from "node:util";
import type { Budget, Measured, Verdict } from "./budgets.ts";

/** What the figures were taken on; the load says how far they can be trusted. */
export function machine(): string {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const load = loadavg()[0]!.toFixed(1);
  return `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${memory}, ${platform()}, Node ${process.versions.node}, load ${load}`;
}

/** A warning if other processes load the machine so much that timings can't be trusted. */
export function busy(load: number, cores: number): string | undefined {
  return load > cores / 2
    ? `This machine is busy (load ${load.toFixed(1)} on ${cores} cores): times are too long; ratios and processor time hold better.`
    : undefined;
}

/** One budget as text: the verdict, the figure with its limit, and how it was measured. */
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
