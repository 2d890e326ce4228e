// @ts-check
"use strict";

/**
 * Preload of Pulumi programs that makes a program fail if it stops before its end.
 *
 * The engine regards exit code 0 as success, and deletes every resource of the stack that the program hadn't declared yet. Four
 * kinds of programs exit with 0 half way:
 * - One that calls process.exit(0).
 * - One that awaits a promise that never settles. Node then has nothing left to do, while the stack's own promise, which waits for the program and
 *   its outputs, is still pending. (`node program.mjs` exits with 13; the SDK imports the program, and that exits with 0.)
 * - One with an uncaught error, where a library removed or replaced the SDK's listeners for uncaught errors.
 * - One whose exit code a listener of `exit` set back to 0.
 *
 * So this guard allows exit code 0 only if the stack's promise has settled without an uncaught error. It checks after all listeners of `exit`, which is
 * why this file replaces `process.emit`: a listener could be removed, and other listeners could run after it.
 *
 * The stack's promise is internal to the SDK. With an SDK that lacks it, every program fails: unlike the adaptations of
 * quiet-sdk.ts, this guard is never skipped.
 */
const { createRequire } = require("node:module");

const loaded = Symbol.for("aybiza.early-exit");
const once = /** @type {Record<symbol, boolean>} */ (/** @type {unknown} */ (globalThis));

/** The reason why a program is incomplete. @typedef {"cut off" | "waits" | "failed" | "unknown SDK"} Incomplete */

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

/** Loads a module from the SDK whose runner started this process. @param {string} module */
const ofTheRunner = (module) => createRequire(process.argv[1] ?? __filename)(`@pulumi/pulumi/${module}`);

function sdkVersion() {
  try {
    return ofTheRunner("package.json").version;
  } catch {
    return "(unknown version)";
  }
}

/**
 * Returns the promise that settles after the program and all its outputs; undefined if no program was started.
 * @returns {Promise<unknown> | undefined}
 * @throws if the SDK has no such promise
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

  /** Handles `beforeExit`: Node has nothing left to do. At the second call, the SDK has told the engine that the program ended. */
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
  // process.exit calls reallyExit at its end, and libraries that handle signals call it directly.
  const { reallyExit } = /** @type {any} */ (process);
  /** @type {any} */ (process).reallyExit = (/** @type {number | undefined} */ code) =>
    Reflect.apply(reallyExit, process, [Number(code ?? 0) === 0 && failed() ? 1 : code]);
}

if (!once[loaded]) {
  once[loaded] = true;
  watch();
}
