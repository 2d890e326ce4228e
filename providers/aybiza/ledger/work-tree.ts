import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const GIT_MS = 2000;

/** Runs git; undefined where it fails, or there is none. */
export type Git = (...args: string[]) => Promise<string | undefined>;

/** Git in a folder. */
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

/** The project that the engine runs: the nearest parent folder with a Pulumi.yaml. */
export function projectAbove(folder: string): string | undefined {
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectAbove(above);
}

/** Paths that don't affect a deployment. Stack files are compared one by one, since another stack's file may be edited. */
const NOT_DEPLOYED = ["stacks", "docs", "test", "cli", "rehearsal", "bench", "load", "faults", "*.md", "*.test.ts"];

/** What was deployed. */
export interface WorkTree {
  /** The project's folder. */
  readonly project: string;
  /** Folder of the stack files: a rehearsal works on copies. */
  readonly stacks: string;
  /** The stacks whose files count: the one that is deployed, and its region. */
  readonly names: readonly string[];
}

/**
 * Whether what is deployed differs from a commit: the stack's file, its region's, or the program with its providers and handlers, new files that
 * git doesn't ignore included. Undefined where it can't be compared: the repository doesn't have that commit.
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
      // As git would store it, whatever it does to the ends of lines.
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
