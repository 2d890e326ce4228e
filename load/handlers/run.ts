import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { bundleHandlers } from "../../infra/handler-bundle.ts";
import { root } from "../../rehearsal/paths.ts";
import { outageOf } from "../outage.ts";
import type { Load, LoadOptions } from "../result.ts";
import { unpack } from "../samples.ts";
import type { Start, ThreadReport, ThreadWork } from "./work.ts";

export interface HandlersOptions extends LoadOptions {
  readonly threads: number;
  /** Instances of the voice handler's bundle in each thread, each a copy of the code with a warm-up of its own. */
  readonly environments: number;
}

/** Simulated latency of DynamoDB, KMS and SQS: single-digit milliseconds, as AWS documents for DynamoDB. */
const AWS_MS = 4;

/** Loads only the bundled handlers, in several threads. Each has instances of the bundles, and an in-memory AWS below the SDK. */
export async function loadHandlers(options: HandlersOptions): Promise<Load> {
  const { callsPerSecond, seconds, outageSeconds, threads, environments, signal, say } = options;
  say("handlers are bundled");
  const files = new Map(
    (await bundleHandlers({ outDir: join(root, ".aybiza", "bundles") })).map(({ name, file }) => [name, file]),
  );
  const outage = outageOf(seconds, outageSeconds);
  const workers = Array.from({ length: threads }, (_, thread) => {
    const workerData: ThreadWork = {
      thread,
      perSecond: callsPerSecond / threads,
      seconds,
      outage,
      bundles: {
        voice: files.get("twilio-voice")!,
        status: files.get("twilio-status")!,
        late: files.get("late-events")!,
      },
      environments,
      awsMs: AWS_MS,
    };
    return new Worker(join(import.meta.dirname, "thread.ts"), { workerData });
  });
  // Terminates the threads at once if the load is interrupted.
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  let watch: NodeJS.Timeout | undefined;
  try {
    say("execution environments start and warm up");
    signal.throwIfAborted();
    await Promise.race([Promise.all(workers.map((worker) => messageOf(worker))), aborted]);
    const at = performance.timeOrigin + performance.now() + 200;
    const reports = workers.map((worker) => messageOf<ThreadReport>(worker));
    for (const worker of workers) worker.postMessage({ at } satisfies Start);
    watch = setInterval(() => {
      const second = (performance.timeOrigin + performance.now() - at) / 1000;
      say(
        second < seconds
          ? `${second.toFixed(0)} of ${seconds} s`
          : "the last calls end, and the late events are written",
      );
    }, 1_000);
    return loadOf(await Promise.race([Promise.all(reports), aborted]), options);
  } finally {
    clearInterval(watch);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Returns the next message of a thread. */
function messageOf<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a thread of the load exited with code ${code}`)));
  });
}

function loadOf(
  reports: readonly ThreadReport[],
  { callsPerSecond, seconds, outageSeconds, threads }: HandlersOptions,
): Load {
  const samples = reports.flatMap((report) => unpack(report.samples));
  const sum = (of: (report: ThreadReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const all = <T>(of: (report: ThreadReport) => readonly T[]) => reports.flatMap(of);
  const calls = sum((report) => report.calls);
  const counts = new Set(all((report) => Object.keys(report.counts)));
  const cpuMs = reports[0]!.processCpuMs;
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
  return {
    part: "handlers",
    title: "the handlers alone, as bundled, with the tables replaced below the AWS SDK",
    ...{ callsPerSecond, seconds, outage: outageOf(seconds, outageSeconds), samples, calls },
    waiting: waitingOf(reports),
    unanswered: all((report) => report.unanswered),
    lost: all((report) => report.lost),
    wrong: all((report) => report.wrong),
    strays: sum((report) => report.strays),
    facts: [
      ["webhooks", String(samples.length)],
      ["calls that an agent answered", String(samples.filter(({ result }) => result === "agent").length)],
      [
        "calls that heard a notice",
        String(samples.filter(({ step, result }) => step !== "after" && result === "notice").length),
      ],
      ["late events that the queue got", String(sum(({ late }) => late.kept))],
      [
        "the last of them written, after the last call came",
        `${(Math.max(...reports.map(({ late }) => late.drainedMs)) / 1000).toFixed(1)} s`,
      ],
      ["events at the same time, at the most: voice", String(sum(({ most }) => most.voice))],
      ["events at the same time, at the most: status", String(sum(({ most }) => most.status))],
      ["CPU of a call, all that the load does included", `${(cpuMs / calls).toFixed(2)} ms`],
      ["of it in the stand-in for AWS", `${(sum(({ standInMs }) => standInMs) / calls).toFixed(2)} ms`],
      ["threads", String(threads)],
      ["heap of the threads before the load", `${mb(sum(({ heapBytes }) => heapBytes.before))} MB`],
      ["heap of the threads after it", `${mb(sum(({ heapBytes }) => heapBytes.after))} MB`],
      ...[...counts]
        .sort()
        .map((name) => [`metric ${name}`, String(sum((report) => report.counts[name] ?? 0))] as const),
    ],
  };
}

/** Sums the lengths of the threads' queues by second. Each thread samples its queue ten times a second; the latest sample counts. */
function waitingOf(reports: readonly ThreadReport[]): Load["waiting"] {
  const end = Math.max(...reports.map(({ late }) => late.waiting.at(-1)?.atMs ?? 0));
  return Array.from({ length: Math.max(0, Math.ceil(end / 1000)) }, (_, second) => {
    const atMs = second * 1000;
    const count = reports.reduce(
      (sum, { late }) => sum + (late.waiting.findLast((seen) => seen.atMs <= atMs)?.count ?? 0),
      0,
    );
    return { atMs, count };
  });
}
