import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { stateDir } from "../rehearsal/paths.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder of the deployed worlds that the tests of one run share; empty when the run begins. */
    snapshots: string;
  }
}

export default function setUp(project: TestProject): void {
  const snapshots = join(stateDir, "test", "snapshots");
  rmSync(snapshots, { recursive: true, force: true });
  mkdirSync(snapshots, { recursive: true });
  project.provide("snapshots", snapshots);
}
