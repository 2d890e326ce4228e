import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createAtomically } from "../atomic-write.mjs";
import { stateDir } from "../checkout.ts";
import { startOf } from "../process-tree.mjs";
import { WORLD_NAME } from "./name.ts";

const worldsDir = join(stateDir, "worlds");

/** The record that a running world writes, so that other processes find it. */
export interface WorldRecord {
  readonly name: string;
  readonly pid: number;
  /** Start time of the process, which distinguishes it from a later process with the same id. */
  readonly start: string | undefined;
  /** Start time of the world in ISO 8601. */
  readonly startedAt: string;
  /** Path of the world's control socket. */
  readonly socket: string;
}

/** Files of a named world. */
export interface WorldHome {
  readonly name: string;
  readonly dir: string;
  readonly record: string;
  /** Log file of all the world's parts, one JSON object a line. */
  readonly log: string;
  /** File with the output of a detached world's process. */
  readonly output: string;
  /** Folder with the files of the world's clouds, emptied at each start. */
  readonly world: string;
}

/** Returns the paths of a named world's files. They needn't exist. */
export function worldHome(name: string): WorldHome {
  const dir = join(worldsDir, name);
  return {
    name,
    dir,
    record: join(dir, "world.json"),
    log: join(dir, "log.jsonl"),
    output: join(dir, "output.log"),
    world: join(dir, "world"),
  };
}

/** Returns the control socket's path: in a deep checkout in the temporary folder, since Unix limits it to 103 bytes (macOS) or 107 (Linux). */
function socketOf(home: WorldHome): string {
  const near = join(home.dir, "control.sock");
  if (Buffer.byteLength(near) <= 100) return near;
  const digest = Buffer.from(home.dir).reduce((hash, byte) => (hash * 31 + byte) % 2 ** 40, 7);
  const dir = join(tmpdir(), `aybiza-${userInfo().uid}-${digest.toString(36)}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return join(dir, "control.sock");
}

/** State of a world. `crashed`: its process has ended without removing its files. */
export type WorldState = "running" | "crashed" | "none";

/** Returns the state of a named world, and its record. */
export function worldState(name: string): { state: WorldState; record?: WorldRecord } {
  try {
    const record = JSON.parse(readFileSync(worldHome(name).record, "utf8")) as WorldRecord;
    const started = startOf(record.pid);
    return { state: started !== undefined && started === record.start ? "running" : "crashed", record };
  } catch {
    return { state: "none" };
  }
}

/** Returns the names of the worlds that are running or have crashed. */
export function worldNames(): string[] {
  try {
    return readdirSync(worldsDir).filter((name) => WORLD_NAME.test(name) && worldState(name).state !== "none");
  } catch {
    return [];
  }
}

/**
 * Claims a world's name for this process. Of several processes that try at the same time, one succeeds.
 * @returns undefined if another process has the name
 */
export function claimWorld(name: string): WorldRecord | undefined {
  const home = worldHome(name);
  mkdirSync(home.dir, { recursive: true, mode: 0o700 });
  const { pid } = process;
  const record = { name, pid, start: startOf(pid), startedAt: new Date().toISOString(), socket: socketOf(home) };
  return createAtomically(home.record, JSON.stringify(record), { mode: 0o600 }) ? record : undefined;
}

/** Removes all files of a world. Renames the folder first, so that a new world with the same name keeps its files. */
export function removeWorld(name: string): void {
  const home = worldHome(name);
  const { record } = worldState(name);
  const gone = join(worldsDir, `.${name}-${process.pid}-${Date.now()}`);
  try {
    renameSync(home.dir, gone);
  } catch {
    return; // another process removed the files first
  }
  rmSync(gone, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  if (record !== undefined && !record.socket.startsWith(home.dir)) rmSync(record.socket, { force: true });
}

/** Creates a folder for this process's unnamed world. Removes the folders that killed processes left. */
export function freshWorldDir(): string {
  mkdirSync(worldsDir, { recursive: true });
  for (const name of readdirSync(worldsDir))
    if (/^\d+$/.test(name) && startOf(Number(name)) === undefined)
      rmSync(join(worldsDir, name), { recursive: true, force: true });
  return join(worldsDir, String(process.pid));
}
