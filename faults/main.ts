import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, relative } from "node:path";
import { styleText } from "node:util";
import { Progress } from "../bench/progress.ts";
import { busy, machine } from "../bench/report.ts";
import { handleClosedOutput, Interruption } from "../launch/interruption.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { endWorlds } from "../rehearsal/world.ts";
import type { Outcome } from "./matrix.ts";
import { type Options, readOptions } from "./options.ts";
import { nameOf } from "./points.ts";
import { runFaults } from "./run.ts";
import { scenarios } from "./scenarios/index.ts";
import { type Harm, isHarmless } from "./verdict.ts";

let options: Options;
try {
  options = readOptions(process.argv.slice(2), availableParallelism());
} catch (error) {
  process.stderr.write(`npm run faults: ${(error as Error).message}\n`);
  process.exit(2);
}
const out = options.json ? process.stderr : process.stdout;
const colours = out.isTTY === true && process.env.NO_COLOR === undefined;
const red = (text: string) => (colours ? styleText("red", text, { validateStream: false }) : text);
const progress = new Progress(process.stderr, { everyMs: 60_000 });
const say = (text: string) => {
  progress.clear();
  out.write(`${text}\n`);
};
if (options.list) {
  for (const { name, what } of scenarios) say(`${name.padEnd(18)} ${what}`);
  process.exit(0);
}
handleClosedOutput("end");
const interruption = new Interruption();
interruption.onCancel(() =>
  progress.say("Ending after the points under way, then cleaning up. Press Ctrl-C again to end at once."),
);
interruption.terminate.addEventListener("abort", async () => {
  await endWorlds();
  ended();
});

/** Prints that the run was interrupted, and exits. */
function ended(): never {
  say(
    "Interrupted before the last point; no process is left running. Run the same command to start over at the first point.",
  );
  process.exit(interruption.exitCode);
}

say(machine());
const warning = busy(loadavg()[0]!, availableParallelism());
if (warning) say(warning);
const kinds = ["duplicates", "lost", "orphans", "unanswered", "unconverged"] as const satisfies readonly (keyof Harm)[];
const report = join(stateDir, "faults", "report.txt");
mkdirSync(join(stateDir, "faults"), { recursive: true });
writeFileSync(report, "");

function tell({ point, harm, output }: Outcome): void {
  if (isHarmless(harm)) return;
  say(`${red("harm")}  ${nameOf(point)}`);
  for (const kind of kinds) for (const line of harm[kind]) say(`      ${kind}: ${line}`);
  writeFileSync(report, `${output ?? ""}\n\n`, { flag: "a" });
}

try {
  const { outcomes, unreached, of, seconds } = await runFaults({
    ...options,
    scenarios: scenarios.filter(({ name }) => options.scenarios.includes(name)),
    dir: join(stateDir, "faults", "worlds"),
    signal: interruption.cancel,
    say: (text) => progress.say(text),
    onOutcome: tell,
  });
  const count = (kind: keyof Harm) => outcomes.filter(({ harm }) => harm[kind].length > 0).length;
  say("");
  for (const { name } of scenarios) {
    const own = outcomes.filter(({ point }) => point.scenario === name);
    if (own.length > 0)
      say(
        `${name.padEnd(18)} ${String(own.length).padStart(5)} points, ${own.filter(({ harm }) => !isHarmless(harm)).length} with harm`,
      );
  }
  if (unreached.length > 0) say(`${unreached.length} points weren't reached in this run, and aren't counted`);
  const totals = Object.fromEntries(kinds.map((kind) => [kind, count(kind)]));
  say(
    `${outcomes.length} of ${of} points in ${seconds.toFixed(0)} s: ${kinds.map((kind) => `${totals[kind]} ${kind}`).join(", ")}`,
  );
  const harmed = outcomes.some(({ harm }) => !isHarmless(harm));
  if (harmed) say(`output of the commands with harm: ${relative(process.cwd(), report)}`);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ points: outcomes.length, ...totals, seconds: Math.round(seconds) })}\n`);
  if (interruption.signal !== undefined) ended();
  process.exit(harmed ? 1 : 0);
} catch (error) {
  if (interruption.signal === undefined) throw error;
  ended();
}
