/** What a call goes on with after the API gave it other instructions. */
export interface Redirection {
  readonly url?: string;
  readonly method?: string;
  readonly twiml?: string;
}

/** Thrown out of whatever a call does when the call is over, gets other instructions, or what it waits in is left. */
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
