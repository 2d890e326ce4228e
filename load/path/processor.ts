import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Linux's unit of processor time, a hundredth of a second, in milliseconds. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

/** Returns the processor time of a process group in milliseconds, including its ended children; undefined on systems without /proc. */
export function processorMs(group: number): number | undefined {
  if (!existsSync("/proc/self/stat")) return undefined;
  let ticks = 0;
  for (const pid of readdirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // Splits after the command's name, which may contain blanks: then come state, parent, group, ..., utime (field 14), stime, cutime, cstime (17).
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (Number(fields[2]) !== group) continue;
      for (const field of fields.slice(11, 15)) ticks += Number(field);
    } catch {
      // The process ended meanwhile.
    }
  }
  return ticks * TICK_MS;
}
