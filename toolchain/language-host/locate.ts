import { createRequire } from "node:module";
import path from "node:path";

/**
 * The path of a module of the Pulumi SDK as the program in `directory` would load it, so that program and runner share
 * one SDK. Throws an Error that says how to install it.
 */
export function locateSdk(module: "run" | "run-plugin" | "run-policy-pack", directory: string): string {
  try {
    return createRequire(path.join(directory, "noop.js")).resolve(`@pulumi/pulumi/cmd/${module}`);
  } catch (cause) {
    throw new Error(`@pulumi/pulumi can't be found from ${directory}: run \`npm install\` there`, { cause });
  }
}
