import type { NumberStatus } from "../launch/world/protocol.ts";

/** Whose a number is: tenant and entry as the other commands take them, or the account that holds it, where no stack does. */
export const ownerOf = ({ tenant, entry, account }: Omit<NumberStatus, "number" | "inService">): string =>
  tenant === undefined ? account : entry === undefined ? tenant : `${tenant} ${entry}`;
