import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { layoutOf } from "../../../toolchain/layout.mjs";
import type { PackageSpec } from "../define.ts";
import { packageSchema } from "../schema.ts";

const root = join(import.meta.dirname, "../../..");
const { pulumi } = layoutOf(root);

/** Generates a package's SDK into a scratch folder and compares it, file by file, with the one that is committed. */
export function expectCommittedSdk(name: string, scratch: string): void {
  const script = `providers/${name}/generate-sdk.ts`;
  const made = join(scratch, "sdk");
  const run = spawnSync(process.execPath, [join(root, script), made], { encoding: "utf8" });
  expect(run.status, run.stderr).toBe(0);
  const committed = join(root, "sdks", name);
  const names = readdirSync(committed).filter((file) => /\.(ts|json)$/.test(file));
  expect(readdirSync(made).sort()).toEqual(names.sort());
  for (const file of names) {
    const hint = `run \`node ${script}\``;
    expect(readFileSync(join(made, file), "utf8"), hint).toBe(readFileSync(join(committed, file), "utf8"));
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
