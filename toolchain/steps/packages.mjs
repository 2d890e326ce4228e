// @ts-check
import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";

/** Packages whose install script must run, because it installs a program for this machine. */
const withPrograms = [
  { name: "node", program: "node_modules/.bin/node", says: /^v22\./ },
  { name: "esbuild", program: "node_modules/.bin/esbuild", says: /^\d+\./ },
];

/** @typedef {import("../../launch/layout.mjs").Layout} Layout */

/** @param {Layout} layout */
const stampFile = (layout) => path.join(layout.modules, ".aybiza.json");

/** Returns the digest of the files that determine node_modules. @param {Layout} layout */
function wanted(layout) {
  return digest({ texts: [process.platform, process.arch], files: [layout.lockFile] });
}

/**
 * Tells whether node_modules agrees with package-lock.json, by npm's own record of the installation. Also true after a manual `npm install`.
 * @param {Layout} layout
 */
export function agreesWithLock(layout) {
  /** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean, resolved?: string }>} Packages */
  /** @param {string} file @returns {Packages} */
  const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  try {
    const locked = packages(layout.lockFile);
    const installed = packages(path.join(layout.modules, ".package-lock.json"));
    for (const [at, { version, integrity, optional, link, resolved }] of Object.entries(locked)) {
      if (!at.includes("node_modules/")) continue;
      if (link) {
        // For a workspace, check the link itself instead of npm's record.
        if (realpathSync(path.join(layout.root, at)) !== path.join(realpathSync(layout.root), resolved ?? ""))
          return false;
        continue;
      }
      const found = installed[at];
      if (!found && optional) continue;
      if (!found || found.version !== version) return false;
      if (integrity && found.integrity !== integrity) return false;
    }
    return Object.keys(installed).every((at) => at in locked);
  } catch {
    return false;
  }
}

/**
 * Counts the locked packages that are in node_modules, to show npm's progress.
 * @param {Layout} layout
 * @param {string[]} folders
 */
function unpacked(layout, folders) {
  return folders.filter((folder) => existsSync(path.join(layout.root, folder, "package.json"))).length;
}

/**
 * Creates the step for the npm packages of package-lock.json, which include Node 22.
 * @param {Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function packages(layout, { env, run }) {
  /** Checks that each program runs, and makes npm run install scripts that it skipped. */
  async function provePrograms(/** @type {import("../progress.mjs").StepProgress} */ step) {
    for (const { name, program, says } of withPrograms) {
      const works = async () => says.test((await run(path.join(layout.root, program), ["--version"], { env })).stdout);
      if (await works()) continue;
      step.say(`running the install script of ${name}, which npm skipped`);
      const ran = await run("npm", ["rebuild", name, "--ignore-scripts=false"], { cwd: layout.root, env });
      if (!(await works())) {
        throw new SetUpError(`the npm package ${name} has no program for ${process.platform} ${process.arch}`, {
          fix: [`See why its install script failed:  npm rebuild ${name} --ignore-scripts=false --foreground-scripts`],
          output: ran.output,
        });
      }
    }
  }

  return {
    name: "packages",
    doing: "checking node_modules",

    isDone: () => readStamp(stampFile(layout))?.wanted === wanted(layout) && existsSync(layout.node),

    /** @param {import("../progress.mjs").StepProgress} step @param {(pid: number) => void} onStart */
    async work(step, onStart) {
      const locked = JSON.parse(readFileSync(layout.lockFile, "utf8")).packages;
      const folders = Object.keys(locked).filter((at) => at.includes("node_modules/") && !locked[at].optional);
      let did = "node_modules agrees with package-lock.json";
      if (!agreesWithLock(layout)) {
        const show = () => step.say(`npm ci: ${unpacked(layout, folders)} of ${folders.length} packages`);
        show();
        const timer = setInterval(show, 1_000);
        // Ignore the engines of packages: they run on the Node of package-lock.json, not on the one that runs npm.
        const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--engine-strict=false"];
        const ran = await run("npm", args, { cwd: layout.root, env, onStart }).finally(() => clearInterval(timer));
        if (/^npm error code EUSAGE$/m.test(ran.output)) {
          throw new SetUpError("package-lock.json doesn't match package.json or a package under sdks/", {
            fix: ["Update it and commit the change:  npm install"],
            output: ran.output.match(/^npm error (?:Missing|Invalid).*$/gm)?.join("\n"),
          });
        }
        if (ran.code !== 0) {
          throw new SetUpError(`npm ci failed (exit code ${ran.code})`, {
            fix: [
              "Check that the npm registry is reachable:  npm ping",
              "Behind a proxy or with a private mirror:   npm config set registry <url>, npm config set proxy <url>",
              "Then run the same command again.",
            ],
            output: ran.output,
          });
        }
        did = `${folders.length} packages by npm ci`;
      }
      await provePrograms(step);
      writeStamp(stampFile(layout), { wanted: wanted(layout) });
      return did;
    },
  };
}
