import { userInfo } from "node:os";
import { join } from "node:path";
import type { LedgerUpdate } from "../../../domain/contract/ledger.ts";
import { gitIn, isDirty, projectAbove } from "./work-tree.ts";

/** The author of a ledger entry: who made the change, and in which update. */
export interface Author {
  readonly by: string;
  readonly update: LedgerUpdate;
}

/** Maximum length of a text from an environment variable, in characters; longer ones are cut off. */
const LONGEST = 200;

/** The origin of a change: the resource's URN, and the region of its table. */
export interface Made {
  readonly urn: string;
  readonly region?: string | undefined;
}

/**
 * Returns who runs this deployment (by `AYBIZA_ACTOR`, the CI system's variables, or else the machine's user), its commit and CI run, and whether the
 * deployed files differ from that commit. `AYBIZA_STACKS` is the folder of the stack files, if it isn't the project's folder.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
 */
export async function authorOf({ urn, region }: Made, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Author> {
  const first = (...names: string[]) =>
    names
      .map((name) => env[name]?.replaceAll(/\p{Cc}+/gu, " ").trim())
      .find((text) => text !== undefined && text !== "")
      ?.slice(0, LONGEST);
  const by = first(
    "AYBIZA_ACTOR",
    "GITHUB_ACTOR",
    "GITLAB_USER_LOGIN",
    "BITBUCKET_STEP_TRIGGERER_UUID",
    "BUILD_REQUESTEDFOREMAIL",
    "BUILDKITE_BUILD_CREATOR",
    "CIRCLE_USERNAME",
  );
  const project = projectAbove(process.cwd());
  const git = gitIn(project ?? process.cwd(), env, signal);
  const commit =
    first("AYBIZA_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA", "BITBUCKET_COMMIT", "BUILD_SOURCEVERSION", "CIRCLE_SHA1") ??
    (await git("rev-parse", "HEAD"));
  const run = first(
    "AYBIZA_RUN",
    "GITHUB_RUN_ID",
    "CI_PIPELINE_ID",
    "BITBUCKET_BUILD_NUMBER",
    "BUILD_BUILDID",
    "BUILDKITE_BUILD_NUMBER",
    "CIRCLE_WORKFLOW_ID",
  );
  const stack = urn.split("::")[0]?.split(":").at(-1) ?? "";
  const names = [stack, ...(region === undefined ? [] : [region])];
  const stacks = env.AYBIZA_STACKS ?? join(project ?? "", "stacks");
  const dirty = project && commit ? await isDirty(git, commit, { project, stacks, names }) : undefined;
  return {
    by: by ?? machineUser(),
    update: {
      stack,
      ...(commit !== undefined && { commit }),
      ...(dirty !== undefined && { dirty }),
      ...(run !== undefined && { run }),
    },
  };
}

function machineUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown"; // in a container, the user id may have no name
  }
}
