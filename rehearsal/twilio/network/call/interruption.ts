/** New instructions that the API gave a call. */
export interface Redirection {
  readonly url?: string;
  readonly method?: string;
  readonly twiml?: string;
}

/** Thrown out of what a call does when the call is over, gets new instructions, or leaves what it waits in. */
export class Interrupted extends Error {
  constructor() {
    super("the call went on elsewhere");
    this.name = "Interrupted";
  }
}

/** Rejects with `Interrupted` when the signal aborts before the promise is settled. */
export async function unless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  if (signal.aborted) throw new Interrupted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new Interrupted());
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** A promise that resolves when the signal aborts. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** The course of a call: what stops what it does now, and new instructions that wait for it. */
export class Course {
  readonly #over: AbortSignal;
  #changed = new AbortController();
  /** Innermost last; the first is the call itself. */
  #scopes: AbortSignal[];
  #redirection: Redirection | undefined;

  /** @param over aborts when the call is over */
  constructor(over: AbortSignal) {
    this.#over = over;
    this.#scopes = [AbortSignal.any([this.#changed.signal, over])];
  }

  /** Aborts when the call must stop what it does now. */
  get signal(): AbortSignal {
    return this.#scopes.at(-1) as AbortSignal;
  }

  /** True when new instructions wait for the call. */
  get redirected(): boolean {
    return this.#redirection !== undefined;
  }

  /** Runs work that is also `Interrupted` when the signal aborts. */
  async within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const scope = AbortSignal.any([this.signal, signal]);
    this.#scopes.push(scope);
    try {
      return await work();
    } finally {
      const place = this.#scopes.indexOf(scope);
      if (place > 0) this.#scopes.splice(place, 1);
    }
  }

  /** Gives the call new instructions: it stops what it does now. */
  redirect(redirection: Redirection): void {
    this.#redirection = redirection;
    this.#changed.abort();
  }

  /** Takes the new instructions that wait for the call. */
  take(): Redirection | undefined {
    const redirection = this.#over.aborted ? undefined : this.#redirection;
    this.#redirection = undefined;
    if (redirection) {
      this.#changed = new AbortController();
      this.#scopes = [AbortSignal.any([this.#changed.signal, this.#over])];
    }
    return redirection;
  }
}
