import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StackDocument } from "../../domain/config/document.ts";
import { startOf } from "../../launch/process-tree.mjs";
import type { StackStatus } from "./protocol.ts";

const STACK_FILE = /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/;

/** The stacks that a project has files for: regions first, since tenants need theirs. */
export function stacksOf(projectDir: string): { stack: string; kind: StackStatus["kind"] }[] {
  const dir = join(projectDir, "stacks");
  const stacks = readdirSync(dir).flatMap((file) => {
    const stack = STACK_FILE.exec(file)?.[1];
    if (stack === undefined) return [];
    const kind: StackStatus["kind"] = /^\s+aybiza:region:/m.test(readFileSync(join(dir, file), "utf8"))
      ? "region"
      : "tenant";
    return [{ stack, kind }];
  });
  return stacks.sort((a, b) => (a.kind === b.kind ? (a.stack < b.stack ? -1 : 1) : a.kind === "region" ? -1 : 1));
}

/** The region that a tenant's file names; undefined for a region's own file, and for one that can't be read: the loader says why. */
export function regionOf(projectDir: string, stack: string): string | undefined {
  const file = `Pulumi.${stack}.yaml`;
  try {
    const { config } = new StackDocument(file, readFileSync(join(projectDir, "stacks", file), "utf8"));
    const { region } = config["aybiza:tenant"] as { region?: unknown };
    return typeof region === "string" ? region : undefined;
  } catch {
    return undefined;
  }
}

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
