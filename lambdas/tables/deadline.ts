/** A step took longer than a caller can wait. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";
}

/** Called when a step ends, with its name, its start in milliseconds since 1970, its duration, and whether it failed. */
export type StepObserver = (what: string, startMs: number, durationMs: number, failed: boolean) => void;

/** Limits the time that a request spends on tables and keys, while the caller hears silence. */
export class Deadline {
  readonly #end: number;
  readonly #stepMs: number;
  readonly #seen: StepObserver | undefined;

  /** `totalMs` limits all steps together, `stepMs` each. */
  constructor(totalMs: number, stepMs: number, seen?: StepObserver) {
    this.#end = performance.now() + totalMs;
    this.#stepMs = stepMs;
    this.#seen = seen;
  }

  /** Runs a step, and aborts it when its time is up. @throws DeadlineExceeded, also if the step ignores the abort */
  async run<T>(what: string, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const start = performance.now();
    const ms = Math.min(this.#stepMs, this.#end - start);
    if (ms <= 0) throw new DeadlineExceeded(`no time is left for ${what}`);
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new DeadlineExceeded(`${what} took longer than ${Math.round(ms)} ms`));
        abort.abort();
      }, ms);
    });
    let failed = true;
    try {
      const result = await Promise.race([step(abort.signal), late]);
      failed = false;
      return result;
    } catch (error) {
      // A failed condition comes from a healthy table: it marks a repeated event.
      failed = !(error instanceof Error && error.name === "ConditionalCheckFailedException");
      throw error;
    } finally {
      clearTimeout(timer);
      this.#seen?.(what, performance.timeOrigin + start, performance.now() - start, failed);
    }
  }
}
