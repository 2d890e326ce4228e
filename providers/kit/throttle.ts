/**
 * Limits concurrent requests to one account of a vendor. The limit starts at `most`, halves when a request is throttled, and grows by one for each
 * round of responses: additive increase, multiplicative decrease.
 */
export class Throttle {
  readonly #most: number;
  #limit: number;
  #running = 0;
  /** A throttled request that started before this time doesn't lower the limit: its burst already did. */
  #generation = 0;
  readonly #waiting: (() => void)[] = [];
  /** Waiting retries, served before new requests. */
  readonly #aside: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  /** The current limit of concurrent requests. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Runs work when a slot is free, in order of arrival; rejects with the signal's reason if aborted first. `turnedAway` recognizes a 429 error. */
  run<T>(work: () => Promise<T>, q: { turnedAway: (error: unknown) => boolean; signal?: AbortSignal }): Promise<T> {
    return this.hold((place) => place.attempt(work, q.turnedAway), q.signal);
  }

  /** Gives work one slot for all its attempts and the pauses between them, so that waiting requests don't overtake a throttled one. */
  async hold<T>(work: (place: Place) => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#room(signal, this.#waiting);
    let held = true;
    const stepAside = async () => {
      if (this.#running <= this.limit) return;
      held = false;
      this.#running--;
      await this.#room(signal, this.#aside);
      held = true;
    };
    try {
      return await work({ attempt: (one, turnedAway) => this.#attempt(one, turnedAway), stepAside });
    } finally {
      if (held) this.#running--;
      this.#next();
    }
  }

  async #attempt<T>(work: () => Promise<T>, turnedAway: (error: unknown) => boolean): Promise<T> {
    const generation = this.#generation;
    try {
      const result = await work();
      this.#limit = Math.min(this.#most, this.#limit + 1 / this.#limit);
      return result;
    } catch (error) {
      if (turnedAway(error) && generation === this.#generation) {
        this.#generation++;
        this.#limit = Math.max(1, this.#limit / 2);
      }
      throw error;
    }
  }

  #room(signal: AbortSignal | undefined, queue: (() => void)[]): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener("abort", giveUp);
        this.#running++;
        resolve();
      };
      const giveUp = () => {
        queue.splice(queue.indexOf(begin), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      queue.push(begin);
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < this.limit && this.#aside.length + this.#waiting.length > 0)
      (this.#aside.shift() ?? this.#waiting.shift())!();
  }
}

/** The operations of work that has one of the throttle's slots. */
export interface Place {
  /** Makes an attempt, and adapts the limit to its outcome. */
  attempt<T>(work: () => Promise<T>, turnedAway: (error: unknown) => boolean): Promise<T>;
  /** Called before a retry: waits, ahead of all other requests, while more requests run than the current limit allows. */
  stepAside(): Promise<void>;
}
