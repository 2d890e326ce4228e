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
 * A part of the set-up. `isDone` only looks at files; `work` can be interrupted anywhere and be run again.
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
 * @property {Step[][]} [stages] stages run one after another, the steps of one stage side by side
 * @property {boolean} [tests] whether also what only tests need is brought
 * @property {() => Promise<string>} [check] looks at the machine, before anything is brought
 */

/**
 * Brings everything that the project needs, and does nothing where it is there. One process at a time; another one
 * waits. Throws a SetUpError for what a person has to mend.
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
    // After the CLI, with which it shares what Go compiles.
    [codegen(layout, tools)],
  ];
  check ??= async () => (await checkMachine(tools)).summary;
  const isPending = (/** @type {Step} */ step) => !step.isDone();

  if (stages.flat().some(isPending)) {
    await shown.step("machine", "looking for git and Python", check);
    const lock = await acquireLock(layout.setUpLock, {
      onWait: (pid) => shown.print(`… another set-up is running here (process ${pid}): waiting for it`),
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
 * Runs all; when one fails, what the others run is ended, and that failure is thrown once all have stopped.
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
 * Tells a person why the set-up stopped.
 * @param {unknown} error
 * @param {NodeJS.WritableStream} [stream]
 */
export function explain(error, stream = process.stderr) {
  if (!(error instanceof SetUpError)) {
    stream.write(`\nThe set-up failed, and that is a mistake in it: ${error instanceof Error ? error.stack : error}\n`);
    return;
  }
  stream.write(`\n${error.message}.\n`);
  if (error.fix.length > 0) stream.write(`${error.fix.map((line) => `  ${line}`).join("\n")}\n`);
  const tail = error.output.trimEnd().split("\n").slice(-25).join("\n");
  if (tail) stream.write(`\nIt said last:\n${tail.replace(/^/gm, "  | ")}\n`);
}
