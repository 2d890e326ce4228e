// @ts-check

import { layoutOf } from "../launch/layout.mjs";
import { SetUpError } from "./failure.mjs";
import { withCaches } from "./home.mjs";
import { acquireLock } from "./lock.mjs";
import { progress, seconds } from "./progress.mjs";
import { endAll, run } from "./run.mjs";
import { findSharedCache } from "./shared-cache.mjs";
import { codegen } from "./steps/codegen.mjs";
import { checkMachine } from "./steps/machine.mjs";
import { packages } from "./steps/packages.mjs";
import { pulumiCli } from "./steps/pulumi-cli.mjs";
import { ministack, pythonEnvironment, secondOpinions } from "./steps/python-environment.mjs";
import { twilioCli } from "./steps/twilio-cli.mjs";

/**
 * One step of the set-up. `isDone` only reads files; `work` can be interrupted at any point and run again.
 * @typedef {object} Step
 * @property {string} name
 * @property {string} doing
 * @property {() => boolean} isDone
 * @property {(step: import("./progress.mjs").StepProgress, onStart: (pid: number) => void) => Promise<string>} work
 */

/**
 * @typedef {object} SetUpOptions
 * @property {string} root
 * @property {ReturnType<typeof progress>} [shown]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {Step[][]} [stages] stages run one after another; the steps of a stage run in parallel
 * @property {boolean} [tests] whether to install what is only needed for tests
 * @property {() => Promise<string>} [check] checks the machine, before anything is installed
 */

/**
 * Installs everything that the project needs and lacks. Runs in one process at a time; others wait.
 * @throws SetUpError for errors that a person must fix
 * @param {SetUpOptions} options
 */
export async function setUp({ root, shown = progress(), env = process.env, tests = false, stages, check }) {
  const started = Date.now();
  const layout = layoutOf(root);
  const tools = { env: withCaches(env, layout.state), run, cache: findSharedCache(env) };
  const environments = [ministack(layout), ...(tests ? [secondOpinions(layout)] : [])];
  stages ??= [
    [packages(layout, tools)],
    [
      pulumiCli(layout, tools),
      ...environments.map((of) => pythonEnvironment(of, layout, tools)),
      ...(tests ? [twilioCli(layout, tools)] : []),
    ],
    // Runs after the CLI's step, because both share Go's build cache.
    [codegen(layout, tools)],
  ];
  check ??= async () => (await checkMachine(tools)).summary;
  const isPending = (/** @type {Step} */ step) => !step.isDone();

  if (stages.flat().some(isPending)) {
    await shown.step("machine", "checking git and Python", check);
    const lock = await acquireLock(layout.setUpLock, {
      onWait: (pid) => shown.print(`… waiting for another set-up in this folder (process ${pid})`),
    });
    try {
      for (const stage of stages) {
        await sideBySide(
          stage
            .filter(isPending)
            .map(
              (step) => () => shown.step(step.name, step.doing, (said) => step.work(said, (pid) => lock.addChild(pid))),
            ),
        );
      }
    } finally {
      lock.release();
    }
    shown.print(`Set up in ${seconds(Date.now() - started)}`);
  } else shown.print(`Set-up: nothing to do (${seconds(Date.now() - started)})`);
  return layout;
}

/**
 * Runs all works in parallel. The first failure ends the programs of the others, and is thrown when all have stopped.
 * @param {(() => Promise<unknown>)[]} works
 */
async function sideBySide(works) {
  /** @type {unknown[]} */
  const failures = [];
  await Promise.all(
    works.map((work) =>
      work().catch(async (error) => {
        failures.push(error);
        if (failures.length === 1) await endAll();
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
}

/**
 * Prints why the set-up stopped, and how to fix it.
 * @param {unknown} error
 * @param {NodeJS.WritableStream} [stream]
 */
export function explain(error, stream = process.stderr) {
  if (!(error instanceof SetUpError)) {
    stream.write(`\nThe set-up failed because of a bug in it: ${error instanceof Error ? error.stack : error}\n`);
    return;
  }
  stream.write(`\n${error.message}.\n`);
  if (error.fix.length > 0) stream.write(`${error.fix.map((line) => `  ${line}`).join("\n")}\n`);
  const tail = error.output.trimEnd().split("\n").slice(-25).join("\n");
  if (tail) stream.write(`\nIts last output:\n${tail.replace(/^/gm, "  | ")}\n`);
}
