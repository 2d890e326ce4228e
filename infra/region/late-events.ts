import { EventSourceMapping } from "@pulumi/aws/lambda/eventSourceMapping.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
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
  readonly place: pulumi.Output<Place>;
}

/**
 * The queue of events that couldn't be written in time, and the queue of its dead letters. SQS encrypts both with keys of its own, not with
 * the region's key: the queue is there for when a table or that key can't be reached.
 */
export class LateEvents extends pulumi.ComponentResource {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly #name: string;

  constructor(name: string, args: LateEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:LateEvents", name, {}, opts);
    this.#name = name;
    // Events of calls are in them: what the tables' protection is for the records, this is for those that aren't written yet.
    const guard = { parent: this, protect: true };
    const source = `${name}-late-events`;
    const shared = { sqsManagedSseEnabled: true, messageRetentionSeconds: FOURTEEN_DAYS };
    this.deadLetters = new Queue(
      `${name}-dead-letters`,
      {
        ...shared,
        name: `${name}-dead-letters`,
        redriveAllowPolicy: args.place.apply(({ partition, region, account }) =>
          JSON.stringify({
            redrivePermission: "byQueue",
            sourceQueueArns: [`arn:${partition}:sqs:${region}:${account}:${source}`],
          }),
        ),
      },
      guard,
    );
    this.queue = new Queue(
      source,
      {
        ...shared,
        name: source,
        visibilityTimeoutSeconds: VISIBILITY_SECONDS,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: this.deadLetters.arn,
          maxReceiveCount: ATTEMPTS,
        }),
      },
      guard,
    );
    this.registerOutputs({ queue: this.queue.url });
  }

  /** Who fills the queue and who empties it; nobody else, and nobody without TLS. */
  connect(senders: readonly Handler[], receiver: Handler): void {
    const child = { parent: this };
    const policy = (arn: pulumi.Output<string>, ...statements: object[]) =>
      pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          ...statements,
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
    const allow = (Sid: string, handlers: readonly Handler[], Action: string[]) => ({
      Sid,
      Effect: "Allow",
      Principal: { AWS: handlers.map((handler) => handler.roleArn) },
      Action,
      Resource: this.queue.arn,
    });
    new QueuePolicy(
      `${this.#name}-late-events`,
      {
        queueUrl: this.queue.url,
        policy: policy(
          this.queue.arn,
          allow("Keep", senders, ["sqs:SendMessage"]),
          allow("Take", [receiver], ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]),
        ),
      },
      child,
    );
    new QueuePolicy(
      `${this.#name}-dead-letters`,
      { queueUrl: this.deadLetters.url, policy: policy(this.deadLetters.arn) },
      child,
    );
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
      child,
    );
  }
}
