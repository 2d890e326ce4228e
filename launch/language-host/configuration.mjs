// @ts-check
import { fileURLToPath } from "node:url";
import { startChild } from "./children.mjs";

/**
 * The stack's configuration, as a child takes it.
 * @typedef {object} Configuration
 * @property {{ config: Record<string, string>, secretKeys: readonly string[] }} [program] of a program: handed to its SDK
 * @property {Record<string, string>} [environment] of a plugin: variables that are set before it runs
 */

/** What is loaded before every child, so that it takes its configuration. */
const configuration = fileURLToPath(new URL("configuration.cjs", import.meta.url));

/**
 * Starts node with the stack's configuration, of any size, on a pipe. Linux takes no environment variable longer than 128 KiB
 * (MAX_ARG_STRLEN, https://man7.org/linux/man-pages/man2/execve.2.html), and `ps e` shows an environment to the user's other processes; a pipe
 * has no limit, lies on no disk, and is gone with either end.
 * @param {readonly string[]} args
 * @param {{ cwd: string, stdio: ["ignore", "inherit" | "pipe", "inherit" | "pipe"], env: NodeJS.ProcessEnv }} options
 * @param {Configuration} given
 */
export function startConfigured(args, { stdio, env, ...options }, given) {
  const child = startChild(process.execPath, ["--require", configuration, ...args], {
    ...options,
    stdio: [...stdio, "pipe"],
    env: { ...env, AYBIZA_CONFIGURATION_FD: "3" },
  });
  const pipe = /** @type {import("node:stream").Writable} */ (child.stdio[3]);
  // A child that ends before it has read everything is told of by its exit code.
  pipe.on("error", () => {});
  pipe.end(JSON.stringify(given));
  return child;
}
