import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stateDir } from "./paths.ts";

const worlds = join(stateDir, "worlds");

/** A folder for this process's world. Folders of worlds whose process is gone are removed, so that a kill leaves nothing behind for long. */
export function freshWorldDir(): string {
  mkdirSync(worlds, { recursive: true });
  for (const name of readdirSync(worlds))
    if (!isAlive(Number(name))) rmSync(join(worlds, name), { recursive: true, force: true });
  return join(worlds, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
