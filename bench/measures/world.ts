import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { BudgetName, Measured } from "../budgets.ts";
import { memoryOf } from "../processes.ts";
import type { Progress } from "../progress.ts";
import { median, spread } from "../statistics.ts";

interface Message {
  readonly up?: true;
  readonly deployed?: true;
  readonly webhookMs?: number;
  readonly done?: true;
}

/** Measures a world: its start, its memory with a region, a tenant and calls, and the latency of a webhook. */
export async function measureWorld(
  progress: Progress,
  quick: boolean,
  signal: AbortSignal,
): Promise<Partial<Record<BudgetName, Measured>>> {
  const starts: number[] = [];
  const memories: number[] = [];
  const webhooks: number[] = [];
  const rounds = quick ? 2 : 5;
  for (let round = 1; round <= rounds; round++) {
    signal.throwIfAborted();
    progress.say(`the whole world starts, ${round} of ${rounds}`);
    const started = performance.now();
    const child = fork(join(import.meta.dirname, "world-process.ts"), {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    try {
      for await (const message of messagesOf(child, signal)) {
        if (message.up) {
          starts.push((performance.now() - started) / 1000);
          if (round < rounds) break;
          progress.say("deploying a region and a tenant, and placing calls");
          child.send({ calls: quick ? 20 : 60 });
        }
        if (message.webhookMs !== undefined) webhooks.push(message.webhookMs);
        if (message.webhookMs !== undefined || message.deployed) memories.push(memoryOf(child.pid!) / 1e9);
        if (message.done) break;
      }
    } finally {
      await ended(child);
    }
  }
  // The first calls start the Lambda environments, so they aren't counted.
  const warm = webhooks.slice(5);
  return {
    "world-start": { figure: median(starts), detail: `${spread(starts, "s")}, from the start of its process` },
    "world-memory": {
      figure: Math.max(...memories),
      detail:
        "maximum while a region was deployed and calls were in progress: Node with the stand-ins, MiniStack, two handlers",
    },
    "webhook-http-api": { figure: median(warm), detail: spread(warm, "ms", 0) },
  };
}

async function* messagesOf(child: ChildProcess, signal: AbortSignal): AsyncGenerator<Message> {
  const queue: Message[] = [];
  let wake = () => {};
  let ended: number | null | undefined;
  child.on("message", (message: Message) => {
    queue.push(message);
    wake();
  });
  child.once("exit", (code) => {
    ended = code;
    wake();
  });
  signal.addEventListener("abort", () => wake(), { once: true });
  for (;;) {
    signal.throwIfAborted();
    while (queue.length > 0) yield queue.shift()!;
    if (ended !== undefined) throw new Error(`the world's process ended with code ${ended}`);
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (child.connected) child.disconnect();
  await gone;
}
