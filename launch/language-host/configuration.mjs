// @ts-check
import { fileURLToPath } from "node:url";
import { startChild } from "./children.mjs";

/**
 * The stack's configuration for a child process.
 * @typedef {object} Configuration
 * @property {{ config: Record<string, string>, secretKeys: readonly string[] }} [program] for a program: passed to its SDK
 * @property {Record<string, string>} [environment] for a plugin: environment variables that are set before it runs
 */

/** Preload of every child, which reads the configuration. */
const configuration = fileURLToPath(new URL("configuration.cjs", import.meta.url));

/**
 * Starts node with the stack's configuration, of any size, on a pipe. Linux limits an environment variable to 128 KiB
 * (MAX_ARG_STRLEN, https://man7.org/linux/man-pages/man2/execve.2.html), and `ps e` shows the environment to the user's other processes. A pipe
 * has no size limit, isn't stored on disk, and disappears when either process ends.
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
  // Ignore write errors: if the child ends before it has read everything, its exit code reports that.
  pipe.on("error", () => {});
  pipe.end(JSON.stringify(given));
  return child;
}
