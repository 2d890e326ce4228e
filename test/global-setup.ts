import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder of the deployed worlds that the tests of one run share. It is created when the run begins, and removed when it ends. */
    snapshots: string;
  }
}

export default function setUp(project: TestProject): () => void {
  const snapshots = mkdtempSync(join(tmpdir(), "aybiza-snapshots-"));
  project.provide("snapshots", snapshots);
  return () => rmSync(snapshots, { recursive: true, force: true });
}
