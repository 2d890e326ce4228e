// @ts-check
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Preload of every program, without which printing an error can loop forever. */
export const stackFrames = fileURLToPath(new URL("../stack-frames.cjs", import.meta.url));

/** Preload of every program, which makes the program fail if it ends early. */
export const earlyExit = fileURLToPath(new URL("../early-exit.cjs", import.meta.url));

/** Preload of every policy pack, which passes the stack's configuration to it. */
export const policyStack = fileURLToPath(new URL("policy-stack.cjs", import.meta.url));

/**
 * Returns the path of a runner of the Pulumi SDK, resolved from the program's `directory`, so that program and runner share
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
