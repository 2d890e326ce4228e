import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Checked } from "./compare.ts";
import { openRuns } from "./journal.ts";
import type { Options } from "./options.ts";
import type { Redactor } from "./redact.ts";
import { Refused } from "./refused.ts";

/** What a run needs, for either cloud. */
export interface RunOptions {
  readonly options: Options;
  readonly env: NodeJS.ProcessEnv;
  readonly redactor: Redactor;
  /** Ends the run early. The run then removes what it created. */
  readonly signal: AbortSignal;
  /** Shows the plan and asks for confirmation; resolves to true if the run may begin. */
  readonly confirm: (plan: readonly string[]) => Promise<boolean>;
  /** Reports progress. */
  readonly say: (text: string) => void;
  /** Called after each question. The next question begins when it resolves. */
  readonly onChecked?: (checked: readonly Checked[]) => Promise<void> | void;
  /** Called with the run's name before anything is created. */
  readonly onMaking?: (run: string) => void;
}

/** Returns the name of a new run, `aybiza-live-20261130-3f9a1c`, which is part of the names of everything that the run creates. */
export function newRun(): { token: string; at: Date } {
  const at = new Date();
  const day = at.toISOString().slice(0, 10).replaceAll("-", "");
  return { token: `aybiza-live-${day}-${randomBytes(3).toString("hex")}`, at };
}

/** Checks that no earlier run is in progress or left something behind. @throws Refused if one is or did */
export function refuseLeftovers(out: string): void {
  const open = openRuns(out)[0];
  if (open === undefined) return;
  throw new Refused(
    open.alive
      ? `run ${open.run} is still in progress. Wait for its end`
      : `run ${open.run} left something behind. Remove it with: npm run live -- --clean`,
  );
}

/** Returns the versions that a report is about. The commit is `unknown` in a source archive, which has no Git repository. */
export function versions(): Record<string, string> {
  let commit = "unknown";
  try {
    commit = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], {
      cwd: import.meta.dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {}
  return { commit, node: process.versions.node };
}
