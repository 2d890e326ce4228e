import type { OutagePhase } from "../outage.ts";
import type { PackedSamples } from "../samples.ts";

/** The work of one thread. */
export interface ThreadWork {
  /** Index of the thread, from 0. No two threads share a call. */
  readonly thread: number;
  /** Calls a second of this thread. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly outage: readonly OutagePhase[];
  /** Files of the handlers' bundles. */
  readonly bundles: { readonly voice: string; readonly status: string; readonly late: string };
  /** Instances of the voice handler's bundle; of the others there are half as many. */
  readonly environments: number;
  /** How long the stand-in for DynamoDB, KMS and SQS takes to answer. */
  readonly awsMs: number;
}

/** From the main thread: when the first call is due, in milliseconds since 1970. */
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
  /** Records without a call. */
  readonly strays: number;
  /** The handlers' own metrics. */
  readonly counts: Readonly<Record<string, number>>;
  /** Late events: how many were queued, how many waited over time, and how long after the last call the last was written. */
  readonly late: {
    readonly kept: number;
    readonly waiting: readonly { readonly atMs: number; readonly count: number }[];
    readonly drainedMs: number;
  };
  /** Peak concurrency by function: the environments that Lambda would have started. */
  readonly most: { readonly voice: number; readonly status: number };
  readonly heapBytes: { readonly before: number; readonly after: number };
  /** Of the whole process, from the first call to the last late event. */
  readonly processCpuMs: number;
  /** This thread's time in the stand-in for AWS. */
  readonly standInMs: number;
}
