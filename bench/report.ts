import { availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";
import { styleText } from "node:util";
import type { Budget, Measured, Verdict } from "./budgets.ts";

/** Describes the machine that the figures were measured on, with its load: under a high load the timings are unreliable. */
export function machine(): string {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const load = loadavg()[0]!.toFixed(1);
  return `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${memory}, ${platform()}, Node ${process.versions.node}, load ${load}`;
}

/** A warning if other processes load the machine so much that timings can't be trusted. */
export function busy(load: number, cores: number): string | undefined {
  return load > cores / 2
    ? `This machine is busy (load ${load.toFixed(1)} on ${cores} cores): measured times are too long; ratios and processor times are more reliable.`
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

/** Returns the verdicts as one line of JSON. */
export const json = (verdicts: readonly Verdict[]): string => JSON.stringify({ budgets: verdicts });
