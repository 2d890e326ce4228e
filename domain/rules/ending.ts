/** Our parent account at the carrier, as a file names it in `transfer` and `transferFrom`. */
export const PARENT_ACCOUNT = "@reseller";
/** In `transfer`: the number is ported out. */
export const OTHER_CARRIER = "@other-carrier";
/** In `transfer`: the number stays in the tenant's own account. */
export const THE_TENANT = "@tenant";

/** Whether a party to a transfer is a tenant: the other names begin with `@`, which no id has. */
export const isTenant = (party: string): boolean => !party.startsWith("@");

/** How a number leaves without being released. */
export type Leaving =
  /** Another tenant's update moves it, or its removal moves it to our parent account. */
  | { readonly way: "transfer"; readonly to: "tenant" | "parent-account" }
  /** It stays in the tenant's own account, with the settings that it had before. */
  | { readonly way: "hand-back" }
  /** The other carrier takes it; its removal only checks that it is gone. */
  | { readonly way: "port-out" };

/** How a number may end. */
export interface Ending {
  /** Its removal from the file releases it at the carrier; a number that was adopted is handed back instead. */
  readonly release: boolean;
  /** Days that it must rest before it is released, and whether it rests now. Undefined: it needn't rest. */
  readonly quarantine: { readonly days: number; readonly active: boolean } | undefined;
  /** Its removal doesn't release it. */
  readonly leaving: Leaving | undefined;
}

/** How a number leaves whose file names `party` in `transfer`. */
export function leavingTo(party: string): Leaving {
  if (party === PARENT_ACCOUNT) return { way: "transfer", to: "parent-account" };
  if (party === THE_TENANT) return { way: "hand-back" };
  return party === OTHER_CARRIER ? { way: "port-out" } : { way: "transfer", to: "tenant" };
}
