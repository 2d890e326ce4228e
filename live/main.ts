import { join, relative } from "node:path";
import { styleText } from "node:util";
import { Progress } from "../bench/progress.ts";
import { endEngines } from "../launch/engine.ts";
import { handleClosedOutput, Interruption } from "../launch/interruption.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { clean } from "./clean.ts";
import type { Checked } from "./compare.ts";
import { type Options, readOptions } from "./options.ts";
import { Redactor } from "./redact.ts";
import { Refused } from "./refused.ts";
import { type Report, writeReport } from "./report.ts";
import type { RunOptions } from "./run.ts";
import { QUESTIONS } from "./twilio/questions/index.ts";
import { requestOf } from "./twilio/request.ts";
import { runTwilio } from "./twilio/run.ts";

/** Exit codes, as the help lists them. */
const EXIT = { ok: 0, different: 1, usage: 2, refused: 3 } as const;

let options: Options;
try {
  options = readOptions(process.argv.slice(2), join(stateDir, "live"));
} catch (error) {
  process.stderr.write(`npm run live: ${(error as Error).message}\n`);
  process.exit(EXIT.usage);
}
const out = options.json ? process.stderr : process.stdout;
const redactor = new Redactor(process.env);
const progress = new Progress(process.stderr, { everyMs: 60_000 });
const paint = (style: "bold" | "dim" | "green" | "red", text: string) => styleText(style, text, { stream: out });
const say = (text: string) => {
  progress.clear();
  out.write(`${redactor.redact(text)}\n`);
};

if (options.list) {
  await list();
  process.exit(EXIT.ok);
}
handleClosedOutput("end");
const interruption = new Interruption();
let unfinished: string | undefined;
interruption.onCancel(() => progress.say("Ending: no more questions; removing what was created."));
interruption.terminate.addEventListener("abort", async () => {
  if (unfinished !== undefined)
    say(
      `${unfinished} was not put back: what it created still exists and may cost money. Run: npm run live -- --clean`,
    );
  await endEngines();
  process.exit(interruption.exitCode);
});

try {
  process.exit(options.clean ? await cleaned() : await ran());
} catch (error) {
  progress.clear();
  if (interruption.signal !== undefined) process.exit(interruption.exitCode);
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`npm run live: ${redactor.redact(error.message)}. Nothing was done.\n`);
  process.exit(EXIT.refused);
}

async function cleaned(): Promise<number> {
  const left = await clean(options.out, process.env, say);
  for (const line of left) say(paint("red", `not put back: ${line}`));
  return left.length === 0 ? EXIT.ok : EXIT.different;
}

async function ran(): Promise<number> {
  const { runAws } = options.aws ? await import("./aws/run.ts") : { runAws: undefined };
  const reports: Report[] = [];
  for (const run of [options.twilio && runTwilio, runAws]) {
    if (!run || interruption.signal !== undefined) continue;
    const report = await run(runOptions());
    if (report === undefined) {
      say("Nothing was done.");
      return interruption.signal === undefined ? EXIT.refused : interruption.exitCode;
    }
    if (report.left.length === 0) unfinished = undefined;
    summarise(report);
    reports.push(report);
  }
  if (options.json) process.stdout.write(`${redactor.redact(JSON.stringify({ reports }))}\n`);
  if (interruption.signal !== undefined) return interruption.exitCode;
  return reports.every(({ differences, left }) => differences.length + left.length === 0) ? EXIT.ok : EXIT.different;
}

function runOptions(): RunOptions {
  return {
    ...{ options, env: process.env, redactor, signal: interruption.cancel, confirm },
    say: (text) => progress.say(text),
    onChecked: tell,
    onMaking: (run) => {
      unfinished = run;
    },
  };
}

async function confirm(plan: readonly string[]): Promise<boolean> {
  say(paint("bold", "Compares the real cloud with the stand-in of this checkout:"));
  for (const line of plan) say(line);
  if (options.yes) return true;
  if (!process.stdin.isTTY || !out.isTTY || options.json)
    throw new Refused("this run needs a confirmation, and there is no terminal to ask on. Add --yes");
  const { confirm: ask, isCancel } = await import("@clack/prompts");
  const answer = await ask({ message: "Go on?", initialValue: false, output: out as never });
  // The prompt catches Ctrl-C itself, so the signal handler doesn't get it.
  if (isCancel(answer)) process.exit(130);
  return answer;
}

/** Prints a question's result: a line, and the fields that differ. */
function tell(checked: readonly Checked[]): void {
  const isDifferent = checked.some(({ result }) => "fields" in result && result.fields.length > 0);
  const isPartial = checked.some(({ result }) => "why" in result);
  const mark = isDifferent ? paint("red", "differs") : isPartial ? paint("dim", "partly ") : paint("green", "equal  ");
  say(`${mark}  ${checked[0]?.question}`);
  for (const { step, request, result } of checked) {
    if ("why" in result) say(paint("dim", `           ${step}: not compared, ${result.why}`));
    else if (result.fields.length > 0) {
      say(`           ${step}: ${request}`);
      for (const { field, expected = "no such field", found = "no such field" } of result.fields)
        say(`             ${field}: expected ${expected}, found ${found}`);
    }
  }
}

function summarise(report: Report): void {
  const files = writeReport(report, options.out, redactor);
  const { differences, equal, notCompared, left } = report;
  say("");
  for (const line of left) say(paint("red", `not put back: ${line}. Run: npm run live -- --clean`));
  say(
    `${report.questions} questions: ${equal} answers equal, ${differences.length} differences, ${notCompared.length} requests not compared; ${report.putBack}`,
  );
  say(`report: ${relative(process.cwd(), files.md)}, without secrets`);
}

async function list(): Promise<void> {
  for (const { id, stage, asks, steps } of QUESTIONS) {
    say(`${paint("bold", id)} (${stage}): ${asks}`);
    for (const step of steps) say(`    ${requestOf(step)}`);
  }
  const { AWS_QUESTIONS } = await import("./aws/questions.ts");
  for (const { id, asks, steps } of AWS_QUESTIONS) {
    say(`${paint("bold", id)} (AWS): ${asks}`);
    for (const { request } of steps) say(`    ${request}`);
  }
}
