import { processesWith, signalAll } from "../../launch/process-tree.mjs";

/** Environment variable that marks a world's processes, so that leftovers of a killed world can be found. */
export const WORLD_MARK = "AYBIZA_WORLD";

/** Returns the ids of the running processes that the world in this folder started. */
export const leftBehind = (worldDir: string): number[] => processesWith(`${WORLD_MARK}=${worldDir}`);

/** Kills the processes that a killed world left running, and returns how many there were. */
export function endLeftBehind(worldDir: string): number {
  const pids = leftBehind(worldDir);
  signalAll(pids, "SIGKILL");
  return pids.length;
}
