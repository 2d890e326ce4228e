import { mkdirSync } from "node:fs";
import { availableParallelism, freemem, loadavg } from "node:os";
import { join, relative } from "node:path";
import { Progress } from "../bench/progress.ts";
import { busy, machine } from "../bench/report.ts";
import { handleClosedOutput, Interruption } from "../launch/interruption.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { endWorlds } from "../rehearsal/world.ts";
import { loadHandlers } from "./handlers/run.ts";
import { type Options, readOptions } from "./options.ts";
import { loadPath } from "./path/run.ts";
import { deployedIn } from "./path/world.ts";
import { figure } from "./report/chart.ts";
import { type LoadFiles, writeFiles } from "./report/files.ts";
import { isWhole, type Load, type LoadOptions, type Part } from "./result.ts";
import { summaryOf } from "./seconds.ts";

let options: Options;
try {
  options = readOptions(process.argv.slice(2), join(stateDir, "load"));
} catch (error) {
  process.stderr.write(`npm run load: ${(error as Error).message}\n`);
  process.exit(2);
}
const out = options.json ? process.stderr : process.stdout;
const progress = new Progress(process.stderr);
const say = (text: string) => {
  progress.clear();
  out.write(`${text}\n`);
};
handleClosedOutput("end");
const interruption = new Interruption();
interruption.onCancel(() => {
  progress.say("Ending, and cleaning up. Press Ctrl-C again to end at once.");
  void endWorlds();
});
interruption.terminate.addEventListener("abort", () => process.exit(interruption.exitCode));

/** The parts of the load, with their default rate and duration. */
const parts: Record<Part, { callsPerSecond: number; seconds: number; run: (own: LoadOptions) => Promise<Load> }> = {
  path: {
    callsPerSecond: 10,
    seconds: 60,
    run: (own) =>
      loadPath({
        ...{ ...own, pace: 1, environments: environments() },
        deployed: () => deployedIn(join(stateDir, "load", "world"), own.say),
      }),
  },
  handlers: {
    callsPerSecond: 1_000,
    seconds: 30,
    run: (own) => loadHandlers({ ...own, threads: availableParallelism(), environments: 2 }),
  },
};

/**
 * Returns how many environments to start: one for each webhook that waits while the tables hang (10 calls a second, two webhooks of 3.8 s each),
 * 80 at most. Lambda starts environments on demand; here each is a process of some 75 MB, so the free memory limits their number.
 */
function environments(): number {
  return Math.max(4, Math.min(80, Math.floor((0.4 * freemem()) / 120e6)));
}

say(machine());
const warning = busy(loadavg()[0]!, availableParallelism());
if (warning) say(warning);
mkdirSync(options.out, { recursive: true });
const done: { load: Load; files: LoadFiles; machine: string }[] = [];
try {
  for (const part of options.parts) {
    const { run, callsPerSecond, seconds } = parts[part];
    const on = machine();
    const load = await run({
      callsPerSecond: options.callsPerSecond ?? callsPerSecond,
      seconds: options.seconds ?? seconds,
      outageSeconds: options.outageSeconds ?? 10,
      signal: interruption.cancel,
      say: (text) => progress.say(`${part}: ${text}`),
    });
    const files = writeFiles(load, options.out, on);
    done.push({ load, files, machine: on });
    tell(load, files);
  }
} catch (error) {
  if (interruption.signal === undefined) throw error;
  await endWorlds();
  const parts = options.parts.map((part) => `--part ${part}`).slice(done.length);
  say(`Interrupted; no process is left running. Continue with: npm run load -- ${parts.join(" ")}`);
  process.exit(interruption.exitCode);
}
if (options.json) process.stdout.write(`${JSON.stringify({ loads: done.map(forMachines) })}\n`);
process.exit(done.every(({ load }) => isWhole(load)) ? 0 : 1);

function tell(load: Load, { html }: LoadFiles): void {
  say(`\n${load.title}: ${figure(load.callsPerSecond)} calls a second for ${figure(load.seconds)} s`);
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(i ? 8 : 17) : cell.padStart(9))).join("");
  say(row(["", "", "due", "p50 ms", "p95 ms", "p99 ms", "longest", "errors"]));
  for (const { what, stretch, latencies, errors } of summaryOf(load)) {
    const { count, p50, p95, p99, max } = latencies;
    say(row([what, stretch, ...[count, p50, p95, p99, max, errors].map(figure)]));
  }
  for (const [name, value] of load.facts) say(`  ${name}: ${value}`);
  for (const entry of [...load.unanswered, ...load.lost, ...load.wrong].slice(0, 10)) say(`  ${entry}`);
  const records = load.lost.length + load.wrong.length + Math.abs(load.strays);
  say(`${figure(load.calls)} calls: ${load.unanswered.length} callers unanswered, ${records} records lost or wrong`);
  say(`plotted in ${relative(process.cwd(), html)}`);
}

function forMachines({ load, files, machine: on }: (typeof done)[number]): object {
  const { part, callsPerSecond, seconds, calls, unanswered, lost, wrong, strays, facts } = load;
  return {
    ...{ part, callsPerSecond, seconds, calls, strays, machine: on, files },
    ...{ unanswered: unanswered.length, lost: lost.length, wrong: wrong.length },
    facts: Object.fromEntries(facts),
    summary: summaryOf(load),
  };
}
