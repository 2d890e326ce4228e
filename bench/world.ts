import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, stateDir } from "../rehearsal/paths.ts";
import { startWorld, type World } from "../rehearsal/world.ts";
import type { BenchTenant } from "./tenants.ts";

/** The folder for all files of measurements. */
export const benchDir = join(stateDir, "bench");

/** Starts a world with the sample's region, and these tenants in place of the sample's. */
export async function worldOf(name: string, tenants: readonly BenchTenant[]): Promise<World> {
  const stacks = join(benchDir, `${name}-stacks`);
  rmSync(stacks, { recursive: true, force: true });
  mkdirSync(stacks, { recursive: true });
  cpSync(join(root, "stacks", "Pulumi.us.yaml"), join(stacks, "Pulumi.us.yaml"));
  for (const { stack, file } of tenants) writeFileSync(join(stacks, `Pulumi.${stack}.yaml`), file);
  return startWorld({ dir: join(benchDir, name), stacks, accounts: tenants.map((tenant) => tenant.account) });
}

/** Deploys stacks before a measurement. The engine saves its state only at the end, which is faster: a failed measurement can just be repeated. */
export async function prepare(world: World, ...stacks: string[]): Promise<void> {
  for (const stack of stacks) {
    await world.engine.must(["stack", "init", stack]);
    await world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack], {
      env: { PULUMI_SKIP_CHECKPOINTS: "true" },
    });
  }
}
