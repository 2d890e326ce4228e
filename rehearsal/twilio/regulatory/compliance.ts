import { refused } from "../api/errors.ts";
import type { AddressRequirements } from "../numbers/inventory.ts";
import type { Account, Fields, Store } from "../store.ts";
import { BUNDLES, review } from "./bundles.ts";
import { isRegulated, regulationOf } from "./regulations.ts";

/**
 * Refuses a number without the documents that it requires: an address where its range requires one (21631), and an approved
 * bundle of the account where the country has a regulation for its type (21649). A given address must be the account's (21615),
 * and so must an identity document (21651), of which the stand-in has none.
 * https://www.twilio.com/docs/phone-numbers/regulatory/faq
 *
 * @param current the number's current SIDs, for an update
 */
export function checkCompliance(
  q: {
    readonly store: Store;
    readonly account: Account;
    readonly country: string;
    readonly type: string;
    readonly addressRequirements?: AddressRequirements;
  },
  fields: Fields,
  current: Fields = {},
): void {
  const { store, account, country, type } = q;
  const { address_sid, identity_sid } = fields;
  if (typeof address_sid === "string" && store.addresses.get(address_sid)?.account_sid !== account.sid) {
    throw refused(21615, `AddressSid ${address_sid} is not an address of this account`);
  }
  if (typeof identity_sid === "string") {
    throw refused(21651, `Document does not satisfy regulatory requirement: ${identity_sid}`);
  }
  // Error code of a purchase: https://www.twilio.com/docs/api/errors/21631
  const { addressRequirements = "none" } = q;
  if (addressRequirements !== "none" && address_sid === undefined) {
    throw refused(21631, "Phone Number Requires an Address");
  }
  if (!isRegulated(country, type)) return;
  const sid = "bundle_sid" in fields ? fields.bundle_sid : current.bundle_sid;
  if (sid === undefined) throw refused(21649, "Bundle required and not provided");
  // A bundle that is already assigned to the number is accepted: it can belong to the number's previous account.
  if (sid === current.bundle_sid) return;
  review(store);
  const bundle = store.all(BUNDLES).get(String(sid));
  const regulation = regulationOf(bundle?.regulation_sid);
  const approved = bundle?.status === "twilio-approved" || bundle?.status === "provisionally-approved";
  const right = regulation?.country === country && regulation.numberType === type;
  if (bundle?.account_sid !== account.sid || !approved || !right) {
    const need = `an approved bundle of this account for ${type} numbers of ${country}`;
    throw refused(21649, `To purchase or transfer this number you must provide ${need}: ${sid} is none`);
  }
}
