import { TwilioError } from "../api/errors.ts";
import type { Operation } from "../api/openapi.ts";
import type { Account, Store } from "../store.ts";
import { spent } from "../usage/meter.ts";

/**
 * Returns an account's effective status: its own, or `suspended` while its parent isn't active or its balance is used up.
 * https://www.twilio.com/docs/api/errors/10001
 */
export function statusOf(store: Store, account: Account): Account["status"] {
  const owner = store.accounts.get(account.owner_account_sid) ?? account;
  const rests = owner.status !== "active" || (owner.balance !== undefined && leftOf(store, owner) <= 0);
  return account.status === "active" && rests ? "suspended" : account.status;
}

/** Returns the remaining balance of an account with limited funds, in US dollars. */
export const leftOf = (store: Store, payer: Account): number => (payer.balance ?? 0) - spent(store, payer);

/** Tells whether the account can place and answer calls, and use the API. */
export const isActive = (store: Store, account: Account): boolean => statusOf(store, account) === "active";

/**
 * Deletes all of a closed account's resources except its call records. Its numbers return to Twilio and can't be restored.
 * https://www.twilio.com/docs/iam/api/subaccounts
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
 * Refuses what an inactive account can't do. With its own credentials: everything. With its parent's: creates in a suspended
 * account, and changes in a closed one except to the account's own record. https://www.twilio.com/docs/api/errors/20005
 */
export function refuseInactive(store: Store, asker: Account, account: Account, operation: Operation): void {
  // Calls have their own error, 10001, which the handler throws.
  if (operation.id === "CreateCall") return;
  const status = statusOf(store, account);
  if (statusOf(store, asker) === "active") {
    if (status === "active" || operation.method === "GET" || operation.id === "UpdateAccount") return;
    if (status === "suspended" && !/(^|[.])Create/.test(operation.id)) return;
  }
  throw new TwilioError(403, 20005, "Account not active");
}
