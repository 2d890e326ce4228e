import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "../../launch/process-tree.mjs";

/** A resource in a stack's state. */
export interface StoredResource {
  readonly type: string;
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Reads a stack's resources from Pulumi's file backend; undefined if the stack doesn't exist. */
export function resourcesOf(backendDir: string, stack: string): readonly StoredResource[] | undefined {
  try {
    const file = join(backendDir, ".pulumi", "stacks", "aybiza", `${stack}.json`);
    const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint?: { latest?: { resources?: [] } } };
    return state.checkpoint?.latest?.resources ?? [];
  } catch {
    return undefined;
  }
}

/** Lists the stack locks in Pulumi's file backend. A killed engine leaves a stale lock. */
export function locksOf(backendDir: string): { readonly stack: string; readonly isStale: boolean }[] {
  const dir = join(backendDir, ".pulumi", "locks", "organization", "aybiza");
  try {
    return readdirSync(dir).flatMap((stack) =>
      readdirSync(join(dir, stack)).map((lock) => ({ stack, isStale: isStale(join(dir, stack, lock)) })),
    );
  } catch {
    return [];
  }
}

/** Tells whether a lock's process has ended. A world's engines run on this machine, so its process id can be checked. */
function isStale(lock: string): boolean {
  try {
    const { pid } = JSON.parse(readFileSync(lock, "utf8")) as { pid: number };
    return startOf(pid) === undefined;
  } catch {
    return false; // another process is writing or removing the lock
  }
}
