import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const GIT_MS = 2000;

/** Runs git and returns its output; undefined if git fails or isn't installed. */
export type Git = (...args: string[]) => Promise<string | undefined>;

/** Makes a function that runs git in a folder. */
export const gitIn =
  (cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Git =>
  (...args) =>
    new Promise((resolve) => {
      const options = {
        cwd,
        timeout: GIT_MS,
        env: { ...env, GIT_OPTIONAL_LOCKS: "0" },
        signal,
        maxBuffer: 16 * 2 ** 20,
      };
      execFile("git", args, options, (error, out) => resolve(error === null ? out.trim() : undefined));
    });

/** Returns the folder of the Pulumi project that the engine runs: the nearest parent folder with a Pulumi.yaml. */
export function projectAbove(folder: string): string | undefined {
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectAbove(above);
}

/** Paths that don't affect a deployment. Stack files are compared separately, because changes in another stack's file don't count. */
const NOT_DEPLOYED = ["stacks", "docs", "test", "cli", "rehearsal", "bench", "load", "faults", "*.md", "*.test.ts"];

/** The files of a deployment. */
export interface WorkTree {
  /** The project's folder. */
  readonly project: string;
  /** Folder of the stack files: not the project's folder in a rehearsal, which uses copies. */
  readonly stacks: string;
  /** The stacks whose files are compared: the deployed stack and its region. */
  readonly names: readonly string[];
}

/**
 * Tells whether the deployed files differ from a commit: the stack's file, its region's file, and the program with its providers and handlers,
 * including new files that git doesn't ignore. Undefined if the repository doesn't have that commit.
 */
export async function isDirty(
  git: Git,
  commit: string,
  { project, stacks, names }: WorkTree,
): Promise<boolean | undefined> {
  if ((await git("cat-file", "-e", `${commit}^{commit}`)) === undefined) return undefined;
  const files = names.map(async (name) => {
    const file = `stacks/Pulumi.${name}.yaml`;
    const [committed, deployed] = await Promise.all([
      git("rev-parse", "--verify", "--quiet", `${commit}:./${file}`),
      // Hash the file as git would store it, with git's conversion of line endings.
      git("hash-object", "--path", join(project, file), join(stacks, `Pulumi.${name}.yaml`)),
    ]);
    return committed !== deployed;
  });
  const paths = ["--", ".", ...NOT_DEPLOYED.map((path) => `:(exclude)${path}`)];
  const changed = git("diff", "--name-only", commit, ...paths);
  const fresh = git("ls-files", "--others", "--exclude-standard", ...paths);
  const [inFiles, ...listed] = await Promise.all([Promise.all(files), changed, fresh]);
  if (inFiles.includes(true)) return true;
  return listed.includes(undefined) ? undefined : listed.some((list) => list !== "");
}
