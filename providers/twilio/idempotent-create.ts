import { pause } from "../kit/retry.ts";
import { isAmbiguous } from "./client/errors.ts";

/** How often a request whose outcome stayed open is made again, after a look that found nothing. */
const ATTEMPTS = 3;

/**
 * Creates a thing at most once. An earlier run, or an attempt whose answer was lost, may have made it: it is looked for before each
 * attempt, and it is never requested twice without a look between.
 */
export async function createIdempotently<T>(q: {
  readonly find: () => Promise<T | undefined>;
  readonly create: () => Promise<T>;
  readonly signal: AbortSignal;
}): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await q.create();
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      await pause(n, q.signal);
      const found = await q.find();
      if (found) return found;
      if (n === ATTEMPTS) throw error;
    }
  }
}
