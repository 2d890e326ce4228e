import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";

/** What the journal holds of something that was to be made. It names accounts and SIDs, never a credential. */
export type Entry =
  | { readonly begun: string; readonly account?: string; readonly pid: number; readonly at: string }
  | { readonly making: "number" | "subaccount"; readonly name: string; readonly in?: string }
  | ({ readonly making: "stack"; readonly name: string } & StackPlace)
  | { readonly made: "number" | "subaccount"; readonly sid: string }
  | { readonly ended: string; readonly at: string };

/** Where a stack is made. */
export interface StackPlace {
  readonly awsRegion: string;
  readonly zone: string;
}

/**
 * A journal of what a run creates, written before each creation, so that a later run can put back what an interrupted one left.
 * One file for each run, `RUN.jsonl`, which only its owner may read.
 */
export class Journal {
  readonly run: string;
  readonly #file: string;

  constructor(dir: string, run: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.run = run;
    this.#file = join(dir, `${run}.jsonl`);
  }

  /** On the disk when it returns. */
  write(entry: Entry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600, flush: true });
  }
}

/** A run that may have left something. */
export interface OpenRun {
  readonly run: string;
  /** The account at Twilio, or at AWS, that it was made in. */
  readonly account: string | undefined;
  /** Whether its process still runs. */
  readonly alive: boolean;
  /** Names of the subaccounts that it was to make; whatever else it made at Twilio is in them. */
  readonly subaccounts: readonly string[];
  /** The stack that it was to make at AWS. */
  readonly stack: ({ readonly name: string } & StackPlace) | undefined;
}

/** The runs of a folder that made something and didn't put everything back, oldest first. */
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

/** The last line of a killed process may be truncated: what it announces was never started. */
function entryIn(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

/** A process id of before the machine's start is another process's now. */
function isAlive({ pid, at }: { readonly pid: number; readonly at: string }): boolean {
  if (pid === process.pid || Date.parse(at) < Date.now() - uptime() * 1000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
