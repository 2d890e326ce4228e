import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "../store.ts";
import { errorOfStatus } from "./errors.ts";

/** How long a request of an account takes that is limited, in milliseconds of real time: else none would ever meet another. */
const WORK_MS = 10;

const underWay = new WeakMap<Account, number>();

/**
 * Does a request's work, unless its account has as many under way as it may: then it is turned away with 429 (code 20429) before it has had
 * any effect. https://www.twilio.com/docs/api/errors/20429
 */
export async function limited<T>(account: Account, work: () => Promise<T>): Promise<T> {
  if (account.concurrency === undefined) return work();
  const others = underWay.get(account) ?? 0;
  if (others >= account.concurrency) throw errorOfStatus(429);
  underWay.set(account, others + 1);
  try {
    await sleep(WORK_MS);
    return await work();
  } finally {
    underWay.set(account, (underWay.get(account) ?? 1) - 1);
  }
}
