import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pulumiBin } from "./paths.ts";

/** How many resources an update created (in a first one the stack itself too), updated, deleted and replaced. */
export interface Changes {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly replaced: number;
}

/** One change that the engine planned or made. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Paths of the inputs that differ. */
  readonly diffs: readonly string[];
  /** Their values, old and new, where the path is one of plain names. */
  readonly values: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
}

/** One finished command of the engine. */
export interface Run {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error as they came, interleaved. */
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
  /** Aborting interrupts the engine as Ctrl-C does: it cancels, lets what is under way end, and gives back its lock. Aborted before the run, none starts. */
  readonly interrupt?: AbortSignal;
  /** Aborting interrupts it a second time: it ends at once, and doesn't learn how what was under way ends. */
  readonly terminate?: AbortSignal;
  /** Hears the engine's process id as soon as it runs. */
  readonly onStart?: (pid: number) => void;
  /** Hears what the engine prints, as it prints it. */
  readonly onOutput?: (text: string) => void;
}

/** How long a cancelled engine may take to end, in milliseconds: it lets requests that are under way end. */
const CANCEL_MS = 5_000;

/** The engine wasn't started, since its work was interrupted before, or its world has ended. */
export class NotStarted extends Error {}

/** Engines with a command under way. */
const busy = new Set<Engine>();
let isEnding = false;

/** Interrupts every engine of this process, which starts no further one: for a program that is interrupted itself. */
export async function endEngines(): Promise<void> {
  isEnding = true;
  await Promise.all([...busy].map((engine) => engine.close()));
}

/** Runs the real Pulumi CLI on a project and reads what it did from its event log. */
export class Engine {
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running = new Map<ChildProcess, Promise<unknown>>();
  #closed = false;

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    this.#cwd = cwd;
    this.#env = env;
  }

  /** Runs any command: `run(["stack", "init", "us"])`. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    if (isEnding || this.#closed || options.interrupt?.aborted)
      throw new NotStarted(`pulumi ${args.join(" ")} wasn't started`);
    const started = performance.now();
    const scratch = mkdtempSync(join(this.#cwd, ".events-"));
    const eventLog = join(scratch, "events.jsonl");
    const takesEvents = ["up", "preview", "destroy", "refresh"].includes(args[0] ?? "");
    try {
      const child = spawn(
        pulumiBin,
        ["--non-interactive", "--color", "never", ...args, ...(takesEvents ? ["--event-log", eventLog] : [])],
        {
          cwd: this.#cwd,
          // The event log is a flag for tools, which the CLI has only with this variable.
          env: { ...this.#env, PULUMI_DEBUG_COMMANDS: "true", ...options.env },
          stdio: ["ignore", "pipe", "pipe"],
          // A terminal sends Ctrl-C to its whole process group. In a group of its own the engine is interrupted by us alone, once.
          detached: true,
        },
      );
      const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (c, s) => resolve([c, s]));
      });
      const gone = ended
        .catch(() => {})
        .finally(() => {
          this.#running.delete(child);
          if (this.#running.size === 0) busy.delete(this);
        });
      this.#running.set(child, gone);
      busy.add(this);
      if (child.pid !== undefined) options.onStart?.(child.pid);
      const kill = () => child.kill("SIGKILL");
      options.kill?.addEventListener("abort", kill, { once: true });
      const interrupt = () => child.kill("SIGINT");
      const interrupts = [options.interrupt, options.terminate];
      for (const signal of interrupts) signal?.addEventListener("abort", interrupt, { once: true });
      let output = "";
      let stdout = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        stdout += text;
        options.onOutput?.(text);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        options.onOutput?.(text);
      });
      const [code, signal] = await ended;
      options.kill?.removeEventListener("abort", kill);
      for (const signal of interrupts) signal?.removeEventListener("abort", interrupt);
      const { changes, steps } = readEvents(takesEvents ? eventLog : undefined);
      return { code: code ?? 1, signal, output, stdout, changes, steps, seconds: (performance.now() - started) / 1000 };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** Settles when no command runs. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Starts nothing more. What runs is interrupted, and killed where it hasn't cancelled in time. */
  async close(patienceMs = CANCEL_MS): Promise<void> {
    this.#closed = true;
    const all = (signal: NodeJS.Signals) => {
      for (const child of this.#running.keys()) child.kill(signal);
    };
    all("SIGINT");
    const late = setTimeout(() => all("SIGKILL"), patienceMs);
    await this.idle();
    clearTimeout(late);
  }

  /** As {@link run}, but a failed command throws with its output. */
  async must(args: readonly string[], options?: RunOptions): Promise<Run> {
    const run = await this.run(args, options);
    if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} failed (${run.code}):\n${run.output}`);
    return run;
  }
}

interface EngineEvent {
  readonly summaryEvent?: { readonly resourceChanges?: Record<string, number> };
  readonly resourcePreEvent?: {
    readonly metadata: {
      op: string;
      urn: string;
      type: string;
      diffs?: string[];
      old?: { inputs?: object };
      new?: { inputs?: object };
      detailedDiff?: Record<string, unknown>;
    };
  };
}

const at = (bag: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], bag);

function readEvents(path: string | undefined): { changes: Changes; steps: Step[] } {
  let text = "";
  try {
    if (path !== undefined) text = readFileSync(path, "utf8");
  } catch {
    // A command that failed before the engine ran has no events.
  }
  let summary: Record<string, number> = {};
  const steps: Step[] = [];
  for (const line of text.split("\n")) {
    let event: EngineEvent;
    try {
      event = JSON.parse(line);
    } catch {
      continue; // the last line of a killed engine may be cut
    }
    if (event.summaryEvent?.resourceChanges !== undefined) summary = event.summaryEvent.resourceChanges;
    const meta = event.resourcePreEvent?.metadata;
    if (meta !== undefined && meta.op !== "same" && meta.op !== "read" && meta.op !== "refresh") {
      const detailed = Object.keys(meta.detailedDiff ?? {});
      const diffs = detailed.length > 0 ? detailed : (meta.diffs ?? []);
      const values = diffs.map((path) => ({
        path,
        before: at(meta.old?.inputs, path),
        after: at(meta.new?.inputs, path),
      }));
      steps.push({ op: meta.op, urn: meta.urn, type: meta.type, diffs, values });
    }
  }
  const count = (...ops: string[]) => ops.reduce((sum, op) => sum + (summary[op] ?? 0), 0);
  return {
    changes: {
      created: count("create"),
      updated: count("update"),
      deleted: count("delete"),
      replaced: count("replace"),
    },
    steps,
  };
}
