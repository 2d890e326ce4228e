// @ts-check
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Loaded before every program: its errors can be printed. */
export const stackFrames = fileURLToPath(new URL("../stack-frames.cjs", import.meta.url));

/** Loaded before every program: it fails when it ends early. */
export const earlyExit = fileURLToPath(new URL("../early-exit.cjs", import.meta.url));

/** Loaded before every policy pack: gives it the stack's configuration. */
export const policyStack = fileURLToPath(new URL("policy-stack.cjs", import.meta.url));

/**
 * The path of a runner of the Pulumi SDK as the program in `directory` would load it, so that program and runner share
 * one SDK. Throws an Error that says how to install it.
 * @param {"run" | "run-plugin" | "run-policy-pack"} runner
 * @param {string} directory
 */
export function locateRunner(runner, directory) {
  try {
    return createRequire(path.join(directory, "noop.js")).resolve(`@pulumi/pulumi/cmd/${runner}`);
  } catch (cause) {
    throw new Error(`@pulumi/pulumi isn't installed for ${directory}: run \`npm install\` there`, { cause });
  }
}
