import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { Engine } from "../../launch/engine.ts";
import { root } from "../../rehearsal/paths.ts";
import type { BudgetName, Measured } from "../budgets.ts";
import { type Timed, timed } from "../processes.ts";
import type { Progress } from "../progress.ts";
import { median, pairedRatio, spread } from "../statistics.ts";
import { tenantOf } from "../tenants.ts";
import { benchDir, prepare, worldOf } from "../world.ts";

/** Measures previews without changes, in alternation: of an empty program, of 50 adopted numbers, of 500 adopted numbers. */
export async function measureEngine(
  progress: Progress,
  quick: boolean,
  with500: boolean,
): Promise<Partial<Record<BudgetName, Measured>>> {
  const fifty = tenantOf("fifty-us", 50, "adopt");
  const many = tenantOf("many-us", 500, "adopt", 50);
  const tenants = with500 ? [fifty, many] : [fifty];
  progress.say(`deploying a region with a tenant of 50 numbers${with500 ? " and one of 500" : ""}`);
  const world = await worldOf("engine", tenants);
  try {
    await prepare(world, "us", ...tenants.map(({ stack }) => stack));
    const empty = emptyProgram(world.env);
    await empty.must(["stack", "init", "empty"]);
    const runs: Record<"empty" | "fifty" | "many", Timed<unknown>[]> = { empty: [], fifty: [], many: [] };
    const preview = (engine: Engine, stack: string) =>
      timed(() => engine.must(["preview", "--stack", stack, "--suppress-progress"]));
    const rounds = quick ? 2 : 5;
    // The first round only warms the caches of the disk and of Node: its figures are dropped.
    for (let round = 0; round <= rounds; round++) {
      progress.say(`previews, round ${round} of ${rounds}`);
      const each = {
        empty: await preview(empty, "empty"),
        fifty: await preview(world.engine, fifty.stack),
        ...(with500 && { many: await preview(world.engine, many.stack) }),
      };
      if (round > 0) for (const [kind, run] of Object.entries(each)) runs[kind as keyof typeof runs].push(run);
    }
    const seconds = (kind: keyof typeof runs) => runs[kind].map((run) => run.seconds);
    return {
      "empty-preview": { figure: median(seconds("empty")), detail: told(runs.empty) },
      "preview-50": {
        figure: pairedRatio(seconds("fifty"), seconds("empty")),
        detail: `${told(runs.fifty)}${cpuRatio(runs.fifty, runs.empty)}`,
      },
      ...(with500 && {
        "preview-500": {
          figure: pairedRatio(seconds("many"), seconds("fifty")),
          detail: `${told(runs.many)}${cpuRatio(runs.many, runs.fifty)}`,
        },
      }),
    };
  } finally {
    await world.stop();
  }
}

/** Creates a project with an empty program, which Node starts with the same options as this repository's program. */
function emptyProgram(env: NodeJS.ProcessEnv): Engine {
  const dir = join(benchDir, "empty");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(dir, "stacks"), { recursive: true });
  const project = parseDocument(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
  project.set("name", "empty");
  project.set("main", "main.mjs");
  project.delete("plugins");
  const options = project.getIn(["runtime", "options", "nodeargs"]);
  // The option's path is relative to the program's folder, which differs for this program.
  project.setIn(
    ["runtime", "options", "nodeargs"],
    String(options).replaceAll("../launch/", `${join(root, "launch")}/`),
  );
  writeFileSync(join(dir, "Pulumi.yaml"), project.toString());
  writeFileSync(join(dir, "package.json"), '{ "name": "empty", "type": "module" }\n');
  writeFileSync(join(dir, "main.mjs"), "export default async () => ({});\n");
  return new Engine(dir, env);
}

const cpu = (runs: readonly Timed<unknown>[]) =>
  runs.flatMap((run) => (run.cpuSeconds === undefined ? [] : [run.cpuSeconds]));

const told = (runs: readonly Timed<unknown>[]) => {
  const wall = spread(
    runs.map((run) => run.seconds),
    "s",
  );
  return cpu(runs).length === 0 ? wall : `${wall}, ${median(cpu(runs)).toFixed(2)} s of processor time`;
};

const cpuRatio = (runs: readonly Timed<unknown>[], baseline: readonly Timed<unknown>[]) =>
  cpu(runs).length === 0 ? "" : `, ${pairedRatio(cpu(runs), cpu(baseline)).toFixed(2)} times the baseline's`;
