/**
 * How many requests may be under way at once in one account of a vendor. It starts at `most`; each time the vendor turns a request away
 * for coming too fast, the limit halves, and it grows again by one for each round of answers: additive increase, multiplicative decrease.
 */
export class Throttle {
  readonly #most: number;
  #limit: number;
  #running = 0;
  /** Requests that began before this one belong to a burst that was turned away already. */
  #generation = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  /** How many may run at once now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Runs when there is room, in order of arrival; rejects with the signal's reason when that comes first. `turnedAway` tells of a 429. */
  async run<T>(
    work: () => Promise<T>,
    q: { turnedAway: (error: unknown) => boolean; signal?: AbortSignal },
  ): Promise<T> {
    await this.#room(q.signal);
    const generation = this.#generation;
    try {
      const result = await work();
      this.#limit = Math.min(this.#most, this.#limit + 1 / this.#limit);
      return result;
    } catch (error) {
      if (q.turnedAway(error) && generation === this.#generation) {
        this.#generation++;
        this.#limit = Math.max(1, this.#limit / 2);
      }
      throw error;
    } finally {
      this.#running--;
      this.#next();
    }
  }

  #room(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener("abort", giveUp);
        this.#running++;
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(begin);
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < this.limit && this.#waiting.length > 0) this.#waiting.shift()!();
  }
}
