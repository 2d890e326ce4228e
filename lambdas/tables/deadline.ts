/** A step that took longer than the caller can wait. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";
}

/** Is told of a step that ended: what it was for, its start in milliseconds since 1970, how long it took, and whether it failed. */
export type StepObserver = (what: string, startMs: number, durationMs: number, failed: boolean) => void;

/** Time that one request may spend on its tables and keys: a caller hears nothing meanwhile. */
export class Deadline {
  readonly #end: number;
  readonly #stepMs: number;
  readonly #seen: StepObserver | undefined;

  /** `totalMs` for all steps together, `stepMs` for each. */
  constructor(totalMs: number, stepMs: number, seen?: StepObserver) {
    this.#end = performance.now() + totalMs;
    this.#stepMs = stepMs;
    this.#seen = seen;
  }

  /** Runs a step, which is aborted and answered with `DeadlineExceeded` when its time is up, whatever it does. */
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
      // The table answered as it should: the condition is how a repeat is told.
      failed = !(error instanceof Error && error.name === "ConditionalCheckFailedException");
      throw error;
    } finally {
      clearTimeout(timer);
      this.#seen?.(what, performance.timeOrigin + start, performance.now() - start, failed);
    }
  }
}
