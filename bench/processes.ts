import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

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

/** Resident memory, in bytes, of a process and all below it. Pages that they share count for each, so it is rather too much. */
export function memoryOf(pid: number): number {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of table) if (family.has(parent)) family.add(child);
  }
  return table.reduce((sum, [id, , kilobytes]) => (family.has(id) ? sum + kilobytes * 1024 : sum), 0);
}
