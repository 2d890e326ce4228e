// @ts-check
"use strict";

/**
 * Loaded before every program and plugin: reads the stack's configuration from the language host's pipe (configuration.mjs).
 *
 * A program's configuration goes to the SDK directly, because child processes would inherit an environment variable. Child processes don't get the
 * descriptor either: its variable is removed first.
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
  // Load the SDK whose runner started this process.
  if (program) {
    const sdk = createRequire(process.argv[1] ?? __filename)("../../runtime/config.js");
    sdk.setAllConfig(program.config, program.secretKeys);
  }
}
