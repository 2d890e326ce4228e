// @ts-check
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";

/** Oldest version of Python that MiniStack supports. */
export const oldestPython = [3, 10];

/** Names of Python 3, the most common first. */
const pythonNames = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];

/**
 * Finds all programs with a name on PATH, in the shell's order.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function everyOnPath(name, env) {
  const folders = (env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders
    .map((folder) => path.join(folder, name))
    .filter((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/**
 * Returns the path of a program as a shell finds it; undefined if there is none.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export const which = (name, env) => everyOnPath(name, env)[0];

/**
 * @param {number[]} version
 * @param {number[]} least
 */
export function atLeast(version, least) {
  for (const [i, part] of least.entries()) if (version[i] !== part) return (version[i] ?? 0) > part;
  return true;
}

/**
 * @typedef {object} Tools
 * @property {NodeJS.ProcessEnv} env
 * @property {typeof import("../run.mjs").run} run
 * @property {import("../shared-cache.mjs").SharedCache} [cache] shared by all clones; by default the cache is off
 */

/**
 * Finds a Python that can create a virtual environment.
 * @param {Tools} tools
 * @returns {Promise<{ path: string, version: string } | { problem: string, fix: string[] }>}
 */
export async function findPython({ env, run }) {
  const probe = "import sys, venv, ensurepip; print('%d.%d.%d' % sys.version_info[:3])";
  /** @type {string[]} */
  const tooOld = [];
  let lacksVenv = "";
  for (const name of pythonNames) {
    const file = which(name, env);
    if (!file) continue;
    const asked = await run(file, ["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], { env });
    if (asked.code !== 0) continue;
    const version = asked.stdout.trim();
    if (!atLeast(version.split(".").map(Number), oldestPython)) {
      tooOld.push(`${name} is ${version}`);
      continue;
    }
    if ((await run(file, ["-c", probe], { env })).code === 0) return { path: file, version };
    lacksVenv ||= `${name} ${version}`;
  }
  const fix = [
    "Debian, Ubuntu:  sudo apt-get install python3 python3-venv",
    "Fedora:          sudo dnf install python3",
    "macOS:           brew install python",
    "any:             https://www.python.org/downloads/",
  ];
  if (lacksVenv) return { problem: `${lacksVenv} lacks its modules venv and ensurepip`, fix };
  const found = tooOld.length > 0 ? ` (${tooOld.join(", ")})` : "";
  return { problem: `Python ${oldestPython.join(".")} or newer is missing${found}`, fix };
}

/**
 * Checks for what the set-up can't install: git and Python. Reports everything that is missing at once.
 * @param {Tools} tools
 * @returns {Promise<{ python: string, summary: string }>}
 */
export async function checkMachine(tools) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const fix = [];
  if (!which("git", tools.env)) {
    problems.push("git is missing");
    fix.push(
      "git:",
      "  Debian, Ubuntu:  sudo apt-get install git",
      "  Fedora:          sudo dnf install git",
      "  macOS:           xcode-select --install",
      "  any:             https://git-scm.com/downloads",
    );
  }
  const python = await findPython(tools);
  if ("problem" in python) {
    problems.push(python.problem);
    fix.push("Python:", ...python.fix.map((line) => `  ${line}`));
  }
  if (problems.length > 0 || "problem" in python) throw new SetUpError(problems.join("; "), { fix });
  return { python: python.path, summary: `git, Node ${process.versions.node}, Python ${python.version}` };
}
