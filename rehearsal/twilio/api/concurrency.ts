import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "../store.ts";
import { errorOfStatus } from "./errors.ts";

/** Duration of each request of an account with a concurrency limit, in ms of real time: shorter requests would never overlap. */
const WORK_MS = 10;

const underWay = new WeakMap<Account, number>();

/**
 * Handles a request, or throws 429 (code 20429) before any effect when the account is at its limit of concurrent requests.
 * https://www.twilio.com/docs/api/errors/20429
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
