import type { SQSClient } from "@aws-sdk/client-sqs";
import { Deadline, type StepObserver } from "../tables/deadline.ts";
import type { LateEvent } from "./event.ts";

export interface OutboxArgs {
  readonly queueUrl: string;
  /** Creates the SQS client. Called at the first event to send, so that other requests don't load it. */
  readonly client: () => Promise<Pick<SQSClient, "send">>;
  /** Called at each attempt to send. */
  readonly seen?: StepObserver;
}

/** Milliseconds to send an event, on top of the time that the tables have used up. */
export const SEND_MS = {
  /** Used while the caller waits in silence. */
  voice: 800,
  /** Used while only the carrier waits. A new execution environment has to load the SQS client first. */
  status: 4_000,
};

/** Sends events that couldn't be written in time to the queue of late events. */
export class Outbox {
  readonly #args: OutboxArgs;

  constructor(args: OutboxArgs) {
    this.#args = args;
  }

  /** Queues an event. Returns undefined if that succeeds within `ms`, else the failure. */
  async keep(event: LateEvent, ms: number = SEND_MS.voice): Promise<{ readonly failure: unknown } | undefined> {
    const { queueUrl, client, seen } = this.#args;
    try {
      await new Deadline(ms, ms, seen).run("the queue", async (abortSignal) => {
        const { SendMessageCommand } = await import("@aws-sdk/client-sqs");
        const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(event) });
        await (await client()).send(command, { abortSignal });
      });
      return undefined;
    } catch (failure) {
      return { failure };
    }
  }
}
