import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Checked } from "./compare.ts";
import { openRuns } from "./journal.ts";
import type { Options } from "./options.ts";
import type { Redactor } from "./redact.ts";
import { Refused } from "./refused.ts";

/** How a run of either cloud is made. */
export interface RunOptions {
  readonly options: Options;
  readonly env: NodeJS.ProcessEnv;
  readonly redactor: Redactor;
  /** Ends the run early; it then puts back what it created. */
  readonly signal: AbortSignal;
  /** Shows the plan and asks for confirmation; resolves to true if the run may begin. */
  readonly confirm: (plan: readonly string[]) => Promise<boolean>;
  /** Called with progress. */
  readonly say: (text: string) => void;
  /** Hears of each question's end; the next one waits for it. */
  readonly onChecked?: (checked: readonly Checked[]) => Promise<void> | void;
  /** Called with the run's name before anything is created. */
  readonly onMaking?: (run: string) => void;
}

/** The name of a new run, which whatever it makes has in its own: `aybiza-live-20261130-3f9a1c`. */
export function newRun(): { token: string; at: Date } {
  const at = new Date();
  const day = at.toISOString().slice(0, 10).replaceAll("-", "");
  return { token: `aybiza-live-${day}-${randomBytes(3).toString("hex")}`, at };
}

/** @throws Refused if an earlier run left something behind */
export function refuseLeftovers(out: string): void {
  const open = openRuns(out)[0];
  if (open === undefined) return;
  throw new Refused(
    open.alive
      ? `run ${open.run} is still under way: wait for its end`
      : `run ${open.run} left something behind: put it back by npm run live -- --clean`,
  );
}

/** What a report is about. An archive of the sources has no commit. */
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
