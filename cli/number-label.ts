import type { NumberStatus } from "../launch/world/protocol.ts";

/** The owner of a number: tenant and entry as the tenant's file names them, or the account that holds it, where no stack does. */
export const ownerOf = ({ tenant, entry, account }: Omit<NumberStatus, "number" | "inService">): string =>
  tenant === undefined ? account : entry === undefined ? tenant : `${tenant} ${entry}`;
