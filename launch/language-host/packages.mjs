// @ts-check
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ended, startChild } from "./children.mjs";
import { language } from "./protocol.mjs";

/**
 * Finds the nearest folder, at or above `directory`, that contains a file called `name`.
 * @param {string} directory
 * @param {string} name
 * @returns {string | undefined}
 */
function above(directory, name) {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, name))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/**
 * Returns the folder where npm installs a program's packages: its workspace's root, or the folder of its package.json.
 * @param {string} directory
 */
export function installationRoot(directory) {
  return above(directory, "package-lock.json") ?? above(directory, "package.json") ?? directory;
}

/**
 * Runs `npm install` for a program and sends its output.
 * @throws Error with the exit code if npm fails
 * @param {import("@pulumi/pulumi/proto/language_pb.js").InstallDependenciesRequest} request
 * @param {(response: import("@pulumi/pulumi/proto/language_pb.js").InstallDependenciesResponse) => void} send
 * @param {(child: import("./children.mjs").ChildProcess) => void} onStart
 */
export async function installDependencies(request, send, onStart) {
  const root = installationRoot(request.getInfo()?.getProgramDirectory() || request.getDirectory());
  const say = (/** @type {"setStdout" | "setStderr"} */ set) => (/** @type {Buffer} */ chunk) => {
    const response = new language.InstallDependenciesResponse();
    response[set](chunk);
    send(response);
  };
  say("setStdout")(Buffer.from(`npm install in ${root}\n`));
  const child = startChild("npm", ["install"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout?.on("data", say("setStdout"));
  child.stderr?.on("data", say("setStderr"));
  onStart(child);
  const { code, signal } = await ended(child).catch((cause) => {
    throw new Error("npm can't be started: install it, or add it to the PATH", { cause });
  });
  if (code !== 0) throw new Error(`npm install in ${root} failed (${signal ?? `exit code ${code}`})`);
}

/**
 * Lists the packages that a program uses: those in its package.json, or with `transitive` all in npm's lock file.
 * @param {string} directory
 * @param {boolean} transitive
 * @returns {{ name: string, version: string }[]}
 */
export function programDependencies(directory, transitive) {
  const manifestRoot = above(directory, "package.json");
  const lockRoot = above(directory, "package-lock.json");
  if (!manifestRoot || !lockRoot) return [];
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, "utf8"));
  /** @type {Record<string, { version?: string, link?: boolean }>} */
  const installed = read(path.join(lockRoot, "package-lock.json")).packages ?? {};
  const folder = "node_modules/";
  if (transitive) {
    return Object.entries(installed).flatMap(([at, { version, link }]) =>
      at.includes(folder) && version && !link
        ? [{ name: at.slice(at.lastIndexOf(folder) + folder.length), version }]
        : [],
    );
  }
  const { dependencies, devDependencies } = read(path.join(manifestRoot, "package.json"));
  /** @type {Record<string, string>} */
  const declared = { ...devDependencies, ...dependencies };
  return Object.entries(declared)
    .map(([name, range]) => ({ name, version: installed[`${folder}${name}`]?.version ?? range }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
