// @ts-check
"use strict";

/**
 * Loaded before a Pulumi program: a program that stops before its end fails.
 *
 * The engine takes exit code 0 for a complete program, and deletes every resource of the stack that the program hadn't declared yet. Four
 * kinds of programs exit with 0 half way:
 * - One that calls process.exit(0).
 * - One that awaits a promise that never settles. Node then has nothing left to do, while the stack's own promise, which waits for the program and
 *   its outputs, is still pending. (`node program.mjs` exits with 13; the SDK imports the program, and that exits with 0.)
 * - One with an uncaught error, where a library removed or replaced the SDK's listeners for uncaught errors.
 * - One whose exit code a listener of `exit` set back to 0.
 *
 * So exit code 0 needs proof: the stack's promise has settled, and no error went uncaught. The check comes after all listeners of `exit`, which is
 * why this file replaces `process.emit`: a listener can be removed, and others can come after it.
 *
 * The stack's promise is internal to the SDK. An SDK without it can't give the proof, so every program fails with it: unlike the adaptations of
 * quiet-sdk.ts, this guard never gives way.
 */
const { createRequire } = require("node:module");

const loaded = Symbol.for("aybiza.early-exit");
const once = /** @type {Record<symbol, boolean>} */ (/** @type {unknown} */ (globalThis));

/** How a program ends that isn't complete. @typedef {"cut off" | "waits" | "failed" | "unknown SDK"} Incomplete */

/** @type {Record<Incomplete, () => string>} */
const explanations = {
  "cut off": () => "The program called process.exit(0) before its end. Let it end by itself, or throw an error.",
  waits: () =>
    "The program waits for a promise that never settles: an `await`, or an output that it exports. Settle or remove that promise.",
  failed: () => "The program had an uncaught error and was about to exit with 0 all the same. Fix this error.",
  "unknown SDK": () =>
    `@pulumi/pulumi ${sdkVersion()} has no runtime/state.js with getStackResource().getData(), so an early exit of the program can't be detected. ` +
    "Install the version of package-lock.json (`npm ci`), or adapt launch/early-exit.cjs to this one.",
};

/**
 * @param {Incomplete} how
 * @param {readonly unknown[]} errors
 */
function explain(how, [error]) {
  process.stderr.write(
    `${explanations[how]()} The update fails, because the engine would delete the resources that weren't declared yet.\n`,
  );
  if (error) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** Loads a module of the SDK whose runner this process was started with. @param {string} module */
const ofTheRunner = (module) => createRequire(process.argv[1] ?? __filename)(`@pulumi/pulumi/${module}`);

function sdkVersion() {
  try {
    return ofTheRunner("package.json").version;
  } catch {
    return "(unknown version)";
  }
}

/**
 * The promise that settles when the program and all its outputs have; undefined where no program was begun.
 * @returns {Promise<unknown> | undefined}
 * @throws where the SDK has no such promise
 */
function endOfTheProgram() {
  const stack = ofTheRunner("runtime/state").getStackResource();
  if (stack === undefined) return undefined;
  const end = stack.getData();
  if (typeof end?.then !== "function") throw new TypeError("getData() returned no promise");
  return end;
}

function watch() {
  /** @type {Incomplete | undefined} */
  let incomplete = "cut off";
  let asked = false;
  let explained = false;
  /** @type {unknown[]} */
  const uncaught = [];

  const failed = () => {
    if (uncaught.length > 0) incomplete = "failed";
    if (incomplete === undefined) return false;
    if (!explained) explain(incomplete, uncaught);
    explained = true;
    return true;
  };

  /** Node has nothing left to do. The second time, the SDK tells the engine that the program has ended. */
  const nothingLeft = () => {
    if (!asked) {
      asked = true;
      const end = () => {
        incomplete = undefined;
      };
      try {
        endOfTheProgram()?.then(end, end);
      } catch {
        incomplete = "unknown SDK";
        process.exit(0); // the listeners of `exit` run, and then this guard fails the program
      }
    } else if (uncaught.length > 0) {
      process.exit(0); // the SDK's listeners of `exit` report what they know, and this guard fails the program
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
    // The SDK may report an error itself; only this guard can explain an early end.
    if (event === "exit" && args[0] === 0 && uncaught.length === 0) failed();
    const heard = Reflect.apply(emit, this, [event, ...args]);
    if (event === "exit" && Number(process.exitCode ?? 0) === 0 && failed()) process.exitCode = 1;
    return heard;
  };
  // process.exit ends with it, and libraries that handle signals call it directly.
  const { reallyExit } = /** @type {any} */ (process);
  /** @type {any} */ (process).reallyExit = (/** @type {number | undefined} */ code) =>
    Reflect.apply(reallyExit, process, [Number(code ?? 0) === 0 && failed() ? 1 : code]);
}

if (!once[loaded]) {
  once[loaded] = true;
  watch();
}
