/**
 * Limits concurrent requests in one account of a vendor. The limit starts at `most`, halves when a request is throttled, and grows by one for each round
 * of responses: additive increase, multiplicative decrease.
 */
export class Throttle {
  readonly #most: number;
  #limit: number;
  #running = 0;
  /** Requests that started before this time belong to a burst that was throttled already. */
  #generation = 0;
  readonly #waiting: (() => void)[] = [];
  /** Waiting retries, which go first. */
  readonly #aside: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  /** How many may run at once now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Runs when there is room, in order of arrival; rejects with the signal's reason when that comes first. `turnedAway` tells of a 429. */
  run<T>(work: () => Promise<T>, q: { turnedAway: (error: unknown) => boolean; signal?: AbortSignal }): Promise<T> {
    return this.hold((place) => place.attempt(work, q.turnedAway), q.signal);
  }

  /** Gives work a place for all its attempts and the pauses between them, so that one that was turned away isn't overtaken by all that wait. */
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

/** The operations of work that holds one of the throttle's places. */
export interface Place {
  /** Makes an attempt, by whose outcome the limit changes. */
  attempt<T>(work: () => Promise<T>, turnedAway: (error: unknown) => boolean): Promise<T>;
  /** Before a further attempt: waits, before all others, where more run than the limit is by now. */
  stepAside(): Promise<void>;
}
