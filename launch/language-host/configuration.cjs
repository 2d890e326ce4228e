// @ts-check
"use strict";

/**
 * Loaded before every program and plugin: takes the stack's configuration from the pipe that the language host opened (configuration.mjs).
 *
 * A program's goes to the SDK directly and not into its environment, which the program's own children would inherit. Those that a program or a
 * plugin starts get no descriptor, since the variable that names it is removed first.
 */
const { closeSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const descriptor = process.env.AYBIZA_CONFIGURATION_FD;
if (descriptor !== undefined) {
  delete process.env.AYBIZA_CONFIGURATION_FD;
  /** @type {import("./configuration.mjs").Configuration} */
  const { environment, program } = JSON.parse(readFileSync(Number(descriptor), "utf8"));
  closeSync(Number(descriptor));
  Object.assign(process.env, environment);
  // The SDK that runs the program: its runner is what this process was started for.
  if (program) {
    const sdk = createRequire(process.argv[1] ?? __filename)("../../runtime/config.js");
    sdk.setAllConfig(program.config, program.secretKeys);
  }
}
