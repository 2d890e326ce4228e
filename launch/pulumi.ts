import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { layoutOf } from "./layout.mjs";

/** How one command of Pulumi ended, and what it printed. */
export interface PulumiResult {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error, interleaved as they came. */
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of Pulumi that runs. */
export interface PulumiProcess {
  readonly child: ChildProcess;
  /** Standard output and error so far. */
  readonly printed: () => string;
  /** Settles when it has ended and its output was read; rejects where it couldn't be started. */
  readonly ended: Promise<PulumiResult>;
}

/** A command line of the project's own CLI: no prompts, no colours. */
export const pulumiCommand = (...args: string[]): string[] => [
  layoutOf(path.resolve(import.meta.dirname, "..")).pulumi,
  ...["--non-interactive", "--color", "never"],
  ...args,
];

/**
 * Starts a command of Pulumi. It leads a process group of its own: a terminal sends Ctrl-C to its whole group, but the caller decides how the engine
 * is interrupted, and can signal the engine with all that it started.
 */
export function startPulumi(
  [program = "", ...args]: readonly string[],
  { cwd, env, onOutput }: { cwd: string; env: NodeJS.ProcessEnv; onOutput?: ((text: string) => void) | undefined },
): PulumiProcess {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const printed = { output: "", stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      printed.output += text;
      printed[stream] += text;
      onOutput?.(text);
    });
  const ended = new Promise<PulumiResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...printed }));
  });
  return { child, printed: () => printed.output, ended };
}
