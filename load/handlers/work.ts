import type { OutagePhase } from "../outage.ts";
import type { PackedSamples } from "../samples.ts";

/** What one thread of the load has to do. */
export interface ThreadWork {
  /** Index of the thread, from 0. No two threads share a call. */
  readonly thread: number;
  /** Calls that this thread places in each second. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly outage: readonly OutagePhase[];
  /** Files of the handlers' bundles. */
  readonly bundles: { readonly voice: string; readonly status: string; readonly late: string };
  /** Instances of the voice handler's bundle; the other bundles get half as many. */
  readonly environments: number;
  /** Simulated latency of DynamoDB, KMS and SQS, in milliseconds. */
  readonly awsMs: number;
}

/** The main thread's message that starts the load. `at` is the due time of the first call, in milliseconds since 1970. */
export interface Start {
  readonly at: number;
}

/** Results of a thread's calls. */
export interface ThreadReport {
  readonly samples: PackedSamples;
  readonly calls: number;
  /** Calls that weren't answered with TwiML. */
  readonly unanswered: readonly string[];
  /** Calls whose record is incomplete at the end. */
  readonly lost: readonly string[];
  /** Faults in complete records. */
  readonly wrong: readonly string[];
  /** Number of records whose call was never placed. */
  readonly strays: number;
  /** Sums of the handlers' metrics, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Late events: how many were queued (`kept`), how many waited over time, and the time from the last call to the last write (`drainedMs`). */
  readonly late: {
    readonly kept: number;
    readonly waiting: readonly { readonly atMs: number; readonly count: number }[];
    readonly drainedMs: number;
  };
  /** Maximum number of concurrent events by function: the number of environments that Lambda would have started. */
  readonly most: { readonly voice: number; readonly status: number };
  readonly heapBytes: { readonly before: number; readonly after: number };
  /** Processor time of the whole process, all threads included, from the first call to the last late event. */
  readonly processCpuMs: number;
  /** Time that this thread spent in the stand-in for AWS, in milliseconds. */
  readonly standInMs: number;
}
