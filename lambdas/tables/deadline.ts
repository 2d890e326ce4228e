/** A step that took longer than the caller can wait. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

/** Time that one request may spend on its tables and keys: a caller hears nothing meanwhile. */
export class Deadline {
  readonly #end: number;
  readonly #stepMs: number;

  /** `totalMs` for all steps together, `stepMs` for each. */
  constructor(totalMs: number, stepMs: number) {
    this.#end = performance.now() + totalMs;
    this.#stepMs = stepMs;
  }

  /** Runs a step, which is aborted and answered with `TooLate` when its time is up, whatever it does. */
  async run<T>(what: string, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const ms = Math.min(this.#stepMs, this.#end - performance.now());
    if (ms <= 0) throw new TooLate(`no time is left for ${what}`);
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new TooLate(`${what} took longer than ${Math.round(ms)} ms`));
        abort.abort();
      }, ms);
    });
    try {
      return await Promise.race([step(abort.signal), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
