import { pause } from "../kit/retry.ts";
import { isAmbiguous } from "./client/errors.ts";

/** Maximum attempts at a request whose outcome is unknown. */
const ATTEMPTS = 3;

/**
 * Creates an object at most once. If a request's outcome is unknown, `find` searches for the object before the next attempt. The caller
 * must search before the first attempt, because an earlier run may have created the object.
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
