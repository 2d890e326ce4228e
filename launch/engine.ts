import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Changes, readEvents, type Step } from "./engine-events.ts";
import { type PulumiProcess, pulumiCommand, startPulumi } from "./pulumi.ts";

/** One finished command of the engine. */
export interface Run {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error, in the order in which they were printed. */
  readonly output: string;
  readonly stdout: string;
  readonly changes: Changes;
  readonly steps: readonly Step[];
  readonly seconds: number;
}

export interface RunOptions {
  /** Extra environment for this one command. */
  readonly env?: NodeJS.ProcessEnv;
  /** Aborting kills the engine with SIGKILL: for tests of interruptions. */
  readonly kill?: AbortSignal;
  /** Aborting interrupts the engine like Ctrl-C: it finishes operations in progress and releases its lock. If already aborted, no engine starts. */
  readonly interrupt?: AbortSignal;
  /** Aborting interrupts the engine a second time: it ends at once, without waiting for the operations in progress. */
  readonly terminate?: AbortSignal;
  /** Gets the engine's process id as soon as it runs. */
  readonly onStart?: (pid: number) => void;
  /** Gets the engine's output as it is printed. */
  readonly onOutput?: (text: string) => void;
}

/** How long a cancelled engine may take to end, in milliseconds: it finishes the operations in progress. */
const CANCEL_MS = 5_000;

/** The engine wasn't started, because its caller was interrupted or its world has ended. */
export class NotStarted extends Error {}

/** The engines that are running a command. */
const busy = new Set<Engine>();
let isEnding = false;

/** Interrupts every engine of this process and prevents new ones. For interrupted programs. */
export async function endEngines(): Promise<void> {
  isEnding = true;
  await Promise.all([...busy].map((engine) => engine.close()));
}

/** Runs the Pulumi CLI on a project and reads the changes from its event log. */
export class Engine {
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running = new Map<PulumiProcess["child"], Promise<unknown>>();
  #closed = false;

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    this.#cwd = cwd;
    this.#env = env;
  }

  /** Runs any command of the CLI: `run(["stack", "init", "us"])`. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    if (isEnding || this.#closed || options.interrupt?.aborted)
      throw new NotStarted(`pulumi ${args.join(" ")} wasn't started`);
    const started = performance.now();
    const scratch = mkdtempSync(join(this.#cwd, ".events-"));
    const eventLog = join(scratch, "events.jsonl");
    const takesEvents = ["up", "preview", "destroy", "refresh"].includes(args[0] ?? "");
    try {
      const { child, ended } = startPulumi(pulumiCommand(...args, ...(takesEvents ? ["--event-log", eventLog] : [])), {
        cwd: this.#cwd,
        // The CLI has the flag --event-log only with this variable.
        env: { ...this.#env, PULUMI_DEBUG_COMMANDS: "true", ...options.env },
        onOutput: options.onOutput,
      });
      this.#track(child, ended);
      if (child.pid !== undefined) options.onStart?.(child.pid);
      const kill = () => child.kill("SIGKILL");
      options.kill?.addEventListener("abort", kill, { once: true });
      const interrupt = () => child.kill("SIGINT");
      const interrupts = [options.interrupt, options.terminate];
      for (const signal of interrupts) signal?.addEventListener("abort", interrupt, { once: true });
      const { code, signal, output, stdout } = await ended;
      options.kill?.removeEventListener("abort", kill);
      for (const signal of interrupts) signal?.removeEventListener("abort", interrupt);
      const seconds = (performance.now() - started) / 1000;
      return { code: code ?? 1, signal, output, stdout, ...readEvents(eventLog), seconds };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  #track(child: PulumiProcess["child"], ended: Promise<unknown>): void {
    const gone = ended
      .catch(() => {})
      .finally(() => {
        this.#running.delete(child);
        if (this.#running.size === 0) busy.delete(this);
      });
    this.#running.set(child, gone);
    busy.add(this);
  }

  /** Resolves when no command is running. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Prevents further commands. Interrupts running ones, and kills those that don't end within `cancelMs`. */
  async close(cancelMs = CANCEL_MS): Promise<void> {
    this.#closed = true;
    const all = (signal: NodeJS.Signals) => {
      for (const child of this.#running.keys()) child.kill(signal);
    };
    all("SIGINT");
    const late = setTimeout(() => all("SIGKILL"), cancelMs);
    await this.idle();
    clearTimeout(late);
  }

  /** Runs a command like {@link run}. Throws an Error with the output if the command fails. */
  async must(args: readonly string[], options?: RunOptions): Promise<Run> {
    const run = await this.run(args, options);
    if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} failed (${run.code}):\n${run.output}`);
    return run;
  }
}
