/** New instructions for a call, given through the API. */
export interface Redirection {
  readonly url?: string;
  readonly method?: string;
  readonly twiml?: string;
}

/** Aborts a call's current work: the call is over, gets new instructions, or leaves its queue, conference or bridge. */
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

/** Returns a promise that resolves when the signal aborts. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** Tracks what can interrupt a call's current work: its end, new instructions, or the end of the scope that it runs in. */
export class Course {
  readonly #over: AbortSignal;
  #changed = new AbortController();
  /** Signals of the nested scopes of `within`, innermost last. The first is the call's own. */
  #scopes: AbortSignal[];
  #redirection: Redirection | undefined;

  /** @param over aborts when the call is over */
  constructor(over: AbortSignal) {
    this.#over = over;
    this.#scopes = [AbortSignal.any([this.#changed.signal, over])];
  }

  /** Aborts when the call must stop its current work. */
  get signal(): AbortSignal {
    return this.#scopes.at(-1) as AbortSignal;
  }

  /** Whether new instructions are pending. */
  get redirected(): boolean {
    return this.#redirection !== undefined;
  }

  /** Runs work until it is done, the given signal aborts or the call must stop. @throws Interrupted in the latter two cases */
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

  /** Gives the call new instructions: it stops its current work. */
  redirect(redirection: Redirection): void {
    this.#redirection = redirection;
    this.#changed.abort();
  }

  /** Returns and clears the pending instructions; undefined for none. */
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
