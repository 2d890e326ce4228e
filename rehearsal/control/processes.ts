import { processesWith, signalAll } from "../../launch/process-tree.mjs";

/** The environment variable that a world sets for the processes it starts, so that those of a killed world can be found. */
export const WORLD_MARK = "AYBIZA_WORLD";

/** Ids of the running processes that a world in this folder has started. */
export const leftBehind = (worldDir: string): number[] => processesWith(`${WORLD_MARK}=${worldDir}`);

/** Kills the processes that a killed world left running, and returns how many there were. */
export function endLeftBehind(worldDir: string): number {
  const pids = leftBehind(worldDir);
  signalAll(pids, "SIGKILL");
  return pids.length;
}
