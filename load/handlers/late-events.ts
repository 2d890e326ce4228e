import { setTimeout as sleep } from "node:timers/promises";
import type { BatchReply, QueueEvent } from "../../lambdas/late-events/handler.ts";
import type { Environments } from "./environments.ts";
import type { LocalAws } from "./local-aws.ts";

/** Messages in a batch, as in the region's stack. */
const BATCH = 5;
/** Concurrent batches. The stack allows only 2, but in a run of half a minute the backlog has to drain faster. */
const BATCHES_AT_ONCE = 4;
/** Pause before a failed event is delivered again; the stack's is three minutes. */
const PAUSE_MS = 2_000;

/** Plays Lambda's part for the late-events queue: sends batches to the handler and redelivers what it failed to write. */
export class LateEvents {
  readonly #aws: LocalAws;
  readonly #handler: Environments;
  /** Number of events received from the queue and not yet written. */
  #held = 0;
  #busy = 0;

  constructor(aws: LocalAws, handler: Environments) {
    this.#aws = aws;
    this.#handler = handler;
  }

  get waiting(): number {
    return this.#aws.queue.length + this.#held;
  }

  /** Delivers the queue's events to the handler, as far as the limit of concurrent batches allows. */
  poll(): void {
    while (this.#busy < BATCHES_AT_ONCE && this.#aws.queue.length > 0) {
      const batch = this.#aws.queue.splice(0, BATCH);
      this.#busy++;
      this.#held += batch.length;
      this.#deliver(batch).catch((error) => {
        throw error;
      });
    }
  }

  async #deliver(batch: readonly string[]): Promise<void> {
    const Records = batch.map((body, i) => ({ messageId: String(i), body }));
    const { batchItemFailures } = await this.#handler.invoke<BatchReply>({ Records } satisfies QueueEvent);
    this.#busy--;
    if (batchItemFailures.length > 0) await sleep(PAUSE_MS);
    this.#held -= batch.length;
    this.#aws.queue.push(...batchItemFailures.map(({ itemIdentifier }) => batch[Number(itemIdentifier)]!));
    this.poll();
  }
}
