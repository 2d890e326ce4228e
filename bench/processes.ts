import { readFileSync } from "node:fs";
import { processes, processTree } from "../launch/process-tree.mjs";

/** The kernel's unit of processor time: 100 ticks a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Returns the processor time, in seconds, of this process's children that have ended, including the descendants that they waited for.
 * Undefined on systems other than Linux. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function childSeconds(): number | undefined {
  try {
    const stat = readFileSync("/proc/self/stat", "utf8");
    // Splits after the command's name, which is in brackets and may contain blanks; cutime and cstime are the 14th and 15th field after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

/** A result with the seconds that it took, and the processor time of the child processes (undefined if not on Linux). */
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

/** Returns the resident memory, in bytes, of a process and its descendants: an upper bound, since shared pages count once for each process. */
export const memoryOf = (pid: number): number =>
  processTree(processes(), pid).reduce((sum, one) => sum + one.memoryBytes, 0);
