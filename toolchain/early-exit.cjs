// @ts-check
"use strict";

/**
 * Loaded before a Pulumi program: one that stops before its end has failed.
 *
 * The engine takes a program that exits with 0 for complete, and deletes what the stack holds and the program hadn't declared yet. Two
 * kinds of programs exit with 0 half way:
 * - One that calls process.exit(0). Node emits `beforeExit` where a program has nothing left to do, and not where it was cut off.
 * - One that awaits what never comes. Then Node has nothing left to do, while the stack's own promise, which waits for the program and
 *   its outputs, is still open. (`node program.mjs` would say so with exit code 13; the SDK imports the program, where it doesn't.)
 */
const { createRequire } = require("node:module");

const loaded = Symbol.for("aybiza.early-exit");
const once = /** @type {Record<symbol, boolean>} */ (/** @type {unknown} */ (globalThis));

/** @param {string} what */
function tell(what) {
  process.stderr.write(
    `The program ${what}. What it hadn't declared by then would have been deleted, so the update fails instead.\n`,
  );
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

function watch() {
  let cutOff = true;
  let ended = false;
  let asked = false;
  process.on("beforeExit", (code) => {
    cutOff = false;
    if (code !== 0) return;
    if (!asked) {
      // The SDK, too, waits for a second time before it tells the engine that the program has ended.
      asked = true;
      const end = () => {
        ended = true;
      };
      endOfTheProgram()?.then(end, end);
    } else if (!ended) {
      tell("waits for something that never comes (an `await`, or an output that it exports)");
      process.exit(1);
    }
  });
  process.on("exit", (code) => {
    if (!cutOff || code !== 0) return;
    process.exitCode = 1;
    tell("called process.exit(0) before it had come to its end (let it end by itself, or throw an error)");
  });
}

if (!once[loaded]) {
  once[loaded] = true;
  watch();
}
