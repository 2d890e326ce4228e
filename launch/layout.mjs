// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Where things of the toolchain lie. All of it is under node_modules and .aybiza, which git ignores.
 * @typedef {ReturnType<typeof layoutOf>} Layout
 */

/**
 * @param {string} root the folder with the project's package.json
 */
export function layoutOf(root) {
  const state = path.join(root, ".aybiza");
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  /** The Pulumi CLI's version is that of the npm package `pulumi`, and is written down nowhere else. */
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
    /** The generator of code for this project's language host; not there beside an official one. */
    codegen: path.join(pulumiBin, "aybiza-codegen"),
    ministack,
    python: path.join(ministack, "bin", "python"),
    requirements: path.join(root, "toolchain", "ministack-requirements.txt"),
    /** The Python environment with Twilio's library and Moto, for tests only. */
    secondOpinionVenv: path.join(state, "second-opinions"),
    secondOpinionRequirements: path.join(root, "toolchain", "second-opinion-requirements.txt"),
    /** Twilio's own command line, for tests only: its lock file, where it is installed, and its program. */
    twilioCliPackage: path.join(root, "toolchain", "twilio-cli"),
    twilioCli,
    twilioCliProgram: path.join(twilioCli, "node_modules", "twilio-cli", "bin", "run"),
    setUpLock: path.join(state, "set-up.lock"),
  };
}

/**
 * The environment for the project's own programs: its Node and its tools come first on the path, and what Node
 * compiles is kept.
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
