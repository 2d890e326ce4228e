// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Paths of installed programs, caches and state: all under node_modules and .aybiza, which git ignores.
 * @typedef {ReturnType<typeof layoutOf>} Layout
 */

/**
 * @param {string} root the folder with the project's package.json
 */
export function layoutOf(root) {
  const state = path.join(root, ".aybiza");
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  /** Version of the CLI: that of the npm package `pulumi` in package.json. */
  const pulumiVersion = /** @type {string} */ (manifest.dependencies.pulumi);
  const pulumiHome = path.join(state, "pulumi");
  const pulumiBin = path.join(pulumiHome, "versions", pulumiVersion, "bin");
  const modules = path.join(root, "node_modules");
  const ministack = path.join(state, "ministack");
  const twilioCli = path.join(state, "twilio-cli");
  return {
    root,
    state,
    lockFile: path.join(root, "package-lock.json"),
    modules,
    moduleBin: path.join(modules, ".bin"),
    /** Node 22, from the npm package `node`. */
    node: path.join(modules, ".bin", "node"),
    compileCache: path.join(state, "cache", "node"),
    pulumiVersion,
    pulumiHome,
    pulumiBin,
    pulumi: path.join(pulumiBin, "pulumi"),
    languageHost: path.join(pulumiBin, "pulumi-language-nodejs"),
    /** The code generator of this project's language host; absent beside the official host. */
    codegen: path.join(pulumiBin, "aybiza-codegen"),
    ministack,
    python: path.join(ministack, "bin", "python"),
    requirements: path.join(root, "toolchain", "ministack-requirements.txt"),
    /** The Python environment with Twilio's library and Moto, for tests only. */
    secondOpinionVenv: path.join(state, "second-opinions"),
    secondOpinionRequirements: path.join(root, "toolchain", "second-opinion-requirements.txt"),
    /** Twilio's own CLI, for tests only: its lock file, its installation, and its program. */
    twilioCliPackage: path.join(root, "toolchain", "twilio-cli"),
    twilioCli,
    twilioCliProgram: path.join(twilioCli, "node_modules", "twilio-cli", "bin", "run"),
    setUpLock: path.join(state, "set-up.lock"),
  };
}

/**
 * Returns the environment for the project's own programs: its Node and tools are first on PATH, and Node's compile cache is on.
 * @param {Layout} layout
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(layout, env = process.env) {
  return {
    ...env,
    PATH: [layout.moduleBin, env.PATH].filter(Boolean).join(path.delimiter),
    NODE_COMPILE_CACHE: layout.compileCache,
  };
}
