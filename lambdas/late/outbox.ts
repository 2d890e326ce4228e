import type { SQSClient } from "@aws-sdk/client-sqs";
import { Deadline, type StepObserver } from "../tables/deadline.ts";
import { type LateEvent, lateEventMessage } from "./event.ts";

/** Where the queue is, and how it is reached. */
export interface OutboxArgs {
  readonly queueUrl: string;
  /** Called when there is something to send: while the tables answer, the client of SQS is never loaded. */
  readonly client: () => Promise<Pick<SQSClient, "send">>;
  /** Is told of each attempt. */
  readonly seen?: StepObserver;
}

/** Time of its own: the tables have used up theirs when it is needed. */
export const SEND_MS = {
  /** A caller waits in silence meanwhile. */
  caller: 800,
  /** Twilio waits for a status callback, and nobody else: an execution that has just started needs time to load the client. */
  nobody: 4_000,
};

/** Hands over what couldn't be written in time to the queue of late events. */
export class Outbox {
  readonly #args: OutboxArgs;

  constructor(args: OutboxArgs) {
    this.#args = args;
  }

  /** Gives undefined when the event is safe in the queue, or why it isn't after `ms`. */
  async keep(event: LateEvent, ms: number = SEND_MS.caller): Promise<{ readonly failure: unknown } | undefined> {
    const { queueUrl, client, seen } = this.#args;
    try {
      await new Deadline(ms, ms, seen).run("the queue", async (abortSignal) => {
        const { SendMessageCommand } = await import("@aws-sdk/client-sqs");
        const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: lateEventMessage(event) });
        await (await client()).send(command, { abortSignal });
      });
      return undefined;
    } catch (failure) {
      return { failure };
    }
  }
}
