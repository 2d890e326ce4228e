// @ts-check
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";

/**
 * Creates the step for Twilio's own CLI (npm `twilio-cli`), an unmodified client with which tests use the local Twilio. It has its own lock file and folder, since
 * only tests need it. Its install scripts aren't run.
 * @param {import("../../launch/layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function twilioCli(layout, { env, run }) {
  const files = ["package.json", "package-lock.json"].map((name) => path.join(layout.twilioCliPackage, name));
  const stampFile = path.join(layout.twilioCli, "aybiza.json");
  const wanted = () => digest({ files });
  return {
    name: "stranger",
    doing: "checking Twilio's CLI",

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
            "Check that the npm registry is reachable:  npm ping",
            "Behind a proxy or with a private mirror:   npm config set registry <url>, npm config set proxy <url>",
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
