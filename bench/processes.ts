import { readFileSync } from "node:fs";
import { processes, processTree } from "../launch/process-tree.mjs";

/** What the kernel counts processor time in: 100 ticks a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time, in seconds, of all processes that this one started and that have ended, with those that they started and waited for.
 * Undefined where the system doesn't tell (only Linux does). https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function childSeconds(): number | undefined {
  try {
    const stat = readFileSync("/proc/self/stat", "utf8");
    // The name, in brackets, may hold blanks; cutime and cstime are the 14th and 15th field after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

/** How long something took, and how much processor time the processes that it started needed. */
export interface Timed<T> {
  readonly value: T;
  readonly seconds: number;
  readonly cpuSeconds: number | undefined;
}

export async function timed<T>(act: () => Promise<T>): Promise<Timed<T>> {
  const before = childSeconds();
  const started = performance.now();
  const value = await act();
  const seconds = (performance.now() - started) / 1000;
  const after = childSeconds();
  return { value, seconds, cpuSeconds: before === undefined || after === undefined ? undefined : after - before };
}

/** Resident memory, in bytes, of a process and its descendants. Pages that they share count in each, so the figure is an upper bound. */
export const memoryOf = (pid: number): number =>
  processTree(processes(), pid).reduce((sum, one) => sum + one.memoryBytes, 0);
