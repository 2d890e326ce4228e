import * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../../providers/twilio/token.ts";

/** Type of the component that is the parent of an account's numbers, so part of each number's URN. */
export const ACCOUNT_COMPONENT = "aybiza:tenant:TwilioAccount";

/** Name of the resource that buys an entry's number. It never changes, so that a repeated update can find the earlier purchase. */
export const purchaseName = (key: string): string => `${key}-purchase`;

/** URN of a resource of this stack whose parent is an account component. */
export const urnBelowAccount = (type: string, name: string) =>
  `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${ACCOUNT_COMPONENT}$${type}::${name}`;

/** Finds the entry for which this stack bought a number: the number's friendly name ends with the token of that purchase. */
export function boughtAs(friendlyName: string, urnOf = purchaseUrn): string | undefined {
  // In quarantine, its start is between the name and the token.
  const [, key, token] = /^(\S+) (?:\S+ )?([0-9a-f]{12})$/.exec(friendlyName) ?? [];
  return key !== undefined && token === tokenOf(urnOf(key)) ? key : undefined;
}

const purchaseUrn = (key: string) => urnBelowAccount("twilio:index:IncomingPhoneNumber", purchaseName(key));
