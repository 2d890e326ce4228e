import { join, relative } from "node:path";
import { styleText } from "node:util";
import { Progress } from "../bench/progress.ts";
import { Interruption, withoutReaders } from "../rehearsal/interruption.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { clean } from "./clean.ts";
import { type Options, readOptions } from "./options.ts";
import { Redactor } from "./redact.ts";
import { Refused } from "./refused.ts";
import { type Report, requestOf, writeReport } from "./report.ts";
import { runTwilio } from "./run.ts";
import type { Asked } from "./twilio/ask.ts";
import { type Plan, shown } from "./twilio/plan.ts";
import { STAGES } from "./twilio/question.ts";
import { QUESTIONS } from "./twilio/questions/index.ts";

/** Exit codes: also in the help. */
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
  list();
  process.exit(EXIT.ok);
}
withoutReaders("end");
const interruption = new Interruption();
let unfinished: string | undefined;
interruption.onCancel(() => progress.say("it asks nothing more, and puts back what it made"));
interruption.terminate.addEventListener("abort", () => {
  if (unfinished !== undefined)
    say(
      `${unfinished} was not put back: its subaccount, and the number in it, which costs money. Run: npm run live -- --clean`,
    );
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
  const report = await runTwilio({
    ...{ options, env: process.env, redactor, signal: interruption.cancel, confirm },
    say: (text) => progress.say(text),
    onAsked: tell,
    onMaking: (run) => {
      unfinished = run;
    },
  });
  if (report === undefined) {
    say("Nothing was done.");
    return interruption.signal === undefined ? EXIT.refused : interruption.exitCode;
  }
  if (report.left.length === 0) unfinished = undefined;
  summarise(report);
  if (options.json) process.stdout.write(`${redactor.redact(JSON.stringify(report))}\n`);
  if (interruption.signal !== undefined) return interruption.exitCode;
  return report.differences.length === 0 && report.left.length === 0 ? EXIT.ok : EXIT.different;
}

async function confirm(plan: Plan, where: string): Promise<boolean> {
  say(paint("bold", `Asks ${where} and the stand-in of this checkout:`));
  for (const stage of STAGES) {
    const own = plan.questions.filter((question) => question.stage === stage);
    if (own.length === 0) continue;
    const requests = own.flatMap(({ steps }) => steps).length;
    say(
      `  ${stage.padEnd(18)} ${own.length} questions, ${requests} requests${stage === "number" ? ", buys one number" : ""}`,
    );
  }
  say(`  costs at most ${shown(plan.cost)} plus taxes; everything that it makes is put back at the end`);
  if (options.yes) return true;
  if (!process.stdin.isTTY || !out.isTTY || options.json) throw new Refused("this has to be confirmed: add --yes");
  const { confirm: ask, isCancel } = await import("@clack/prompts");
  const answer = await ask({ message: "Go on?", initialValue: false, output: out as never });
  return answer === true && !isCancel(answer);
}

function tell({ question, outcomes }: Asked): void {
  const isDifferent = outcomes.some((outcome) => "fields" in outcome && outcome.fields.length > 0);
  const isPartial = outcomes.some((outcome) => "why" in outcome);
  const mark = isDifferent ? paint("red", "differs") : isPartial ? paint("dim", "partly ") : paint("green", "equal  ");
  say(`${mark}  ${question.id}`);
  for (const outcome of outcomes) {
    if ("why" in outcome) say(paint("dim", `           ${outcome.step.name}: not compared, ${outcome.why}`));
    else if (outcome.fields.length > 0) {
      say(`           ${outcome.step.name}: ${requestOf(outcome.step)}`);
      for (const { field, expected, found } of outcome.fields)
        say(`             ${field}: expected ${expected ?? "no such field"}, found ${found ?? "no such field"}`);
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

function list(): void {
  for (const { id, stage, asks, steps } of QUESTIONS) {
    say(`${paint("bold", id)} (${stage}): ${asks}`);
    for (const step of steps) say(`    ${requestOf(step)}`);
  }
}
