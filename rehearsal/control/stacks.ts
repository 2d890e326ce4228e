import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "../../launch/process-tree.mjs";

/** A resource of a stack in Pulumi's file backend. */
export interface StoredResource {
  readonly type: string;
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The resources of a stack in Pulumi's file backend; undefined where the stack doesn't exist. */
export function resourcesOf(backendDir: string, stack: string): readonly StoredResource[] | undefined {
  try {
    const file = join(backendDir, ".pulumi", "stacks", "aybiza", `${stack}.json`);
    const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint?: { latest?: { resources?: [] } } };
    return state.checkpoint?.latest?.resources ?? [];
  } catch {
    return undefined;
  }
}

/** The stack locks of Pulumi's file backend. A killed engine leaves a stale lock. */
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

/** A world's engines run on this machine, so a lock whose process has ended is stale. */
function isStale(lock: string): boolean {
  try {
    const { pid } = JSON.parse(readFileSync(lock, "utf8")) as { pid: number };
    return startOf(pid) === undefined;
  } catch {
    return false; // just being written or removed
  }
}
