import { mkdirSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { handleClosedOutput, Interruption } from "../launch/interruption.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { endWorlds } from "../rehearsal/world.ts";
import { collect, readArguments, toolOptions } from "../toolchain/tool-options.ts";
import { BUDGETS, type Budget, type BudgetName, chosen, type Measured, verdict } from "./budgets.ts";
import { Progress } from "./progress.ts";
import { busy, json, line, machine } from "./report.ts";

interface Options {
  readonly quick: boolean;
  readonly only: readonly string[];
  readonly strict: boolean;
  readonly json: boolean;
  readonly list: boolean;
}

let options: Options;
let budgets: Budget[];
try {
  options = readArguments<Options>(
    toolOptions("bench")
      .option("--quick", "", false)
      .option("--only <budget>", "", collect, [])
      .option("--strict", "", false)
      .option("--json", "", false)
      .option("--list", "", false),
    process.argv.slice(2),
  );
  budgets = chosen(options.only);
} catch (error) {
  process.stderr.write(`npm run bench: ${(error as Error).message}\n`);
  process.exit(2);
}
const out = options.json ? process.stderr : process.stdout;
const colours = out.isTTY === true && process.env.NO_COLOR === undefined;
const progress = new Progress(process.stderr);
const say = (text: string) => {
  progress.clear();
  out.write(`${text}\n`);
};

if (options.list) {
  for (const { name, group, what, limit, unit } of budgets)
    say(`${name.padEnd(18)} ${group.padEnd(9)} ${what}: at most ${limit} ${unit}`);
  process.exit(0);
}

const { quick } = options;
const wanted = (name: BudgetName) => budgets.some((budget) => budget.name === name);
// Each measurement is imported on demand: the router's needs no cloud, so it shouldn't load the stand-ins.
const groups: Record<Budget["group"], () => Promise<Partial<Record<BudgetName, Measured>>>> = {
  router: async () => (await import("./measures/router.ts")).measureRouter(quick),
  check: async () => (await import("./measures/check.ts")).measureCheck(progress, quick),
  handlers: async () => (await import("./measures/handlers.ts")).measureHandlers(quick),
  world: async () => (await import("./measures/world.ts")).measureWorld(progress, quick, interruption.cancel),
  engine: async () => (await import("./measures/engine.ts")).measureEngine(progress, quick, wanted("preview-500")),
  managed: async () => (await import("./measures/managed.ts")).measureManaged(progress, quick),
  buying: async () => (await import("./measures/buying.ts")).measureBuying(progress, quick),
};

handleClosedOutput("end");
const interruption = new Interruption();
interruption.onCancel(() => {
  progress.say("Ending, and cleaning up. Press Ctrl-C again to end at once.");
  void endWorlds();
});
interruption.terminate.addEventListener("abort", () => process.exit(interruption.exitCode));

mkdirSync(join(stateDir, "bench"), { recursive: true });
say(machine());
const warning = busy(loadavg()[0]!, availableParallelism());
if (warning !== undefined) say(warning);
const measured: Partial<Record<string, Measured>> = {};
const left: string[] = [];
let failed = false;
for (const [group, measure] of Object.entries(groups)) {
  const own = budgets.filter((budget) => budget.group === group);
  if (own.length === 0) continue;
  if (interruption.signal !== undefined) {
    left.push(group);
    continue;
  }
  progress.say(group);
  try {
    Object.assign(measured, await measure());
  } catch (error) {
    if (interruption.signal !== undefined) {
      left.push(group);
      continue;
    }
    failed = true;
    for (const { name } of own) measured[name] = { figure: null, detail: `failed: ${(error as Error).message.trim()}` };
  }
  for (const budget of own) say(line(budget, measured[budget.name], verdict(budget, measured[budget.name]), colours));
}
if (interruption.signal !== undefined) {
  await endWorlds();
  const goOn = left.map((group) => `--only ${group}`).join(" ");
  say(
    `Interrupted; no process is left running. Not measured: ${left.join(", ")}. Continue with: npm run bench -- ${goOn}`,
  );
  process.exit(interruption.exitCode);
}
const verdicts = BUDGETS.filter((budget) => budgets.includes(budget)).map((budget) =>
  verdict(budget, measured[budget.name]),
);
const missed = verdicts.filter(({ met }) => met === false).length;
say(
  `${verdicts.length - missed - verdicts.filter(({ met }) => met === null).length} met, ${missed} missed, ${verdicts.filter(({ met }) => met === null).length} not judged`,
);
if (options.json) process.stdout.write(`${json(verdicts)}\n`);
process.exitCode = failed || (options.strict && missed > 0) ? 1 : 0;
