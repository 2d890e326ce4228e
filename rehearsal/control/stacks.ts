import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/** How many resources a stack holds by Pulumi's file backend; undefined for one that isn't made. */
export function resourcesOf(backendDir: string, stack: string): number | undefined {
  try {
    const file = join(backendDir, ".pulumi", "stacks", "aybiza", `${stack}.json`);
    const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint?: { latest?: { resources?: unknown[] } } };
    return state.checkpoint?.latest?.resources?.length ?? 0;
  } catch {
    return undefined;
  }
}

/** Stacks that an engine is working on, whoever started it. */
export function lockedStacks(backendDir: string): string[] {
  try {
    const dir = join(backendDir, ".pulumi", "locks", "organization", "aybiza");
    return readdirSync(dir).filter((stack) => readdirSync(join(dir, stack)).length > 0);
  } catch {
    return [];
  }
}
