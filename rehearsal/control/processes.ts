import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly memoryBytes: number;
}

/** Marks the processes that a world has started, in their environment: a world that was killed is known by it. */
export const WORLD_MARK = "AYBIZA_WORLD";

/** All processes of this machine. */
export function processes(): Process[] {
  const text = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,rss=,comm="], { encoding: "utf8" });
  return text
    .trim()
    .split("\n")
    .filter((line) => !/ (\/bin\/)?ps$/.test(line)) // the one that tells
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, group = 0, kib = 0]) => ({ pid, parent, group, memoryBytes: kib * 1024 }));
}

/** A process, all that descend from it, and all of some process groups. */
export function family(all: readonly Process[], pid: number, groups: readonly number[] = []): Process[] {
  const members = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of all)
      if (!members.has(one.pid) && (members.has(one.parent) || groups.includes(one.group))) {
        members.add(one.pid);
        grown = true;
      }
  }
  return all.filter((one) => members.has(one.pid));
}

/** Ids of the processes that a world in this folder has started and that still run. */
export function leftBehind(worldDir: string): number[] {
  const mark = `${WORLD_MARK}=${worldDir}`;
  if (process.platform === "linux") {
    const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return ids.map(Number).filter((pid) => pid !== process.pid && environmentOf(pid).includes(mark));
  }
  // macOS and BSD show one's own processes' environment after their arguments.
  const text = execFileSync("ps", ["-A", "-E", "-ww", "-o", "pid=,command="], { encoding: "utf8" });
  return text
    .split("\n")
    .filter((line) => line.split(" ").includes(mark))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid);
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // it has ended, or is somebody else's
  }
}

/** Ends what a killed world left running. Gives how many processes that were. */
export function endLeftBehind(worldDir: string): number {
  const pids = leftBehind(worldDir);
  for (const pid of pids)
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it has ended by itself
    }
  return pids.length;
}
