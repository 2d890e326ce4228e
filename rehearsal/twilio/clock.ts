/**
 * The clock of the phone network and the API. All durations (ringing, pauses, timeouts of webhooks and input, calls, recordings)
 * use this clock, so that a test can advance all of them at once.
 */
export interface Clock {
  /** Returns the current date, for records and callbacks. */
  now(): Date;
  /** Returns monotonic milliseconds since an arbitrary moment. */
  elapsed(): number;
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. It never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Marks work outside the phone network (an HTTP request, an agent's answer). A movable clock waits for it, within a limit, before
   * it advances. Returns the same promise.
   */
  during<T>(work: Promise<T>): Promise<T>;
  /** The default pace of a call: 0 (no pauses) on the machine's clock, 1 (natural) on a clock that a test advances. */
  readonly naturalPace: 0 | 1;
}

/** The machine's clock. */
export const machineClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done, { once: true });
    }),
  during: (work) => work,
  naturalPace: 0,
};

/** Calls `callback` after `ms` milliseconds of a clock. The returned function cancels the timer. */
export function after(clock: Clock, ms: number, callback: () => void): () => void {
  const cancelled = new AbortController();
  void clock.sleep(ms, cancelled.signal).then(() => {
    if (!cancelled.signal.aborted) callback();
  });
  return () => cancelled.abort();
}

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}

/** Limit in real ms for which outside work may delay a movable clock. */
const PATIENCE_MS = 2_000;

/** A clock that only a test advances. Timers fire in order, each at its due time. */
export class MovableClock implements Clock {
  readonly naturalPace = 1;
  readonly #timers: Timer[] = [];
  readonly #work = new Set<Promise<unknown>>();
  readonly #startMs: number;
  readonly #patienceMs: number;
  #nowMs: number;

  /** @param patienceMs limit in real ms for which an unanswered request may delay `advance`. @default 2000 */
  constructor(start: Date = new Date("2026-03-02T09:00:00Z"), { patienceMs = PATIENCE_MS } = {}) {
    this.#startMs = start.getTime();
    this.#nowMs = this.#startMs;
    this.#patienceMs = patienceMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  elapsed(): number {
    return this.#nowMs - this.#startMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted || ms <= 0) return resolve();
      const timer: Timer = {
        atMs: this.#nowMs + ms,
        fire: () => {
          this.#remove(timer);
          signal?.removeEventListener("abort", timer.fire);
          resolve();
        },
      };
      const place = this.#timers.findIndex((other) => other.atMs > timer.atMs);
      this.#timers.splice(place < 0 ? this.#timers.length : place, 0, timer);
      signal?.addEventListener("abort", timer.fire, { once: true });
    });
  }

  during<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.then(
      () => this.#work.delete(settled),
      () => this.#work.delete(settled),
    );
    this.#work.add(settled);
    return work;
  }

  /** Advances the clock by `ms` milliseconds. Fires each due timer, including timers that the fired ones set. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await this.#settle();
    for (let next = this.#timers[0]; next && next.atMs <= untilMs; next = this.#timers[0]) {
      this.#nowMs = next.atMs;
      next.fire();
      await this.#settle();
    }
    this.#nowMs = untilMs;
  }

  /** Advances the clock from timer to timer until the promise settles. Returns the promise's value. */
  async runUntil<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = (): void => {
      settled = true;
    };
    promise.then(done, done);
    for (;;) {
      await this.#settle();
      if (settled) return promise;
      const next = this.#timers[0];
      if (!next) continue;
      this.#nowMs = next.atMs;
      next.fire();
    }
  }

  #remove(timer: Timer): void {
    const place = this.#timers.indexOf(timer);
    if (place >= 0) this.#timers.splice(place, 1);
  }

  /** Waits for pending promises and outside work, within the real time limit, without advancing the clock. */
  async #settle(): Promise<void> {
    const deadline = performance.now() + this.#patienceMs;
    for (let quiet = 0; quiet < 4; ) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#work.size === 0) quiet += 1;
      else if (performance.now() > deadline) return;
      else quiet = 0;
    }
  }
}
