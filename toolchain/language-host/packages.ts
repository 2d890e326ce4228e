import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import language from "@pulumi/pulumi/proto/language_pb.js";
import { ended, startChild } from "./children.ts";

/** The nearest folder at or above `directory` that holds a file called `name`. */
function above(directory: string, name: string): string | undefined {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, name))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/** The folder in which npm installs for a program: its workspace's root, or that of its own package.json. */
export function installationRoot(directory: string): string {
  return above(directory, "package-lock.json") ?? above(directory, "package.json") ?? directory;
}

/** Runs `npm install` for a program, sending what it writes. Throws an Error with the exit code where it fails. */
export async function installDependencies(
  request: language.InstallDependenciesRequest,
  send: (response: language.InstallDependenciesResponse) => void,
  onStart: (child: ReturnType<typeof startChild>) => void,
): Promise<void> {
  const directory = request.getInfo()?.getProgramDirectory() || request.getDirectory();
  const root = installationRoot(directory);
  const say = (set: "setStdout" | "setStderr") => (chunk: Buffer) => {
    const response = new language.InstallDependenciesResponse();
    response[set](chunk);
    send(response);
  };
  say("setStdout")(Buffer.from(`npm install in ${root}\n`));
  const child = startChild("npm", ["install"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout!.on("data", say("setStdout"));
  child.stderr!.on("data", say("setStderr"));
  onStart(child);
  const { code, signal } = await ended(child).catch((cause) => {
    throw new Error("npm can't be started: is it on the path?", { cause });
  });
  if (code !== 0) throw new Error(`npm install in ${root} failed (${signal ?? `exit code ${code}`})`);
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Lock {
  packages?: Record<string, { version?: string; link?: boolean }>;
}

/**
 * The packages that a program uses: those of its package.json, or with `transitive` all that are installed, as npm's
 * lock file says.
 */
export function programDependencies(directory: string, transitive: boolean): { name: string; version: string }[] {
  const manifestRoot = above(directory, "package.json");
  const lockRoot = above(directory, "package-lock.json");
  if (!manifestRoot || !lockRoot) return [];
  const read = <T>(file: string) => JSON.parse(readFileSync(file, "utf8")) as T;
  const installed = read<Lock>(path.join(lockRoot, "package-lock.json")).packages ?? {};
  const folder = "node_modules/";
  if (transitive) {
    return Object.entries(installed).flatMap(([at, { version, link }]) =>
      at.includes(folder) && version && !link
        ? [{ name: at.slice(at.lastIndexOf(folder) + folder.length), version }]
        : [],
    );
  }
  const manifest = read<Manifest>(path.join(manifestRoot, "package.json"));
  return Object.entries({ ...manifest.devDependencies, ...manifest.dependencies })
    .map(([name, range]) => ({ name, version: installed[`${folder}${name}`]?.version ?? range }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
