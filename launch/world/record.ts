import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createAtomically } from "../atomic-write.mjs";
import { stateDir } from "../checkout.ts";
import { startOf } from "../process-tree.mjs";
import { WORLD_NAME } from "./name.ts";

const worldsDir = join(stateDir, "worlds");

/** What a running world writes about itself, so that other processes find it. */
export interface WorldRecord {
  readonly name: string;
  readonly pid: number;
  /** When the process started: distinguishes it from a later process with the same id. */
  readonly start: string | undefined;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Path of its control socket. */
  readonly socket: string;
}

/** Files of a named world. */
export interface WorldHome {
  readonly name: string;
  readonly dir: string;
  readonly record: string;
  /** The logs of all its parts, one JSON object a line. */
  readonly log: string;
  /** What the process of a detached world printed. */
  readonly output: string;
  /** The files of its clouds, made anew at each start. */
  readonly world: string;
}

/** Paths of a named world's files, whether or not it runs. */
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

/** A Unix socket's path may have 103 bytes (macOS) or 107 (Linux): for a deep checkout the socket goes to the system's temporary folder. */
function socketOf(home: WorldHome): string {
  const near = join(home.dir, "control.sock");
  if (Buffer.byteLength(near) <= 100) return near;
  const digest = Buffer.from(home.dir).reduce((hash, byte) => (hash * 31 + byte) % 2 ** 40, 7);
  const dir = join(tmpdir(), `aybiza-${userInfo().uid}-${digest.toString(36)}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return join(dir, "control.sock");
}

/** `crashed`: its process is gone and left its files behind. */
export type WorldState = "running" | "crashed" | "none";

/** Looks up a named world. */
export function worldState(name: string): { state: WorldState; record?: WorldRecord } {
  try {
    const record = JSON.parse(readFileSync(worldHome(name).record, "utf8")) as WorldRecord;
    const started = startOf(record.pid);
    return { state: started !== undefined && started === record.start ? "running" : "crashed", record };
  } catch {
    return { state: "none" };
  }
}

/** Names of the worlds that run or have crashed. */
export function worldNames(): string[] {
  try {
    return readdirSync(worldsDir).filter((name) => WORLD_NAME.test(name) && worldState(name).state !== "none");
  } catch {
    return [];
  }
}

/**
 * Makes this process the world of that name. Of several processes that try at once, one succeeds.
 * @returns undefined where another process has the name
 */
export function claimWorld(name: string): WorldRecord | undefined {
  const home = worldHome(name);
  mkdirSync(home.dir, { recursive: true, mode: 0o700 });
  const { pid } = process;
  const record = { name, pid, start: startOf(pid), startedAt: new Date().toISOString(), socket: socketOf(home) };
  return createAtomically(home.record, JSON.stringify(record), { mode: 0o600 }) ? record : undefined;
}

/** Removes all files of a world. The rename comes first: a world of that name that starts meanwhile keeps its files. */
export function removeWorld(name: string): void {
  const home = worldHome(name);
  const { record } = worldState(name);
  const gone = join(worldsDir, `.${name}-${process.pid}-${Date.now()}`);
  try {
    renameSync(home.dir, gone);
  } catch {
    return; // another process has removed them
  }
  rmSync(gone, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  if (record !== undefined && !record.socket.startsWith(home.dir)) rmSync(record.socket, { force: true });
}

/** A folder for this process's unnamed world. Removes the folders that killed processes left behind. */
export function freshWorldDir(): string {
  mkdirSync(worldsDir, { recursive: true });
  for (const name of readdirSync(worldsDir))
    if (/^\d+$/.test(name) && startOf(Number(name)) === undefined)
      rmSync(join(worldsDir, name), { recursive: true, force: true });
  return join(worldsDir, String(process.pid));
}
