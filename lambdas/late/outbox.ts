import type { SQSClient } from "@aws-sdk/client-sqs";
import { Deadline, type StepObserver } from "../tables/deadline.ts";
import type { LateEvent } from "./event.ts";

export interface OutboxArgs {
  readonly queueUrl: string;
  /** Called when there is something to send, so that the SQS client is loaded only then. */
  readonly client: () => Promise<Pick<SQSClient, "send">>;
  /** Called for each attempt. */
  readonly seen?: StepObserver;
}

/** Time to send, on top of the time that the tables have used up. */
export const SEND_MS = {
  /** While a caller hears silence. */
  voice: 800,
  /** While only the carrier waits. A new execution environment has to load the client first. */
  status: 4_000,
};

/** Sends events that couldn't be written in time to the queue of late events. */
export class Outbox {
  readonly #args: OutboxArgs;

  constructor(args: OutboxArgs) {
    this.#args = args;
  }

  /** Undefined once the event is in the queue; the failure if it isn't after `ms`. */
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
