// @ts-check
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";
import { findPython } from "./machine.mjs";

/**
 * One Python environment of the project: what is installed, and where.
 * @typedef {object} PythonEnvironment
 * @property {string} name of the step
 * @property {string} title what it holds, for people
 * @property {string} package the one whose version is shown
 * @property {string} folder of the virtual environment
 * @property {string} requirements the file that pins every package with the hashes of its files
 */

/** MiniStack, the local AWS. @param {import("../layout.mjs").Layout} layout @returns {PythonEnvironment} */
export const ministack = (layout) => ({
  name: "ministack",
  title: "MiniStack",
  package: "ministack",
  folder: layout.ministack,
  requirements: layout.requirements,
});

/**
 * Twilio's Python library and Moto, with which tests look at the local clouds from another side. Rehearsals do without.
 * @param {import("../layout.mjs").Layout} layout
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
 * A virtual environment of Python with exactly the packages of a requirements file, each checked by the hash that the file holds.
 * @param {PythonEnvironment} of
 * @param {import("../layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function pythonEnvironment(of, layout, tools) {
  const python = path.join(of.folder, "bin", "python");
  const version = () =>
    readFileSync(of.requirements, "utf8")
      .split("\n")
      .map((line) => /^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)/.exec(line))
      .find((found) => found?.[1] === of.package)?.[2];
  return {
    name: of.name,
    doing: `looking for ${of.title}`,

    /** The interpreter is a link to the machine's own, so it goes when that one goes. */
    isDone: () => readStamp(stampFile(of))?.wanted === wanted(of) && existsSync(python),

    /** @param {import("../progress.mjs").StepProgress} step @param {(pid: number) => void} [onStart] */
    async work(step, onStart) {
      const found = await findPython(tools);
      if ("problem" in found) throw new SetUpError(found.problem, { fix: found.fix });
      const run = async (/** @type {string} */ command, /** @type {string[]} */ args, doing = "") => {
        const ran = await tools.run(command, args, {
          cwd: layout.root,
          env: { ...tools.env, PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" },
          onStart,
          onLine(line) {
            const collecting = /^Collecting ([\w.-]+)/.exec(line);
            if (collecting) step.say(`pip: ${collecting[1]}`);
          },
        });
        if (ran.code === 0) return;
        throw new SetUpError(`${doing} failed (exit code ${ran.code})`, {
          fix: [
            "Is a Python package index reachable?  pip download six --no-deps -d /tmp",
            "Behind a proxy or a private mirror:   pip config set global.index-url <address>",
            "Then run the same command again.",
          ],
          output: ran.output,
        });
      };
      rmSync(of.folder, { recursive: true, force: true });
      step.say(`making a Python ${found.version} environment`);
      await run(found.path, ["-m", "venv", of.folder], "Making a Python environment");
      step.say(`installing ${of.title} with pip`);
      const args = [
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "-r",
        of.requirements,
      ];
      await run(python, args, `Installing ${of.title} with pip`);
      writeStamp(stampFile(of), { wanted: wanted(of), python: found.version });
      return `${of.title} ${version()} on Python ${found.version}`;
    },
  };
}
