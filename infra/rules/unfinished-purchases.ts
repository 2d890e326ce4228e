import { tokenOf } from "../../providers/twilio/token.ts";
import type { HeldNumbers } from "./live-numbers.ts";

/** A number of an account, as far as this rule needs it. */
export interface AccountNumber {
  readonly phoneNumber: string;
  readonly friendlyName: string;
}

/** A number that this stack bought, and that the file doesn't declare. */
export interface UnfinishedPurchase {
  readonly phoneNumber: string;
  /** The entry under which it was bought. */
  readonly key: string;
}

/**
 * Numbers of an account that this very stack has bought under entries that the file no longer declares. After an update that didn't
 * finish, the stack's outputs don't know them yet; the token at the end of their friendly name does. Bought under one name and
 * declared under another, a number would be bought a second time.
 *
 * @param urnOf URN of the purchase that an entry declares in this stack
 */
export function unfinishedPurchases(q: {
  readonly account: readonly AccountNumber[];
  readonly held: HeldNumbers;
  readonly declared: ReadonlySet<string>;
  readonly urnOf: (key: string) => string;
}): UnfinishedPurchase[] {
  return q.account.flatMap(({ phoneNumber, friendlyName }) => {
    const [, key, token] = /^(\S+) ([0-9a-f]{12})$/.exec(friendlyName) ?? [];
    if (key === undefined || token !== tokenOf(q.urnOf(key))) return [];
    return q.declared.has(key) || q.held[key]?.release === true ? [] : [{ phoneNumber, key }];
  });
}
