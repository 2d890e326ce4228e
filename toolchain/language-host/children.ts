import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How long a child has to end after it was asked, before it is killed. The engine gives its plugins the same. */
const graceMs = 5_000;

const running = new Set<ChildProcess>();

/** How a child ended: its exit code, or the signal that ended it. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Starts a child that ends with this host at the latest. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options);
  running.add(child);
  child.once("close", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Settles when a child has ended and all that it wrote was read; rejects where it couldn't be started. */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.once("error", reject);
  });
}

/** Asks one child to end, and kills it when it hasn't after five seconds. */
export function endChild(child: ChildProcess, signal: NodeJS.Signals = "SIGINT"): void {
  if (!running.has(child)) return;
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  child.once("close", () => clearTimeout(timer));
}

/** Ends all children and settles when the last is gone. */
export async function endChildren(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
      endChild(child);
      return gone;
    }),
  );
}
