import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Linux's clock tick: a hundredth of a second. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

/** Processor time in milliseconds that a group of processes has taken, children that ended included; undefined where the system has no /proc. */
export function processorMs(group: number): number | undefined {
  if (!existsSync("/proc/self/stat")) return undefined;
  let ticks = 0;
  for (const pid of readdirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // The name, in brackets, may hold anything. After it: state, parent, group, ..., utime 14, stime, cutime, cstime 17.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (Number(fields[2]) !== group) continue;
      for (const field of fields.slice(11, 15)) ticks += Number(field);
    } catch {
      // it has ended
    }
  }
  return ticks * TICK_MS;
}
