import { isTenant } from "./ending.ts";
import type { HeldNumbers } from "./live-numbers.ts";

/** A number of a carrier account. */
export interface AccountNumber {
  readonly phoneNumber: string;
  /** This stack's entry that bought the number, as recorded at the carrier; undefined for other numbers. */
  readonly boughtAs: string | undefined;
}

/** A number that this stack bought and the file doesn't declare. */
export interface UnfinishedPurchase {
  readonly phoneNumber: string;
  /** The entry that bought it. */
  readonly key: string;
}

/**
 * Finds numbers that this stack bought for entries that the file no longer declares. An interrupted update may have bought a number without writing
 * it to the stack's outputs; if the entry is then renamed, the next update would buy a second number.
 */
export function unfinishedPurchases(q: {
  readonly account: readonly AccountNumber[];
  readonly held: HeldNumbers;
  readonly declared: ReadonlySet<string>;
  /** Entries that an update removed; its deletes may be unfinished. */
  readonly leaving: readonly string[];
}): UnfinishedPurchase[] {
  const mayGo = (key: string) => mayEnd(q.held[key]) || q.leaving.includes(key);
  return q.account.flatMap(({ phoneNumber, boughtAs: key }) =>
    key === undefined || q.declared.has(key) || mayGo(key) ? [] : [{ phoneNumber, key }],
  );
}

/**
 * Entries that this update, or an interrupted earlier one, removes and whose numbers still exist. An update writes its outputs before its deletes, so
 * the next update has to know that these deletes may continue.
 */
export function leavingNames(
  held: { readonly numbers: HeldNumbers; readonly leaving: readonly string[] },
  declared: ReadonlySet<string>,
  bought: ReadonlySet<string>,
): string[] {
  const now = Object.entries(held.numbers).flatMap(([key, was]) => (mayEnd(was) ? [key] : []));
  return [...new Set([...held.leaving, ...now])].filter((key) => !declared.has(key) && bought.has(key)).sort();
}

/** Whether a removal ends the number: a release, a move to the parent account, or a hand-back. A transfer to a tenant ends with that tenant's update. */
const mayEnd = (was: HeldNumbers[string] | undefined): boolean =>
  was !== undefined && (was.release || (was.transfer !== undefined && !isTenant(was.transfer)));
