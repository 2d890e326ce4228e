import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { layoutOf } from "./layout.mjs";

/** The result of a Pulumi command: its exit code and output. */
export interface PulumiResult {
  /** Exit code; null if a signal ended the command. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error, in the order in which they were printed. */
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running Pulumi command. */
export interface PulumiProcess {
  readonly child: ChildProcess;
  /** Returns standard output and error so far. */
  readonly printed: () => string;
  /** Resolves when the command has ended and its output was read; rejects if it couldn't be started. */
  readonly ended: Promise<PulumiResult>;
}

/** Builds a command line of the project's own CLI, without prompts and colours. */
export const pulumiCommand = (...args: string[]): string[] => [
  layoutOf(path.resolve(import.meta.dirname, "..")).pulumi,
  ...["--non-interactive", "--color", "never"],
  ...args,
];

/**
 * Starts a Pulumi command in its own process group: a terminal sends Ctrl-C to a whole group, but the caller decides how the engine
 * is interrupted, and can signal the engine with all its children.
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
