import { isTenant } from "./ending.ts";
import type { HeldNumbers } from "./live-numbers.ts";

/** A number of an account, as far as this rule needs it. */
export interface AccountNumber {
  readonly phoneNumber: string;
  /** The entry under which this very stack bought it, by the carrier's own record; undefined for any other. */
  readonly boughtAs: string | undefined;
}

/** A number that this stack bought, and that the file doesn't declare. */
export interface UnfinishedPurchase {
  readonly phoneNumber: string;
  /** The entry under which it was bought. */
  readonly key: string;
}

/**
 * Numbers of an account that this very stack has bought under entries that the file no longer declares. After an update that didn't
 * finish, the stack's outputs don't know them yet; the carrier does. Bought under one name and declared under another, a number would
 * be bought a second time.
 */
export function unfinishedPurchases(q: {
  readonly account: readonly AccountNumber[];
  readonly held: HeldNumbers;
  readonly declared: ReadonlySet<string>;
  /** Entries that were let go by an update which may not have come to their end. */
  readonly leaving: readonly string[];
}): UnfinishedPurchase[] {
  const mayGo = (key: string) => mayEnd(q.held[key]) || q.leaving.includes(key);
  return q.account.flatMap(({ phoneNumber, boughtAs: key }) =>
    key === undefined || q.declared.has(key) || mayGo(key) ? [] : [{ phoneNumber, key }],
  );
}

/**
 * Entries that this update, or one before it that was interrupted, lets go, and whose numbers are still there: an update that deletes writes down what it
 * holds before it comes to its deletes, so the next one must know that these may go on going.
 */
export function leavingNames(
  held: { readonly numbers: HeldNumbers; readonly leaving: readonly string[] },
  declared: ReadonlySet<string>,
  bought: ReadonlySet<string>,
): string[] {
  const now = Object.entries(held.numbers).flatMap(([key, was]) => (mayEnd(was) ? [key] : []));
  return [...new Set([...held.leaving, ...now])].filter((key) => !declared.has(key) && bought.has(key)).sort();
}

/** What goes to no other tenant leaves by its own removal: released, moved to the account above, or kept where it is. */
const mayEnd = (was: HeldNumbers[string] | undefined): boolean =>
  was !== undefined && (was.release || (was.transfer !== undefined && !isTenant(was.transfer)));
