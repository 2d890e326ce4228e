import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../rehearsal/paths.ts";
import { resellerAccount } from "../../rehearsal/sample.ts";
import { startWorld, type World } from "../../rehearsal/world.ts";
import type { BudgetName, Measured } from "../budgets.ts";
import { timed } from "../processes.ts";
import type { Progress } from "../progress.ts";
import { pairedRatio } from "../statistics.ts";
import { benchDir, prepare } from "../world.ts";
import { requestsByOperation } from "./requests.ts";

/** Measures managed numbers that one entry with a count buys: seconds, and requests to Twilio for each number. */
export async function measureManaged(
  progress: Progress,
  quick: boolean,
): Promise<Partial<Record<BudgetName, Measured>>> {
  const count = quick ? 40 : 500;
  const few = count / 10;
  const stacks = { many: "oak-us", few: "elm-us" };
  progress.say("deploying a region");
  const world = await managedWorld({ [stacks.many]: count, [stacks.few]: few });
  try {
    await prepare(world, "us");
    await up(world, stacks.few);
    const { journal } = world.twilio.store;
    const mark = journal.length;
    progress.say(`up of ${count} managed numbers, some minutes`);
    const first = await timed(() => up(world, stacks.many));
    if (world.twilio.store.bought !== count + few)
      throw new Error(`${world.twilio.store.bought} numbers were bought, not ${count + few}`);
    const asked = journal.slice(mark);
    const changes = asked.filter(({ mutating }) => mutating).length;
    const before = journal.length;
    const preview = (stack: string) =>
      timed(() => world.engine.must(["preview", "--stack", stack, "--expect-no-changes", "--suppress-progress"]));
    const runs: { many: number[]; few: number[] } = { many: [], few: [] };
    for (let round = 0; round <= (quick ? 1 : 3); round++) {
      progress.say(`previews of ${few} and ${count}, round ${round}`);
      const [one, other] = [await preview(stacks.few), await preview(stacks.many)];
      if (round === 0) continue;
      runs.few.push(one.seconds);
      runs.many.push(other.seconds);
    }
    const looked = journal.length - before;
    const seconds = (list: number[]) => list.map((s) => s.toFixed(2)).join(", ");
    return {
      "requests-500-managed": {
        figure: asked.length / count,
        detail: `up of ${count} in ${first.seconds.toFixed(1)} s, ${asked.length} requests to Twilio, ${changes} of which change something (${requestsByOperation(asked)}); a preview makes ${Math.round(looked / (runs.many.length + 1) / 2)}`,
      },
      "preview-500-managed": {
        figure: pairedRatio(runs.many, runs.few),
        detail: `${count} numbers: ${seconds(runs.many)} s; ${few} numbers: ${seconds(runs.few)} s`,
      },
    };
  } finally {
    await world.stop();
  }
}

async function up(world: World, stack: string): Promise<void> {
  if (stack !== "us") await world.engine.must(["stack", "init", stack]);
  await world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack]);
}

/** Starts a world with copies of the sample's managed tenant; `counts` has the number of phone numbers of each stack. */
function managedWorld(counts: Readonly<Record<string, number>>): Promise<World> {
  const folder = join(benchDir, "managed-stacks");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, "stacks/Pulumi.us.yaml"), join(folder, "Pulumi.us.yaml"));
  const sample = readFileSync(join(root, "stacks/Pulumi.willow-us.yaml"), "utf8");
  for (const [stack, count] of Object.entries(counts)) {
    const id = stack.replace(/-us$/, "");
    const text = sample
      .replaceAll("willow", id)
      .replace(/^( {2}aybiza:tenant: \{ .*) \}$/m, `$1, numbers: ${count} }`)
      .replace(/buy: \{.*?\}/, `buy: { country: US, type: local, count: ${count} }`)
      .replace(/^encryptionsalt.*\n/m, "");
    writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);
  }
  return startWorld({ dir: join(benchDir, "managed"), stacks: folder, accounts: [resellerAccount] });
}
