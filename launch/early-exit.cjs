// @ts-check
"use strict";

/**
 * Loaded before a Pulumi program: one that stops before its end has failed.
 *
 * The engine takes a program that exits with 0 for complete, and deletes what the stack holds and the program hadn't declared yet. Four
 * kinds of programs exit with 0 half way:
 * - One that calls process.exit(0).
 * - One that awaits what never comes. Then Node has nothing left to do, while the stack's own promise, which waits for the program and
 *   its outputs, is still open. (`node program.mjs` would say so with exit code 13; the SDK imports the program, where it doesn't.)
 * - One with an error that nobody saw: a library took the SDK's listeners for uncaught errors away, or put another in their place.
 * - One whose exit code was set back to 0 by somebody who listens to `exit`.
 *
 * So 0 must be earned: the stack's promise has settled, and no error went uncaught. That is looked at when all who listen to `exit` have
 * been heard, which is why `process.emit` is taken over: a listener can be removed, and another can come after it.
 */
const { createRequire } = require("node:module");

const loaded = Symbol.for("aybiza.early-exit");
const once = /** @type {Record<symbol, boolean>} */ (/** @type {unknown} */ (globalThis));

/**
 * @param {string} what
 * @param {readonly unknown[]} errors
 */
function tell(what, [error]) {
  process.stderr.write(
    `The program ${what}. What it hadn't declared by then would have been deleted, so the update fails instead.\n`,
  );
  if (error) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/**
 * The promise that settles when the program and all its outputs have; undefined where no program was begun. A runner without the SDK's own
 * state can't be asked, and is taken at its word.
 */
function endOfTheProgram() {
  const ofTheRunner = createRequire(process.argv[1] ?? __filename);
  let state;
  try {
    state = ofTheRunner("@pulumi/pulumi/runtime/state");
  } catch {
    return Promise.resolve();
  }
  return /** @type {Promise<unknown> | undefined} */ (state.getStackResource()?.getData());
}

/** How a program ends that isn't complete. @typedef {"cut off" | "waits" | "failed"} Incomplete */

/** @type {Record<Incomplete, string>} */
const told = {
  "cut off": "called process.exit(0) before it had come to its end (let it end by itself, or throw an error)",
  waits: "waits for something that never comes (an `await`, or an output that it exports)",
  failed: "had an error that nobody reported, and was about to end as if it were complete",
};

function watch() {
  /** @type {Incomplete | undefined} */
  let incomplete = "cut off";
  let asked = false;
  let said = false;
  /** @type {unknown[]} */
  const uncaught = [];

  const failed = () => {
    if (uncaught.length > 0) incomplete = "failed";
    if (incomplete === undefined) return false;
    if (!said) tell(told[incomplete], uncaught);
    said = true;
    return true;
  };

  /** Node has nothing left to do. When it has come to this twice, the SDK tells the engine that the program has ended. */
  const nothingLeft = () => {
    if (!asked) {
      asked = true;
      const end = () => {
        incomplete = undefined;
      };
      endOfTheProgram()?.then(end, end);
    } else if (uncaught.length > 0) {
      process.exit(0); // to those who listen to `exit`: the SDK says what it knows, and so do we
    } else if (incomplete) {
      incomplete = "waits";
      process.exit(0);
    }
  };

  const emit = process.emit;
  /** @this {NodeJS.Process} */
  process.emit = function (/** @type {any} */ event, /** @type {any[]} */ ...args) {
    if (event === "uncaughtException" || event === "unhandledRejection") uncaught.push(args[0]);
    if (event === "beforeExit" && args[0] === 0) nothingLeft();
    // An error the SDK may know and tell; of an early end only we can say why.
    if (event === "exit" && args[0] === 0 && uncaught.length === 0) failed();
    const heard = Reflect.apply(emit, this, [event, ...args]);
    if (event === "exit" && Number(process.exitCode ?? 0) === 0 && failed()) process.exitCode = 1;
    return heard;
  };
  // What process.exit ends with, and libraries that listen to signals call by themselves.
  const { reallyExit } = /** @type {any} */ (process);
  /** @type {any} */ (process).reallyExit = (/** @type {number | undefined} */ code) =>
    Reflect.apply(reallyExit, process, [Number(code ?? 0) === 0 && failed() ? 1 : code]);
}

if (!once[loaded]) {
  once[loaded] = true;
  watch();
}
