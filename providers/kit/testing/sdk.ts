import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { layoutOf } from "../../../toolchain/layout.mjs";
import type { PackageSpec } from "../define.ts";
import { packageSchema } from "../schema.ts";

const root = join(import.meta.dirname, "../../..");
const { pulumi } = layoutOf(root);

/** Generates a package's SDK and pages into a scratch folder and compares them, file by file, with those that are committed. */
export function expectCommittedSdk(name: string, scratch: string): void {
  const script = `providers/${name}/generate-sdk.ts`;
  const run = spawnSync(process.execPath, [join(root, script), scratch], { encoding: "utf8" });
  expect(run.status, run.stderr).toBe(0);
  for (const folder of [`sdks/${name}`, `docs/packages/${name}`]) {
    const committed = readdirSync(join(root, folder)).filter((file) => /\.(ts|json|md)$/.test(file));
    expect(readdirSync(join(scratch, folder)).sort()).toEqual(committed.sort());
    for (const file of committed) {
      const made = readFileSync(join(scratch, folder, file), "utf8");
      expect(made, "run `npm run generate`").toBe(readFileSync(join(root, folder, file), "utf8"));
    }
  }
}

/** The package's schema passes `pulumi schema check` without a word. */
export function expectValidSchema<Client>(spec: PackageSpec<Client>, scratch: string): void {
  const file = join(scratch, "schema.json");
  writeFileSync(file, JSON.stringify(packageSchema(spec)));
  const env = { ...process.env, PULUMI_HOME: join(scratch, "home"), PULUMI_SKIP_UPDATE_CHECK: "1" };
  const checked = spawnSync(pulumi, ["schema", "check", file], { encoding: "utf8", env });
  expect({ status: checked.status, output: checked.stdout + checked.stderr }).toEqual({ status: 0, output: "" });
}
