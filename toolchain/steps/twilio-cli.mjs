// @ts-check
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";

/**
 * Twilio's own command line (npm `twilio-cli`), with which tests look at the stand-in as a stranger does. It has a lock file of its own
 * and lies in a folder of its own, since nothing of the project needs it. No package's script is run.
 * @param {import("../../launch/layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function twilioCli(layout, { env, run }) {
  const files = ["package.json", "package-lock.json"].map((name) => path.join(layout.twilioCliPackage, name));
  const stampFile = path.join(layout.twilioCli, "aybiza.json");
  const wanted = () => digest({ files });
  return {
    name: "stranger",
    doing: "looking for Twilio's CLI",

    isDone: () => readStamp(stampFile)?.wanted === wanted() && existsSync(layout.twilioCliProgram),

    /** @param {import("../progress.mjs").StepProgress} step @param {(pid: number) => void} [onStart] */
    async work(step, onStart) {
      rmSync(layout.twilioCli, { recursive: true, force: true });
      mkdirSync(layout.twilioCli, { recursive: true });
      for (const file of files) copyFileSync(file, path.join(layout.twilioCli, path.basename(file)));
      step.say("installing Twilio's CLI with npm");
      const args = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"];
      const ran = await run("npm", [...args, "--engine-strict=false"], { cwd: layout.twilioCli, env, onStart });
      if (ran.code !== 0) {
        throw new SetUpError(`Installing Twilio's CLI with npm failed (exit code ${ran.code})`, {
          fix: [
            "Is the npm registry reachable?       npm ping",
            "Behind a proxy or a private mirror:  npm config set registry <address>, npm config set proxy <address>",
            "Then run the same command again.",
          ],
          output: ran.output,
        });
      }
      writeStamp(stampFile, { wanted: wanted() });
      return "Twilio's CLI, for tests";
    },
  };
}
