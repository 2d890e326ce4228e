import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "../../launch/process-tree.mjs";

/** A resource of a stack, as Pulumi's file backend keeps it. */
export interface StoredResource {
  readonly type: string;
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The resources that a stack holds by Pulumi's file backend; undefined for one that isn't made. */
export function resourcesOf(backendDir: string, stack: string): readonly StoredResource[] | undefined {
  try {
    const file = join(backendDir, ".pulumi", "stacks", "aybiza", `${stack}.json`);
    const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint?: { latest?: { resources?: [] } } };
    return state.checkpoint?.latest?.resources ?? [];
  } catch {
    return undefined;
  }
}

/** Locks of Pulumi's file backend: which engine works on which stack. A killed engine leaves its lock. */
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

/** A world's engines run on its own machine, so a lock whose process is gone is nobody's. */
function isStale(lock: string): boolean {
  try {
    const { pid } = JSON.parse(readFileSync(lock, "utf8")) as { pid: number };
    return startOf(pid) === undefined;
  } catch {
    return false; // just written, or just given back
  }
}
