import { mkdirSync, statSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { endEngines } from "../../launch/engine.ts";
import { handleClosedOutput, Interruption } from "../../launch/interruption.ts";
import { openOutside } from "../../rehearsal/tls/outside.ts";
import { numbersOf, RANGES } from "../../rehearsal/twilio/numbers/inventory.ts";
import { startTwilio, type Twilio } from "../../rehearsal/twilio/server.ts";
import { readArguments, toolOptions, wholeNumberIn } from "../../toolchain/tool-options.ts";
import { Progress } from "../progress.ts";
import { busy, machine } from "../report.ts";
import { benchDir } from "../world.ts";
import { amountOf, KINDS, type Kind, type Wanted } from "./dialect.ts";
import { Pulumi } from "./pulumi.ts";
import { leftIn, measured, type Side, STEPS, type Step } from "./side.ts";
import { type SideResult, tableOf } from "./table.ts";
import { Terraform, terraformVersion } from "./terraform.ts";

interface Options {
  readonly provider?: string;
  readonly count: number;
  readonly parallel: number;
  readonly json: boolean;
}

let options: Options;
try {
  options = readArguments<Options>(
    toolOptions("bench:terraform")
      .option("--provider <path>")
      .option("--count <resources>", "", wholeNumberIn(1, 500), 100)
      .option("--parallel <resources>", "", wholeNumberIn(1, 100), 10)
      .option("--json", "", false),
    process.argv.slice(2),
  );
} catch (error) {
  process.stderr.write(`npm run bench:terraform: ${(error as Error).message}\n`);
  process.exit(2);
}
const { count, parallel } = options;
const say = (text: string) => (options.json ? process.stderr : process.stdout).write(`${text}\n`);
const progress = new Progress(process.stderr);

/** Prints why there is nothing to compare with, and exits with 0. */
function skip(why: string): never {
  say(`Skipped: ${why}`);
  if (options.json) process.stdout.write(`${JSON.stringify({ skipped: why })}\n`);
  process.exit(0);
}

if (options.provider === undefined)
  skip("no provider for Twilio was given. Run: npm run bench:terraform -- --provider PATH (docs/terraform.md)");
const provider = resolve(process.env.INIT_CWD ?? ".", options.provider);
const file = statSync(provider, { throwIfNoEntry: false });
if (file === undefined) skip(`no file exists at ${provider} (--provider)`);
if (!file.isFile()) skip(`${provider} isn't a file. Give --provider the path of the provider's binary`);
const version = await terraformVersion();
if (version === undefined) skip("`terraform` isn't on the PATH. Install it");

const account = { sid: `AC${"be".repeat(16)}`, authToken: "be".repeat(16), friendlyName: "Bench" };
const wanted: Wanted = {
  accountSid: account.sid,
  authToken: account.authToken,
  numbers: RANGES.filter(({ country, type }) => country === "US" && type === "local")
    .flatMap((range) => [...numbersOf(range)])
    .slice(0, count),
  word: "desk",
};
if (wanted.numbers.length < count)
  throw new RangeError(`the stand-in sells only ${wanted.numbers.length} US numbers. Lower --count`);

mkdirSync(benchDir, { recursive: true });
say(machine());
const warning = busy(loadavg()[0]!, availableParallelism());
if (warning !== undefined) say(warning);

handleClosedOutput("end");
const interruption = new Interruption();
interruption.onCancel(() => {
  progress.say("Ending, and cleaning up. Press Ctrl-C again to end at once.");
  void endEngines();
});
interruption.terminate.addEventListener("abort", () => process.exit(interruption.exitCode));

/** Runs all steps of Pulumi or of Terraform, against a stand-in of its own. Resources left after the destroy are reported as its problem. */
async function through(side: Side, twilio: Twilio): Promise<SideResult> {
  const steps: Step[] = [];
  for (const step of STEPS) {
    interruption.cancel.throwIfAborted();
    progress.say(`${side.name}: ${step}`);
    const one = await measured(side, step, twilio);
    interruption.cancel.throwIfAborted();
    const left = step === "destroy" ? leftIn(twilio, account.sid) : [];
    const problem = one.problem ?? (left.length === 0 ? undefined : `it left ${left.join(", ")}`);
    steps.push(problem === undefined ? one : { ...one, problem });
  }
  progress.clear();
  return { side: side.name, version: side.version, steps };
}

async function withTwilio<T>(act: (twilio: Twilio) => Promise<T>): Promise<T> {
  const twilio = await startTwilio({ accounts: [account], resolve: async () => undefined });
  try {
    return await act(twilio);
  } finally {
    await twilio.close();
  }
}

const sides: SideResult[] = [];
let kinds: readonly Kind[] = KINDS;
let dialect = "";
try {
  const unusable = await withTwilio(async (twilio) => {
    const outside = await openOutside({ dir: join(benchDir, "tls"), port: () => twilio.port });
    const dir = join(benchDir, "terraform-twilio");
    const signal = interruption.cancel;
    const terraform = new Terraform({ dir, version, provider, outside, wanted, parallel, signal });
    try {
      const spoken = await terraform.meet().catch((error: Error) => error);
      interruption.cancel.throwIfAborted();
      if (spoken instanceof Error) return spoken.message;
      ({ kinds, name: dialect } = spoken);
      sides.push(await through(terraform, twilio));
      return undefined;
    } finally {
      terraform.remove();
      await outside.close();
    }
  });
  if (unusable !== undefined) skip(unusable);
  await withTwilio(async (twilio) => {
    const pulumi = new Pulumi({ origin: twilio.origin, wanted, kinds, parallel });
    try {
      await pulumi.begin();
      sides.push(await through(pulumi, twilio));
    } finally {
      pulumi.remove();
    }
  });
} catch (error) {
  if (interruption.signal === undefined) throw error;
  say("Interrupted; no process is left running. Run the same command to start over.");
  process.exit(interruption.exitCode);
}

const amounts = Object.fromEntries(kinds.map((kind) => [kind, amountOf(kind, count)]));
const made = Object.entries(amounts).map(([kind, amount]) => `${amount} ${kind}`);
say(`${made.join(", ")}; ${parallel} at a time; Terraform's provider is that of ${dialect}`);
for (const line of tableOf(sides)) say(line);
if (options.json) process.stdout.write(`${JSON.stringify({ amounts, parallel, dialect, sides })}\n`);
process.exitCode = sides.some(({ steps }) => steps.some(({ problem }) => problem !== undefined)) ? 1 : 0;
