import { EventSourceMapping } from "@pulumi/aws/lambda/eventSourceMapping.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "./aws-location.ts";
import type { Handler } from "./handler.ts";

/** Timeout of the late-events handler: a batch has five events of at most 3 s each. */
export const LATE_EVENTS_TIMEOUT_SECONDS = 30;
/** Pause between attempts: six timeouts, as https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html advises. */
const VISIBILITY_SECONDS = 6 * LATE_EVENTS_TIMEOUT_SECONDS;
/** Attempts in a day. After a longer outage a person has to move the dead letters back. */
const ATTEMPTS = 86_400 / VISIBILITY_SECONDS;
/** Maximum message retention of SQS, 14 days. */
const FOURTEEN_DAYS = 14 * 86_400;

/** Input of the queues. */
export interface LateEventsArgs {
  readonly location: AwsLocation;
}

/**
 * The queue of call events that couldn't be written in time, and its dead-letter queue. Both are encrypted with SQS's own key, since the queue must
 * work when the region's key can't be used. Their policies grant nothing and require TLS; the handlers' roles grant access.
 */
export class LateEvents extends pulumi.ComponentResource {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly #name: string;

  constructor(name: string, { location }: LateEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:LateEvents", name, {}, opts);
    this.#name = name;
    // Protected like the tables: the queues hold call events that aren't written yet.
    const guard = { parent: this, protect: true };
    const shared = (queue: string) => ({
      name: queue,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: FOURTEEN_DAYS,
      policy: overTlsOnly(arnOf(location, queue)),
    });
    const [queue, deadLetters] = [`${name}-late-events`, `${name}-dead-letters`];
    this.deadLetters = new Queue(
      deadLetters,
      {
        ...shared(deadLetters),
        redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arnOf(location, queue)] }),
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

  /** Delivers the queue's events to a handler, in batches. */
  feed(receiver: Handler): void {
    new EventSourceMapping(
      `${this.#name}-late-events`,
      {
        eventSourceArn: this.queue.arn,
        functionName: receiver.aliasArn,
        batchSize: 5,
        functionResponseTypes: ["ReportBatchItemFailures"],
        // The minimum concurrency, so that a backlog doesn't compete with current calls.
        scalingConfig: { maximumConcurrency: 2 },
      },
      { parent: this },
    );
  }
}

function arnOf({ partition, region, account }: AwsLocation, queue: string): string {
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
