import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import type { LedgerUpdate } from "../../../lambdas/router/ledger.ts";

/** Who makes a change, and in which update. */
export interface Author {
  readonly by: string;
  readonly update: LedgerUpdate;
}

/** Longest text that is taken from an environment. */
const LONGEST = 200;
const GIT_MS = 2000;

/**
 * Who runs this deployment, by `AYBIZA_ACTOR`, the names of the usual pipelines, or else the machine's user; which commit and run it is.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
 */
export async function authorOf(urn: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Author> {
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
  const commit =
    first("AYBIZA_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA", "BITBUCKET_COMMIT", "BUILD_SOURCEVERSION", "CIRCLE_SHA1") ??
    (await checkedOut(env, signal));
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
  return {
    by: by ?? machineUser(),
    update: { stack, ...(commit !== undefined && { commit }), ...(run !== undefined && { run }) },
  };
}

function machineUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown"; // a container's user id without an entry
  }
}

/** The commit that is checked out here; undefined where there is no repository, or no git. */
function checkedOut(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile("git", ["rev-parse", "HEAD"], { timeout: GIT_MS, env, signal }, (error, out) => {
      resolve(error === null && /^[0-9a-f]{40,64}$/.test(out.trim()) ? out.trim() : undefined);
    });
  });
}
