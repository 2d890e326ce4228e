import { TwilioError } from "../api/errors.ts";
import type { Operation } from "../api/openapi.ts";
import type { Account, Store } from "../store.ts";
import { spent } from "../usage/meter.ts";

/**
 * Where an account stands: its own status, and `suspended` while the account above it isn't active or has nothing left to spend.
 * https://www.twilio.com/docs/api/errors/10001
 */
export function statusOf(store: Store, account: Account): Account["status"] {
  const owner = store.accounts.get(account.owner_account_sid) ?? account;
  const rests = owner.status !== "active" || (owner.balance !== undefined && leftOf(store, owner) <= 0);
  return account.status === "active" && rests ? "suspended" : account.status;
}

/** What an account that says what it may spend has left of it, in US dollars. */
export const leftOf = (store: Store, payer: Account): number => (payer.balance ?? 0) - spent(store, payer);

/** Whether its calls are answered and placed, and what it asks for is made. */
export const isActive = (store: Store, account: Account): boolean => statusOf(store, account) === "active";

/**
 * What an account that was closed leaves behind: nothing. Its numbers go back to Twilio, for good, and its keys, applications, trunks and all
 * else that it has set up with them; records of its calls stay. https://www.twilio.com/docs/iam/api/subaccounts
 */
export function close(store: Store, account: Account): void {
  account.status = "closed";
  account.api_keys.clear();
  for (const number of [...store.numbers.values()].filter((n) => n.account_sid === account.sid)) {
    store.removeNumber(number);
    store.released += 1;
  }
  for (const held of [
    store.keys,
    store.applications,
    store.queues,
    store.addresses,
    store.callerIds,
    store.usageTriggers,
    ...store.kinds.values(),
  ] as Map<string, { account_sid?: string }>[]) {
    for (const [sid, resource] of held) if (resource.account_sid === account.sid) held.delete(sid);
  }
}

/**
 * Refuses what an account that isn't active can't do: signed in as itself, nothing at all; asked by the account above it, nothing new is made in
 * a suspended one and nothing changed in a closed one, while its own record can be read and changed. https://www.twilio.com/docs/api/errors/20005
 */
export function refuseInactive(store: Store, asker: Account, account: Account, operation: Operation): void {
  // A call has a refusal of its own: 10001.
  if (operation.id === "CreateCall") return;
  const status = statusOf(store, account);
  if (statusOf(store, asker) === "active") {
    if (status === "active" || operation.method === "GET" || operation.id === "UpdateAccount") return;
    if (status === "suspended" && !/(^|[.])Create/.test(operation.id)) return;
  }
  throw new TwilioError(403, 20005, "Account not active");
}
