import { EventSourceMapping } from "@pulumi/aws/lambda/eventSourceMapping.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import * as pulumi from "@pulumi/pulumi";
import type { Handler } from "./handler.ts";
import type { Place } from "./place.ts";

/** How long the handler of late events may take for a batch: five events, each 3 s at most. */
export const LATE_EVENTS_TIMEOUT_SECONDS = 30;
/** Six times as long, as https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html advises: the pause between two attempts. */
const VISIBILITY_SECONDS = 6 * LATE_EVENTS_TIMEOUT_SECONDS;
/** A day of attempts; an outage of a table that lasts longer needs a person anyway, who then moves the dead letters back. */
const ATTEMPTS = 86_400 / VISIBILITY_SECONDS;
/** The longest that SQS keeps a message. */
const FOURTEEN_DAYS = 14 * 86_400;

/** Where the queues are. */
export interface LateEventsArgs {
  readonly place: Place;
}

/**
 * The queue of events that couldn't be written in time, and the queue of its dead letters. SQS encrypts both with keys of its own, not with
 * the region's key: the queue is there for when a table or that key can't be reached. Their policies grant nothing: who may fill and empty the
 * queue stands in the handlers' roles, and nobody may do so without TLS.
 */
export class LateEvents extends pulumi.ComponentResource {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly #name: string;

  constructor(name: string, { place }: LateEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:LateEvents", name, {}, opts);
    this.#name = name;
    // Events of calls are in them: what the tables' protection is for the records, this is for those that aren't written yet.
    const guard = { parent: this, protect: true };
    const shared = (queue: string) => ({
      name: queue,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: FOURTEEN_DAYS,
      policy: overTlsOnly(arnOf(place, queue)),
    });
    const [queue, deadLetters] = [`${name}-late-events`, `${name}-dead-letters`];
    this.deadLetters = new Queue(
      deadLetters,
      {
        ...shared(deadLetters),
        redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arnOf(place, queue)] }),
      },
      guard,
    );
    this.queue = new Queue(
      queue,
      {
        ...shared(queue),
        visibilityTimeoutSeconds: VISIBILITY_SECONDS,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: this.deadLetters.arn, maxReceiveCount: ATTEMPTS }),
      },
      guard,
    );
    this.registerOutputs({ queue: this.queue.url });
  }

  /** Gives a handler what waits in the queue, in batches. */
  feed(receiver: Handler): void {
    new EventSourceMapping(
      `${this.#name}-late-events`,
      {
        eventSourceArn: this.queue.arn,
        functionName: receiver.aliasArn,
        batchSize: 5,
        functionResponseTypes: ["ReportBatchItemFailures"],
        // As few as SQS allows: a backlog is written slowly, beside the calls of the day.
        scalingConfig: { maximumConcurrency: 2 },
      },
      { parent: this },
    );
  }
}

function arnOf({ partition, region, account }: Place, queue: string): string {
  return `arn:${partition}:sqs:${region}:${account}:${queue}`;
}

function overTlsOnly(arn: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OverTlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
