// @ts-check
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { discard, entryOf, notShared, oneAtATime, put } from "../shared-cache.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";
import { findPython } from "./machine.mjs";

/** @typedef {import("../progress.mjs").StepProgress} StepProgress */

/** pip's options: each package in its pinned version, with its hash, and as a wheel, so that nothing is built. */
const exact = ["--require-hashes", "--no-deps", "--only-binary=:all:"];

/**
 * A Python environment of the project: its packages and folder.
 * @typedef {object} PythonEnvironment
 * @property {string} name of the step
 * @property {string} title its content, for people
 * @property {string} package the package whose version is shown
 * @property {string} folder of the virtual environment
 * @property {string} requirements the file that pins every package with the hashes of its files
 */

/** Returns the environment of MiniStack, the local AWS. @param {import("../../launch/layout.mjs").Layout} layout @returns {PythonEnvironment} */
export const ministack = (layout) => ({
  name: "ministack",
  title: "MiniStack",
  package: "ministack",
  folder: layout.ministack,
  requirements: layout.requirements,
});

/**
 * Returns the environment of Twilio's Python library and Moto, with which tests check the local clouds independently. Rehearsals don't need it.
 * @param {import("../../launch/layout.mjs").Layout} layout
 * @returns {PythonEnvironment}
 */
export const secondOpinions = (layout) => ({
  name: "opinions",
  title: "Moto",
  package: "moto",
  folder: layout.secondOpinionVenv,
  requirements: layout.secondOpinionRequirements,
});

/** @param {PythonEnvironment} of */
const stampFile = (of) => path.join(of.folder, "aybiza.json");

/** @param {PythonEnvironment} of */
const wanted = (of) => digest({ texts: [process.platform, process.arch], files: [of.requirements] });

/**
 * Creates the step for a Python virtual environment with exactly the packages of a requirements file, each verified by its hash in the file.
 * @param {PythonEnvironment} of
 * @param {import("../../launch/layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function pythonEnvironment(of, layout, tools) {
  const python = path.join(of.folder, "bin", "python");
  const version = () =>
    readFileSync(of.requirements, "utf8")
      .split("\n")
      .map((line) => /^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)/.exec(line))
      .find((found) => found?.[1] === of.package)?.[2];

  /** Runs a program and shows pip's progress. */
  const runner =
    (/** @type {StepProgress} */ step, /** @type {((pid: number) => void) | undefined} */ onStart) =>
    (/** @type {string} */ command, /** @type {string[]} */ args) =>
      tools.run(command, args, {
        cwd: layout.root,
        env: { ...tools.env, PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" },
        onStart,
        onLine(line) {
          const collecting = /^Collecting ([\w.-]+)/.exec(line);
          if (collecting) step.say(`pip: ${collecting[1]}`);
        },
      });
  const failed = (/** @type {string} */ doing, /** @type {import("../run.mjs").Ran} */ ran) =>
    new SetUpError(`${doing} failed (exit code ${ran.code})`, {
      fix: [
        "Check that a Python package index is reachable:  pip download six --no-deps -d /tmp",
        "Behind a proxy or with a private mirror:         pip config set global.index-url <url>",
        "Then run the same command again.",
      ],
      output: ran.output,
    });

  return {
    name: of.name,
    doing: `checking ${of.title}`,

    /** Also checks the interpreter: it is a link to the machine's Python, which may have been uninstalled. */
    isDone: () => readStamp(stampFile(of))?.wanted === wanted(of) && existsSync(python),

    /** @param {StepProgress} step @param {(pid: number) => void} [onStart] */
    async work(step, onStart) {
      const found = await findPython(tools);
      if ("problem" in found) throw new SetUpError(found.problem, { fix: found.fix });
      const run = runner(step, onStart);
      const cache = tools.cache ?? notShared;
      const key = path.join(
        "wheels",
        `${of.package}-${found.version.replace(/\.\d+$/, "")}-${wanted(of).slice(0, 16)}`,
      );
      // Wheels only, so that no downloaded code runs before its hash was checked.
      const pip = (/** @type {string} */ verb, /** @type {string[]} */ ...more) =>
        run(python, ["-m", "pip", verb, ...exact, ...more, "-r", of.requirements]);

      rmSync(of.folder, { recursive: true, force: true });
      step.say(`making a Python ${found.version} environment`);
      const made = await run(found.path, ["-m", "venv", of.folder]);
      if (made.code !== 0) throw failed("Making a Python environment", made);

      const fromShared = async () => {
        const entry = entryOf(cache, key);
        if (!entry) return false;
        step.say(`installing ${of.title} from the shared cache`);
        // pip also checks the hash of each cached file.
        const ran = await pip("install", "--no-compile", "--no-index", "--find-links", path.join(entry, "files"));
        if (ran.code === 0) return true;
        step.say("the shared cache's copy is damaged; downloading it again");
        discard(cache, key);
        return false;
      };
      if (!(await fromShared())) {
        const waiting = (/** @type {number} */ pid) =>
          step.say(`waiting for another set-up, which installs it (process ${pid})`);
        await oneAtATime(cache, key, waiting, async () => {
          if (cache.folder === undefined) {
            step.say(`installing ${of.title} with pip`);
            const ran = await pip("install", "--no-compile");
            if (ran.code !== 0) throw failed(`Installing ${of.title} with pip`, ran);
            return;
          }
          if (await fromShared()) return;
          const incoming = path.join(layout.state, `${of.name}-incoming`);
          step.say(`downloading ${of.title} with pip`);
          const fetched = await pip("download", "--dest", incoming);
          if (fetched.code !== 0) throw failed(`Downloading ${of.title} with pip`, fetched);
          step.say(`installing ${of.title}`);
          const ran = await pip("install", "--no-compile", "--no-index", "--find-links", incoming);
          if (ran.code !== 0) throw failed(`Installing ${of.title} with pip`, ran);
          put(cache, key, { files: incoming });
          rmSync(incoming, { recursive: true, force: true });
        });
      }
      writeStamp(stampFile(of), { wanted: wanted(of), python: found.version });
      return `${of.title} ${version()} on Python ${found.version}`;
    },
  };
}
