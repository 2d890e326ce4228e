import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { startOf } from "../launch/process-tree.mjs";
import { stateDir } from "./paths.ts";

const worldsDir = join(stateDir, "worlds");

/** The world that is meant where nobody names one. */
export const DEFAULT_WORLD = "default";
/** Letters first, so that a name is never taken for a process id or an option. */
export const WORLD_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** What a running world has written down about itself. */
export interface WorldRecord {
  readonly name: string;
  readonly pid: number;
  /** Tells the process from a later one with the same number. */
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
  /** Everything that its parts said, one JSON object in each line. */
  readonly log: string;
  /** What a detached world's process printed. */
  readonly output: string;
  /** The clouds' own files: made anew at each start. */
  readonly world: string;
}

/** Where a named world's files are, whether or not it runs. */
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

/** Unix socket paths may have 103 bytes (macOS) or 107 (Linux): in a deep checkout the socket lies in the system's folder for temporary files. */
export function socketOf(home: WorldHome): string {
  const near = join(home.dir, "control.sock");
  if (Buffer.byteLength(near) <= 100) return near;
  const digest = Buffer.from(home.dir).reduce((hash, byte) => (hash * 31 + byte) % 2 ** 40, 7);
  const dir = join(tmpdir(), `aybiza-${userInfo().uid}-${digest.toString(36)}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return join(dir, "control.sock");
}

export type WorldState = "running" | "crashed" | "none";

/** Whether a world of that name runs, or its process is gone without having cleaned up. */
export function worldState(name: string): { state: WorldState; record?: WorldRecord } {
  const home = worldHome(name);
  try {
    const record = JSON.parse(readFileSync(home.record, "utf8")) as WorldRecord;
    const started = startOf(record.pid);
    return { state: started !== undefined && started === record.start ? "running" : "crashed", record };
  } catch {
    return { state: "none" };
  }
}

/** Names of worlds that run or have crashed. */
export function worldNames(): string[] {
  try {
    return readdirSync(worldsDir).filter((name) => WORLD_NAME.test(name) && worldState(name).state !== "none");
  } catch {
    return [];
  }
}

/**
 * Makes this process the world of that name. Of two processes that try at once, one gets it.
 * @returns the record, or undefined where another process has the name
 */
export function claimWorld(name: string): WorldRecord | undefined {
  const home = worldHome(name);
  mkdirSync(home.dir, { recursive: true, mode: 0o700 });
  const { pid } = process;
  const record = { name, pid, start: startOf(pid), startedAt: new Date().toISOString(), socket: socketOf(home) };
  // Written in full, then put in place in one step.
  const draft = `${home.record}.${pid}`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  try {
    linkSync(draft, home.record);
    return record;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes all files of a world. First its record goes, in one step: who comes next starts from nothing. */
export function removeWorld(name: string): void {
  const home = worldHome(name);
  const { record } = worldState(name);
  const gone = join(worldsDir, `.${name}-${process.pid}-${Date.now()}`);
  try {
    renameSync(home.dir, gone);
  } catch {
    return; // somebody else has removed it
  }
  rmSync(gone, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  if (record !== undefined && !record.socket.startsWith(home.dir)) rmSync(record.socket, { force: true });
}

/** A folder for this process's unnamed world. Those of processes that are gone are removed, so that a kill leaves nothing behind for long. */
export function freshWorldDir(): string {
  mkdirSync(worldsDir, { recursive: true });
  for (const name of readdirSync(worldsDir))
    if (/^\d+$/.test(name) && startOf(Number(name)) === undefined)
      rmSync(join(worldsDir, name), { recursive: true, force: true });
  return join(worldsDir, String(process.pid));
}
