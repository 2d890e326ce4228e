import * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../../providers/twilio/token.ts";

/** Type of the component that an account's numbers are declared below: part of each number's URN. */
export const ACCOUNT_COMPONENT = "aybiza:tenant:TwilioAccount";

/** Name of the resource that buys an entry's number. It never changes, so that a repeated update finds the purchase by it. */
export const purchaseName = (key: string): string => `${key}-purchase`;

/** URN of a resource of this stack that is declared below an account. */
export const urnBelowAccount = (type: string, name: string) =>
  `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${ACCOUNT_COMPONENT}$${type}::${name}`;

/** The entry under which this stack bought a number: the friendly name ends with the token of that entry's purchase. */
export function boughtAs(friendlyName: string, urnOf = purchaseUrn): string | undefined {
  // In quarantine, its begin is between the two.
  const [, key, token] = /^(\S+) (?:\S+ )?([0-9a-f]{12})$/.exec(friendlyName) ?? [];
  return key !== undefined && token === tokenOf(urnOf(key)) ? key : undefined;
}

const purchaseUrn = (key: string) => urnBelowAccount("twilio:index:IncomingPhoneNumber", purchaseName(key));
