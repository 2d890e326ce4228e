/** Name of our parent account in `transfer` and `transferFrom`. */
export const PARENT_ACCOUNT = "@reseller";
/** In `transfer`: the number is ported out. */
export const OTHER_CARRIER = "@other-carrier";
/** In `transfer`: the number stays in the tenant's own account. */
export const THE_TENANT = "@tenant";

/** Whether a party to a transfer is a tenant: the other names begin with `@`, which no id has. */
export const isTenant = (party: string): boolean => !party.startsWith("@");

/** How a number leaves without being released. */
export type Leaving =
  /** The receiving tenant's update moves the number, or, to our parent account, the removal of its entry does. */
  | { readonly way: "transfer"; readonly to: "tenant" | "parent-account" }
  /** The number stays in the tenant's own account, with the settings that it had before. */
  | { readonly way: "hand-back" }
  /** The other carrier ports the number; the removal of its entry only checks that our account no longer has it. */
  | { readonly way: "port-out" };

/** How a number may end. */
export interface Ending {
  /** The removal of its entry releases the number at the carrier; an adopted number is handed back instead. */
  readonly release: boolean;
  /** Days of quarantine before the release, and whether it has begun. Undefined if no quarantine is needed. */
  readonly quarantine: { readonly days: number; readonly active: boolean } | undefined;
  /** The removal of its entry doesn't release the number. */
  readonly leaving: Leaving | undefined;
}

/** Returns how a number leaves if its `transfer` names `party`. */
export function leavingTo(party: string): Leaving {
  if (party === PARENT_ACCOUNT) return { way: "transfer", to: "parent-account" };
  if (party === THE_TENANT) return { way: "hand-back" };
  return party === OTHER_CARRIER ? { way: "port-out" } : { way: "transfer", to: "tenant" };
}
