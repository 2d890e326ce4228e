// @ts-check
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";
import { findPython } from "./machine.mjs";

/** @typedef {import("../layout.mjs").Layout} Layout */

/** @param {Layout} layout */
const stampFile = (layout) => path.join(layout.ministack, "aybiza.json");

/** @param {Layout} layout */
const wanted = (layout) => digest({ texts: [process.platform, process.arch], files: [layout.requirements] });

/**
 * MiniStack, the local AWS, in a Python environment of its own. Every package is pinned with the hashes of its files.
 * @param {Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function ministack(layout, tools) {
  const version = () => /^ministack==(\S+)/m.exec(readFileSync(layout.requirements, "utf8"))?.[1];
  return {
    name: "ministack",
    doing: "looking for MiniStack",

    /** The interpreter is a link to the machine's own, so it goes when that one goes. */
    isDone: () => readStamp(stampFile(layout))?.wanted === wanted(layout) && existsSync(layout.python),

    /** @param {import("../progress.mjs").StepProgress} step @param {(pid: number) => void} [onStart] */
    async work(step, onStart) {
      const python = await findPython(tools);
      if ("problem" in python) throw new SetUpError(python.problem, { fix: python.fix });
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
      rmSync(layout.ministack, { recursive: true, force: true });
      step.say(`making a Python ${python.version} environment`);
      await run(python.path, ["-m", "venv", layout.ministack], "Making a Python environment");
      step.say("installing MiniStack with pip");
      const args = ["-m", "pip", "install", "--require-hashes", "--no-deps", "-r", layout.requirements];
      await run(layout.python, args, "Installing MiniStack with pip");
      writeStamp(stampFile(layout), { wanted: wanted(layout), python: python.version });
      return `MiniStack ${version()} on Python ${python.version}`;
    },
  };
}
