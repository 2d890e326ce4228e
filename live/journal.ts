import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";

/** A line of the journal: the start of a run, a creation before (`making`) and after (`made`) its request, or the end. Never has credentials. */
export type Entry =
  | { readonly begun: string; readonly account?: string; readonly pid: number; readonly at: string }
  | { readonly making: "number" | "subaccount"; readonly name: string; readonly in?: string }
  | ({ readonly making: "stack"; readonly name: string } & StackPlace)
  | { readonly made: "number" | "subaccount"; readonly sid: string }
  | { readonly ended: string; readonly at: string };

/** The AWS Region and the Route 53 zone of a stack. */
export interface StackPlace {
  readonly awsRegion: string;
  readonly zone: string;
}

/**
 * The journal of what a run creates, written before each creation, so that `--clean` can remove what an interrupted run left.
 * Each run has a file, `RUN.jsonl`, which only its owner can read.
 */
export class Journal {
  readonly run: string;
  readonly #file: string;

  constructor(dir: string, run: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.run = run;
    this.#file = join(dir, `${run}.jsonl`);
  }

  /** Appends an entry, and flushes it to the disk before it returns. */
  write(entry: Entry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600, flush: true });
  }
}

/** A run that may have left something behind. */
export interface OpenRun {
  readonly run: string;
  /** The run's account at Twilio or at AWS. */
  readonly account: string | undefined;
  /** Whether the run's process is still running. */
  readonly alive: boolean;
  /** Names of the subaccounts that the run wanted to create. Everything else that it created at Twilio belongs to them. */
  readonly subaccounts: readonly string[];
  /** The stack that the run wanted to create at AWS. */
  readonly stack: ({ readonly name: string } & StackPlace) | undefined;
}

/** Reads the runs of a folder that created something and didn't remove everything, oldest first. */
export function openRuns(dir: string): readonly OpenRun[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => openRun(readFileSync(join(dir, name), "utf8"), name.slice(0, -".jsonl".length)))
    .filter((run) => run !== undefined);
}

function openRun(text: string, run: string): OpenRun | undefined {
  const entries = text.split("\n").flatMap(entryIn);
  if (entries.some((entry) => "ended" in entry)) return undefined;
  const begun = entries.find((entry) => "begun" in entry);
  const making = entries.filter((entry) => "making" in entry);
  const subaccounts = making.filter((entry) => entry.making === "subaccount").map(({ name }) => name);
  const stack = making.find((entry) => entry.making === "stack");
  if (subaccounts.length === 0 && stack === undefined) return undefined;
  return { run, account: begun?.account, alive: begun !== undefined && isAlive(begun), subaccounts, stack };
}

/** Parses a line. A killed process may leave a truncated last line, which is ignored: the creation that it announces never began. */
function entryIn(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

/** Returns whether a run's process is alive. A process id from before the machine's start now belongs to another process. */
function isAlive({ pid, at }: { readonly pid: number; readonly at: string }): boolean {
  if (pid === process.pid || Date.parse(at) < Date.now() - uptime() * 1000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
