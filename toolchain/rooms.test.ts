import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { room } from "../launch/testing/room.ts";

const root = path.resolve(import.meta.dirname, "..");
const ROOMS = ["domain", "infra", "providers", "sdks", "lambdas", "launch", "cli", "rehearsal", "toolchain"];
const TOOLS = ["bench", "load", "faults", "live", "test"];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Runs the rules of .dependency-cruiser.mjs on a checkout. Returns violations as `rule: from -> to`, and the count of modules. */
async function cruise(folder: string, rooms: readonly string[]): Promise<{ refused: string[]; modules: number }> {
  const cruiser = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [cruiser, "--config", path.join(root, ".dependency-cruiser.mjs"), "--output-type", "json", ...rooms];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 100e6 }).catch(
    (error: { stdout?: string }) => {
      if (!error.stdout) throw error;
      return { stdout: error.stdout }; // the exit code is the number of violations
    },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[]; totalCruised: number } };
  const refused = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return { refused: refused.sort(), modules: summary.totalCruised };
}

test("each room imports only from the rooms below it, and no import goes in a circle", async () => {
  const { refused, modules } = await cruise(root, [...ROOMS, ...TOOLS]);
  expect(refused).toEqual([]);
  expect(modules).toBeGreaterThan(1_000);
});

test("the rooms that the rules know are those of the checkout", () => {
  for (const name of [...ROOMS, ...TOOLS]) expect(existsSync(path.join(root, name)), name).toBe(true);
});

test("a wrong import is refused by the rule that it breaks", async () => {
  const imports = (target: string) => `import { x } from "${target}";\nexport const y = x;\n`;
  const leaf = "export const x = 1;\n";
  const folder = room({
    "tsconfig.json": "{}",
    "rehearsal/world.ts": leaf,
    "toolchain/set-up.mjs": leaf,
    "lambdas/answer.ts": leaf,
    "infra/plan.ts": leaf,
    "cli/search.ts": imports("../rehearsal/world.ts"),
    "cli/world/up.ts": imports("../../rehearsal/world.ts"),
    "cli/search.test.ts": imports("../rehearsal/world.ts"),
    "infra/program.ts": imports("../toolchain/set-up.mjs"),
    "infra/fallback.ts": imports("../lambdas/answer.ts"),
    "providers/number.ts": imports("../rehearsal/world.ts"),
    "domain/rule.ts": imports("../infra/plan.ts"),
    "lambdas/handler.ts": imports("../infra/plan.ts"),
    "launch/start.ts": imports("../toolchain/set-up.mjs"),
    "rehearsal/one.ts": imports("./two.ts"),
    "rehearsal/two.ts": 'import type { y } from "./one.ts";\nexport const x: typeof y = 1;\n',
    "rehearsal/lost.ts": imports("./nowhere.ts"),
  });
  const { refused } = await cruise(folder, [
    "domain",
    "infra",
    "providers",
    "lambdas",
    "launch",
    "cli",
    "rehearsal",
    "toolchain",
  ]);
  expect(refused).toEqual(
    [
      "production-rehearses: cli/search.ts -> rehearsal/world.ts",
      "production-rehearses: providers/number.ts -> rehearsal/world.ts",
      "providers: providers/number.ts -> rehearsal/world.ts",
      "production-sets-up: infra/program.ts -> toolchain/set-up.mjs",
      "production-sets-up: launch/start.ts -> toolchain/set-up.mjs",
      "launch: launch/start.ts -> toolchain/set-up.mjs",
      "infra: infra/fallback.ts -> lambdas/answer.ts",
      "domain-is-pure: domain/rule.ts -> infra/plan.ts",
      "runtime-only: lambdas/handler.ts -> infra/plan.ts",
      "cycle: rehearsal/one.ts -> rehearsal/two.ts",
      "unresolvable: rehearsal/lost.ts -> ./nowhere.ts",
    ].sort(),
  );
});
